"""Clause 24: the secretary organises an association's meetings (REQ-17)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings import actions
from meetings.errors import MeetingRefused
from meetings.models import Meeting
from meetings.states import MeetingState
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return f.association()


@pytest.fixture
def clerk(body):
    return f.officer(body, Office.SECRETARY).user


def scheduled(body, by, **changes):
    given = {"scheduled_for": f.noon(20), "form": "mixed", "place": "700-ауд.",
             "link": "https://meet.example.kz/1"}  # fmt: skip
    return actions.schedule(body=body, by=by, at=timezone.now(), **(given | changes))


def test_24_the_associations_secretary_schedules_its_meeting(body, clerk):
    meeting = scheduled(body, clerk)

    assert (meeting.state, meeting.number, meeting.secretary) == (MeetingState.DRAFT, "1", clerk)


@pytest.mark.parametrize("who", ["chair", "deputy_chair", "member", "other_secretary"])
def test_24_nobody_else_schedules_an_associations_meeting(body, who):
    home = f.association() if who == "other_secretary" else body
    office = "secretary" if who == "other_secretary" else who
    by = f.ordinary(home)[0].user if office == "member" else f.officer(home, office).user

    with translation.override("en"), pytest.raises(NotPermitted) as refusal:
        scheduled(body, by)

    assert str(refusal.value) == "Only this association's secretary may schedule its meetings."
    assert refusal.value.clause == "24"
    assert not Meeting.objects.exists()


def test_24_a_secretary_whose_term_ended_yesterday_schedules_nothing(body):
    seat = f.officer(body, Office.SECRETARY)
    seat.ends_on = timezone.localdate() - timedelta(days=1)
    seat.save()

    with pytest.raises(NotPermitted):
        scheduled(body, seat.user)

    assert not Meeting.objects.exists()


def test_24_a_meeting_is_scheduled_for_the_future(body, clerk):
    with translation.override("en"), pytest.raises(MeetingRefused) as refusal:
        scheduled(body, clerk, scheduled_for=timezone.now() - timedelta(minutes=1))

    assert str(refusal.value) == "The date must be in the future."
    assert not Meeting.objects.exists()


def test_24_the_callers_own_clock_does_not_bring_the_past_back(body, clerk):
    past = timezone.now() - timedelta(days=30)

    with pytest.raises(MeetingRefused):
        actions.schedule(
            body=body, by=clerk, at=past, scheduled_for=past + timedelta(days=20), form="hall",
            place="700-ауд.",
        )  # fmt: skip

    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("form", "place", "link", "message"),
    [
        ("hall", "", "", "State the place of the meeting."),
        ("mixed", " ", "https://meet.example.kz", "State the place of the meeting."),
        ("mixed", "700-ауд.", "", "State the link of the broadcast."),
        ("online", "", "", "State the link of the broadcast."),
    ],
)
def test_24_a_hall_needs_a_place_and_a_broadcast_needs_a_link(
    body, clerk, form, place, link, message
):
    with translation.override("en"), pytest.raises(MeetingRefused) as refusal:
        scheduled(body, clerk, form=form, place=place, link=link)

    assert str(refusal.value) == message
    assert not Meeting.objects.exists()


def test_24_the_notice_reaches_all_members(body, clerk):
    meeting = f.meeting(body, state=MeetingState.APPROVED)

    verdict = actions.send_notice(meeting, by=clerk, at=timezone.now())

    told = Notification.objects.filter(kind="meeting_notice").values_list("recipient", flat=True)
    assert set(told) == set(body.memberships.values_list("user", flat=True))
    assert (meeting.state, verdict.sufficient) == (MeetingState.NOTIFIED, True)


def test_24_a_short_notice_is_sent_with_a_warning(body, clerk):
    meeting = f.meeting(body, state=MeetingState.APPROVED, scheduled_for=f.noon(4))

    verdict = actions.send_notice(meeting, by=clerk, at=timezone.now())

    assert (verdict.days, verdict.needed, verdict.sufficient) == (4, 10, False)
    with translation.override("en"):
        assert actions.notice_warning(verdict) == (
            "Days of notice: 4; the rules of procedure ask for 10."
        )
