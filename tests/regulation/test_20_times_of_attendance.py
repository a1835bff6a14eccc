"""Clauses 10 and 20, REQ-26: when members came and left, stated a little later, never unsaid."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.errors import RuleViolation
from bodies.models import Office
from meetings.actions import session
from meetings.documents import sitting
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db
NOT_YET = "State a time of the day of the meeting that has already passed."


@pytest.fixture
def body():
    return make.association(size=9)


def at(hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time(hour, minute)))


def mark(meeting, seat, presence, *, now, stated):
    return session.mark(
        meeting, membership=seat, presence=presence, by=room.clerk(meeting), at=now, stated=stated
    )


def test_26_a_time_stated_later_is_the_time_of_coming(body):
    meeting, seat = room.notified(body), make.officer(body, Office.CHAIR)

    mark(meeting, seat, "hall", now=at(10, 9), stated=at(10, 2))
    mark(meeting, seat, "absent", now=at(11, 30), stated=at(11, 20))

    line = next(one for one in sitting.attendance(meeting) if one.membership == seat.pk)
    assert [(one.starts, one.ends) for one in line.stretches] == [(at(10, 2), at(11, 20))]


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(days=-1)])
def test_26_nobody_comes_in_the_future_or_on_another_day(body, ahead):
    meeting, seat = room.notified(body), make.ordinary(body)[0]

    with room.refused(meeting, RuleViolation, NOT_YET, clause="20"):
        mark(meeting, seat, "hall", now=at(10, 9), stated=at(10, 9) + ahead)


def test_26_a_time_before_what_is_recorded_is_refused(body):
    meeting, seat = room.notified(body), make.ordinary(body)[0]
    mark(meeting, seat, "hall", now=at(10, 9), stated=None)

    with room.refused(
        meeting, RuleViolation, "A later time is already recorded for this member: 10:09.",
        clause="20",
    ):  # fmt: skip
        mark(meeting, seat, "absent", now=at(11, 0), stated=at(10, 0))
