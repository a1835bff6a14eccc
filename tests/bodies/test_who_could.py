"""Who could do what on a day: the answers are those of the gate, for everybody on every day."""

import random
from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import User
from bodies import offices
from bodies.actions import grant, revoke
from bodies.backends import verbs_on
from bodies.documents import what_could, who_could
from bodies.models import Body, Office
from bodies.offices import GRANT_VERBS, Verb
from tests import factories as f

pytestmark = pytest.mark.django_db

FIRST = date(2026, 5, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(14)]


@pytest.fixture
def bodies():
    council = f.council(size=3)
    one = f.association(size=3, parent=council)
    other = f.association(size=3, parent=council)
    section = f.association(size=3, kind="section", parent=one)
    return [council, one, other, section]


def history(bodies, seed):
    """Seats and grants that come and go within the fortnight, some of them revoked in it."""
    chance = random.Random(seed)  # noqa: S311 - a generated history, the same each time
    people = [f.user() for _ in range(8)]
    root = f.user()
    offered = list(product(GRANT_VERBS, bodies))
    for person in people:
        sat_in, granted = chance.sample(bodies, 2), chance.sample(offered, 2)
        for body, (verb, on) in zip(sat_in, granted, strict=True):
            first, last = sorted(chance.sample(DAYS, 2))
            office = chance.choice([Office.MEMBER, Office.SECRETARY])
            f.member(body, office, person, voting=chance.random() < 0.7, starts_on=first,
                     ends_on=chance.choice([None, last]))  # fmt: skip
            given = grant(
                user=person, verb=verb, on=on, basis=f.act(), by=None, starts_on=first,
                ends_on=chance.choice([None, last]),
            )  # fmt: skip
            if verb != Verb.ADMINISTER and given.ends_on is None:
                noon = datetime.combine(last, time(12), tzinfo=f.ASTANA)
                revoke(given, by=root, at=noon, reason="Ауысты")
    return people


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_for_a_body_the_answer_is_the_gates_own_for_everybody_on_every_day(bodies, seed):
    history(bodies, seed)
    everybody = list(User.objects.all())

    for day in DAYS[::2]:
        for body in bodies:
            asked = {person: verbs_on(person, body, day) for person in everybody}
            told = {each.person: each.verbs for each in who_could(body, day)}
            assert told == {person: verbs for person, verbs in asked.items() if verbs}


@pytest.mark.parametrize("seed", [4, 5])
def test_for_a_person_the_answer_is_the_gates_own_in_every_body(bodies, seed):
    people = history(bodies, seed)

    for day in DAYS[::3]:
        for person in people:
            asked = {body: verbs_on(person, body, day) for body in bodies}
            told = {each.body: each.verbs for each in what_could(person, Body.objects.all(), day)}
            assert told == {body: verbs for body, verbs in asked.items() if verbs}


def test_every_permission_names_the_act_it_comes_from(bodies):
    council, body, *_rest = bodies
    chair = f.officer(body, Office.CHAIR)
    f.member(council, person=chair.user, act=f.act(number="12"))
    grant(user=chair.user, verb="review_minutes", on=council, basis=f.act(number="253"), by=None,
          starts_on=FIRST)  # fmt: skip

    with translation.override("en"):
        (told,) = [each for each in who_could(body, FIRST) if each.person == chair.user]

    assert [(each.words, each.above, each.granted, each.act.number) for each in told.sources] == [
        ("Chair", False, False, chair.starts_act.number),
        ("Member", True, False, "12"),
        ("Ministry reviewer", True, True, "253"),
    ]
    assert told.verbs == frozenset().union(
        offices.verbs_of_office("association", "chair", voting=True),
        offices.SEAT_ABOVE,
        offices.verbs_of_grant(Verb.REVIEW_MINUTES, "association"),
    )


def test_what_is_held_beside_or_below_brings_nothing():
    held = [offices.Seat(1, 7, "chair", True), offices.Given(2, 8, Verb.ADMINISTER)]

    assert offices.sources("association", [3, 1], held) == []


def test_a_person_is_told_once_however_many_sources(bodies):
    council = bodies[0]
    person = f.granted("administer", council)
    grant(user=person, verb="review_minutes", on=council, basis=f.act(), by=None, starts_on=FIRST)

    (told,) = [each for each in who_could(council, FIRST) if each.person == person]

    assert len(told.sources) == 2


def test_both_ask_as_much_of_thirty_as_of_one(bodies):
    council, body, *_rest = bodies
    reader = f.granted("administer", council)
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            f.member(body, person=f.granted("review_minutes", council))
            f.association(size=3, parent=council)
            made += 1
        with CaptureQueriesContext(connection) as asked:
            who_could(body, timezone.localdate())
            what_could(reader, Body.objects.all(), timezone.localdate())
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]
