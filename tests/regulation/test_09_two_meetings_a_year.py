"""Clause 9: the Council meets at least twice a year; counted and shown, nothing is blocked
(REQ-16)."""

import pytest
from django.utils import timezone, translation

from bodies.models import Office
from council_portal.documents import oversight
from council_portal.documents.desk import desk
from meetings import actions
from meetings.states import MeetingState
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return f.council(size=3)


@pytest.fixture
def clerk(council):
    return f.officer(council, Office.SECRETARY).user


def met(body, times=1, state=MeetingState.CLOSED, **fields):
    for _ in range(times):
        f.meeting(body, state=state, scheduled_for=f.noon(), **fields)


def line(council):
    return oversight.lines([council], timezone.localdate())[0]


def home(client, person):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    person.language = "en"
    person.save()
    return client.get("/").content.decode()


@pytest.mark.parametrize(("held", "enough"), [(0, False), (1, False), (2, True), (3, True)])
def test_09_two_meetings_held_are_enough(council, clerk, held, enough):
    met(council, held)

    assert desk(clerk, timezone.now()).council_held == held
    assert (line(council).held, line(council).enough) == (held, enough)


@pytest.mark.parametrize(
    "state",
    [MeetingState.CANCELLED, MeetingState.FAILED, MeetingState.ADJOURNED, MeetingState.NOTIFIED,
     MeetingState.IN_SESSION],
)  # fmt: skip
def test_09_only_meetings_held_are_counted(council, clerk, state):
    met(council)
    met(council, 2, state)

    assert desk(clerk, timezone.now()).council_held == 1
    assert not line(council).enough


def test_09_meetings_of_another_calendar_year_are_not_counted(council, clerk):
    met(council)
    met(council, 2, year=timezone.localdate().year - 1)

    assert desk(clerk, timezone.now()).council_held == 1


def test_09_associations_meetings_are_not_the_councils(council, clerk):
    association = f.association(size=3, parent=council)
    met(association, 2)

    assert desk(clerk, timezone.now()).council_held == 0


def test_09_an_association_meets_by_its_own_plan(council):
    association = f.association(size=3, parent=council)

    assert oversight.lines([association], timezone.localdate())[0].enough


@pytest.mark.parametrize(("held", "words"), [(1, "Fewer than required so far"), (2, "As required")])
def test_09_home_says_whether_it_is_enough(client, council, clerk, held, words):
    met(council, held)

    page = home(client, clerk)

    assert words in page
    assert "cl. 9" in page


@pytest.mark.parametrize("verb", ["review_minutes", "act_for_centre"])
def test_09_the_ministry_and_the_centre_see_the_counter(council, verb):
    met(council)

    assert desk(f.granted(verb, council), timezone.now()).council_held == 1


def test_09_an_associations_members_are_not_asked_to_answer_for_it(council):
    association = f.association(size=3, parent=council)

    assert desk(f.officer(association, "chair").user, timezone.now()).council_held is None


def test_09_nothing_is_blocked_by_the_counter(council, clerk):
    met(council, 2)

    with translation.override("en"):
        third = actions.schedule(
            body=council, by=clerk, at=timezone.now(), scheduled_for=f.noon(20), form="hall",
            place="5",
        )  # fmt: skip

    assert third.state == MeetingState.DRAFT
