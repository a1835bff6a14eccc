"""Permissions follow from offices in force today and from dated grants, from nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bodies.access import visible_bodies
from bodies.actions import grant, revoke
from bodies.backends import verbs_on
from bodies.models import Office
from bodies.offices import GRANT_VERBS, OFFICE_VERBS, Verb
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.association(size=5)


def test_only_the_chair_approves_the_agenda(body):
    allowed = [
        seat.office
        for seat in body.memberships.select_related("user")
        if seat.user.has_perm("bodies.approve_agenda", body)
    ]

    assert allowed == [Office.CHAIR]


def test_an_office_means_nothing_in_another_body(body):
    other = factories.association(size=3)
    chair = factories.officer(other, Office.CHAIR).user

    assert verbs_on(chair, body, timezone.localdate()) == frozenset()


def test_an_office_ends_with_its_last_day(body):
    chair = factories.officer(body, Office.CHAIR)
    today = timezone.localdate()
    chair.ends_on = today
    chair.save()

    assert chair.user.has_perm("bodies.preside", body)
    assert Verb.PRESIDE not in verbs_on(chair.user, body, today + timedelta(days=1))


def test_the_vote_follows_the_voting_right(body):
    guest = factories.member(body, voting=False)

    assert Verb.VOTE not in verbs_on(guest.user, body, timezone.localdate())
    assert Verb.VOTE in verbs_on(factories.ordinary(body)[0].user, body, timezone.localdate())


def test_a_superuser_holds_no_vote_chair_or_signature(body):
    root = factories.user(is_superuser=True, is_staff=True)

    assert [verb for verb in Verb if root.has_perm(f"bodies.{verb}", body)] == []


@pytest.mark.parametrize("verb", list(GRANT_VERBS))
def test_a_grant_on_the_council_reaches_every_association(verb):
    council = factories.council()
    body = factories.association(size=3, parent=council)
    person = factories.granted(verb, council)

    assert verbs_on(person, body, timezone.localdate()) >= GRANT_VERBS[verb]
    assert set(visible_bodies(person, timezone.localdate())) == {council, body}


def test_no_grant_brings_a_vote_or_a_signature():
    given = frozenset().union(*GRANT_VERBS.values())

    assert not given & {Verb.VOTE, Verb.PRESIDE, Verb.SIGN_MINUTES, Verb.APPROVE_AGENDA}


def test_a_grant_counts_from_its_first_to_its_last_day(body):
    person = factories.user()
    first, last = date(2026, 1, 10), date(2026, 1, 20)
    grant(
        user=person, verb="review_minutes", on=body, basis=factories.act(), by=None,
        starts_on=first, ends_on=last,
    )  # fmt: skip

    counts = [
        Verb.REVIEW_MINUTES in verbs_on(person, body, day)
        for day in (first - timedelta(days=1), first, last, last + timedelta(days=1))
    ]

    assert counts == [False, True, True, False]


def test_a_revoked_grant_is_over_today(body):
    person, root = factories.user(), factories.user()
    given = grant(
        user=person, verb="review_minutes", on=body, basis=factories.act(), by=None,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip

    revoke(given, by=root, at=timezone.now(), reason="Ауысты")

    assert not person.has_perm("bodies.review_minutes", body)


def test_members_see_their_body_and_its_sections_only(body):
    section = factories.association(size=3, kind="section", parent=body)
    factories.association(size=3)
    member = factories.ordinary(body)[0].user

    assert set(visible_bodies(member, timezone.localdate())) == {body, section}


def test_the_matrix_names_only_known_verbs():
    named = {
        verb for offices in OFFICE_VERBS.values() for verbs in offices.values() for verb in verbs
    }

    assert named <= set(Verb)
