"""Clause 19: the association's chair conducts its meeting, in the chair's absence the deputy.

Here meetings are opened and handed over; the rule alone is in test_19_association_presiding.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notification
from bodies.models import Membership, Office
from meetings.actions import scheduling, session
from meetings.documents.counting import quorum_now
from meetings.errors import BodyDissolved, CannotPreside, IllegalTransition, RuleViolation
from meetings.states import MeetingState
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

CHAIR_MUST = "The chair is attending and must preside."


@pytest.fixture
def body():
    return make.association(size=10)


@pytest.fixture
def chair(body):
    return make.officer(body, Office.CHAIR)


@pytest.fixture
def deputy(body):
    return make.officer(body, Office.DEPUTY_CHAIR)


def test_19_a_chair_on_the_broadcast_attends_and_presides(body, chair, deputy):
    meeting = room.notified(body)
    room.come(meeting, [deputy, *make.ordinary(body)])
    room.come(meeting, [chair], "online")

    with room.refused(meeting, CannotPreside, CHAIR_MUST, clause="19"):
        session.open_meeting(meeting, by=deputy.user, at=room.now())

    session.open_meeting(meeting, by=chair.user, at=room.now())
    assert meeting.presiding == chair


def test_19_where_only_the_hall_counts_a_chair_on_the_broadcast_is_absent(chair, deputy, body):
    room.departing(body, quorum_counts="hall")
    meeting = room.notified(body)
    room.come(meeting, [deputy, *make.ordinary(body)])
    room.come(meeting, [chair], "online")

    session.open_meeting(meeting, by=deputy.user, at=room.now())

    assert meeting.presiding == deputy


def test_19_with_the_chairs_office_vacant_the_deputy_presides(body, chair, deputy):
    chair.ends_on = timezone.localdate() - timedelta(days=1)
    chair.ends_act = make.act()
    chair.save()
    meeting = room.notified(body)
    room.come(meeting, [deputy, *make.ordinary(body)])

    session.open_meeting(meeting, by=deputy.user, at=room.now())

    assert (meeting.presiding, meeting.roll.count()) == (deputy, 9)


def test_19_opening_freezes_the_roll_and_holds_the_composition(body):
    meeting = room.opened(body)

    body.refresh_from_db()
    offices = [entry.office for entry in meeting.roll.order_by("position")]
    assert offices == ["chair", "deputy_chair", "secretary", *["member"] * 7]
    assert body.composition_held_by == session.holder(meeting)


def test_19_two_meetings_of_a_body_are_not_in_session_at_once(body, chair):
    room.opened(body)
    second = room.notified(body)
    room.come(second, room.seats(body))

    with room.refused(
        second, IllegalTransition, "Another meeting of this body is in session; close it first.",
        clause="20",
    ):  # fmt: skip
        session.open_meeting(second, by=chair.user, at=room.now())


@pytest.mark.parametrize("days", [-1, 1])
def test_19_a_meeting_opens_on_its_own_day_only(body, chair, days):
    meeting = room.notified(body)
    room.come(meeting, room.seats(body))
    day = meeting.day.strftime("%d.%m.%Y")

    with room.refused(
        meeting, IllegalTransition,
        f"The meeting is scheduled for {day}; reschedule it to open it on another day.", clause="",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now() + timedelta(days=days))


def test_19_attendance_is_marked_on_the_day_of_the_meeting(body, chair):
    meeting = room.notified(body, scheduled_for=make.noon(3))

    with room.refused(
        meeting, IllegalTransition, "Attendance is marked on the day of the meeting.", clause="20"
    ):
        session.mark(
            meeting, membership=chair, presence="hall", by=room.clerk(meeting), at=room.now()
        )


def test_19_who_came_on_the_former_day_is_not_there_on_the_new_one(body):
    meeting = room.notified(body)
    room.come(meeting, room.seats(body))

    scheduling.reschedule(
        meeting, by=room.clerk(meeting), at=room.now(), scheduled_for=make.noon(5), form="mixed",
        place="700-ауд.", link="https://meet.example.kz/1", reason="Төраға ауырды",
    )  # fmt: skip

    assert quorum_now(meeting).participating == 0


def test_19_no_meeting_opens_while_nobody_is_secretary(body, chair):
    meeting = room.notified(body, secretary=None)
    room.come(meeting, room.seats(body))
    Membership.objects.filter(body=body, office=Office.SECRETARY).update(office=Office.MEMBER)

    with room.refused(
        meeting,
        RuleViolation,
        "Nobody holds the office of secretary; appoint one first.",
        clause="21",
    ):
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_19_a_secretary_who_attends_steps_in_for_one_who_left_the_office(body, chair):
    meeting = room.notified(body, secretary=make.user())
    room.come(meeting, room.seats(body))

    session.open_meeting(meeting, by=chair.user, at=room.now())

    assert meeting.secretary == make.officer(body, Office.SECRETARY).user


def test_19_a_dissolved_association_opens_no_meeting(body, chair):
    meeting = room.notified(body)
    room.come(meeting, room.seats(body))
    body.ends_on = timezone.localdate() - timedelta(days=1)
    body.save()
    meeting.body = body

    with room.refused(
        meeting, BodyDissolved, "The association has been dissolved; records are read-only.",
        clause="29",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now())


@pytest.mark.parametrize(
    ("form", "presence", "message"),
    [
        ("hall", "online",
         "This meeting is held in the hall only; there is no broadcast to take part in."),
        ("online", "hall", "This meeting is held online only."),
    ],
)  # fmt: skip
def test_19_nobody_is_marked_where_the_meeting_is_not_held(body, chair, form, presence, message):
    meeting = room.notified(body, form=form)

    with room.refused(meeting, RuleViolation, message, clause="20"):
        session.mark(
            meeting, membership=chair, presence=presence, by=room.clerk(meeting), at=room.now()
        )


def test_19_a_meeting_with_a_quorum_and_somebody_to_preside_has_not_failed(body):
    meeting = room.notified(body)
    room.come(meeting, room.seats(body)[:7])

    with room.refused(
        meeting, RuleViolation,
        "There is a quorum and somebody to preside: the meeting can be opened. "
        "Quorum: 7 of 10 participate, at least 7 required (cl. 20).", clause="20",
    ):  # fmt: skip
        session.record_failure(meeting, by=room.clerk(meeting), at=room.now())


def test_19_a_meeting_has_not_failed_before_its_time(body):
    meeting = room.notified(body, scheduled_for=room.now() + timedelta(minutes=1))

    with room.refused(
        meeting, IllegalTransition, "The time of the meeting has not come yet.", clause=""
    ):
        session.record_failure(meeting, by=room.clerk(meeting), at=room.now())


def test_19_a_failed_meeting_says_that_nobody_could_preside(body, chair, deputy):
    meeting = room.notified(body)
    room.come(meeting, [s for s in room.seats(body) if s not in (chair, deputy)])

    session.record_failure(meeting, by=room.clerk(meeting), at=room.now())

    assert (meeting.state, meeting.roll.count()) == (MeetingState.FAILED, 10)
    assert meeting.reason == session.floor.nobody_presides()


def test_19_a_failed_meeting_says_how_many_were_missing_and_everybody_is_told(body, chair):
    meeting = room.notified(body)
    room.come(meeting, [chair])

    session.record_failure(meeting, by=room.clerk(meeting), at=room.now())

    vote = room.vote_on(meeting)
    assert (meeting.state, vote.state) == (MeetingState.FAILED, "withdrawn")
    assert Notification.objects.filter(kind="meeting_failed").count() == 10
