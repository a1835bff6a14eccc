"""Home: one page that says what awaits a person, whatever the person is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bodies.models import Office
from council_portal.documents.desk import desk
from meetings import actions
from meetings.models import ItemFunction
from meetings.states import MeetingState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.association(size=7)


@pytest.fixture
def function():
    return ItemFunction.objects.create(
        code="25.2", kind="association", position=1, name_kk="ұсыным", name_ru="р", name_en="r"
    )


def asked(body, function):
    """A meeting whose agenda is out for consent."""
    clerk = factories.officer(body, Office.SECRETARY).user
    meeting = factories.meeting(body)
    at = timezone.now()
    actions.add_item(meeting, by=clerk, at=at, title_kk="Стандарт туралы", function=function)
    return actions.send_for_consent(meeting, by=clerk, at=at)


def titles(user):
    return [task.title for task in desk(user, timezone.now()).tasks]


def test_a_stranger_is_told_that_there_is_nothing(client):
    client.force_login(factories.user())

    assert client.get("/").status_code == 200
    assert desk(factories.user(), timezone.now()).empty


def test_a_member_is_asked_for_consent_until_it_is_given(body, function):
    meeting = asked(body, function)
    member = factories.ordinary(body)[0].user

    before = titles(member)
    actions.answer_agenda(meeting, by=member, at=timezone.now(), answer="consent")

    assert (len(before), titles(member)) == (1, [])


def test_the_secretary_sees_how_far_consent_has_come(body, function):
    meeting = asked(body, function)
    for seat in factories.ordinary(body)[:2]:
        actions.answer_agenda(meeting, by=seat.user, at=timezone.now(), answer="consent")

    hints = " ".join(
        task.hint for task in desk(factories.officer(body, "secretary").user, timezone.now()).tasks
    )

    assert "7" in hints
    assert "2" in hints
    assert "4" in hints


def test_the_chair_approves_once_consent_is_reached(body, function):
    meeting = asked(body, function)
    chair = factories.officer(body, Office.CHAIR).user
    before = len(titles(chair))
    for seat in factories.ordinary(body):
        actions.answer_agenda(meeting, by=seat.user, at=timezone.now(), answer="consent")

    tasks = desk(chair, timezone.now()).tasks

    assert (before, len(tasks), tasks[0].primary) == (1, 2, True)


def test_the_next_meeting_carries_the_forecast_for_the_secretary_only(body):
    meeting = factories.meeting(body, state=MeetingState.NOTIFIED)
    for seat in factories.ordinary(body):
        actions.answer_notice(meeting, by=seat.user, at=timezone.now(), answer="hall")
    clerk, member = factories.officer(body, "secretary").user, factories.ordinary(body)[0].user

    seen, own = (desk(each, timezone.now()).ahead for each in (clerk, member))

    assert (seen.forecast.participating, seen.forecast.needed) == (4, 5)
    assert (own.forecast, own.answer) == (None, "hall")


def test_a_reviewer_sees_a_line_for_every_body():
    council = factories.council()
    bodies = [factories.association(size=3, parent=council) for _ in range(2)]
    reviewer = factories.granted("review_minutes", council)

    page = desk(reviewer, timezone.now())

    assert [line.body for line in page.oversight] == [council, *bodies]
    assert page.council_held == 0


def test_a_representative_sees_the_own_institution_and_where_it_is_represented(body):
    own = factories.institution("ҚазҰУ")
    factories.member(body, category="institution", represents=own)
    factories.association(size=3)

    page = desk(factories.granted("represent", own), timezone.now())

    assert page.represented == [(own, [body])]


@pytest.mark.parametrize("role", ["secretary", "chair", "member", "reviewer"])
def test_home_asks_as_much_at_thirty_as_at_one(client, body, function, role):
    council = factories.council()
    people = {
        "secretary": factories.officer(body, "secretary").user,
        "chair": factories.officer(body, "chair").user,
        "member": factories.ordinary(body)[0].user,
        "reviewer": factories.granted("review_minutes", council),
    }
    client.force_login(people[role])
    counts = []
    made = 0
    for number in (1, 3, 30):
        while made < number:
            asked(body, function)
            factories.association(size=3, parent=council)
            made += 1
        client.get("/")
        counts.append(queries(client))

    assert counts[0] == counts[1] == counts[2]


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


def test_the_greeting_follows_the_hour(body):
    person = factories.ordinary(body)[0].user
    noon = factories.noon()

    hours = [desk(person, noon + timedelta(hours=h)).greeting for h in (-4, 1, 8)]

    assert len(set(hours)) == 3
    assert all(person.given_name_kk in greeting for greeting in hours)
