"""Who may draw up minutes: asked for the day of the act."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Body
from bodies.offices import Verb
from meetings.models import Meeting
from minutes.errors import NotPermitted


def drafter(by: User, meeting: Meeting, at: datetime) -> None:
    """Raise NotPermitted unless `by` keeps this body's records, or did so at that meeting.

    The secretary named at the meeting's opening may finish its minutes after leaving office, or
    after the body was dissolved (cl. 12, 23, 29).
    """
    if not may_draw_up(by, meeting, at):
        raise NotPermitted(
            _("Only the secretary draws up the minutes."), clause=_records_clause(meeting.body)
        )


def may_draw_up(by: User, meeting: Meeting, at: datetime) -> bool:
    """Whether `by` keeps the records of this meeting."""
    if by.pk == meeting.secretary_id:
        return True
    return Verb.DRAW_UP_MINUTES in verbs_on(by, meeting.body, timezone.localtime(at).date())


def sender(by: User, meeting: Meeting, at: datetime) -> None:
    """Raise NotPermitted unless `by` sends this body's copies, or was that meeting's secretary."""
    if not may_send(by, meeting, at):
        raise NotPermitted(
            _("Only this association's secretary sends copies of its decisions."), clause="22"
        )


def may_send(by: User, meeting: Meeting, at: datetime) -> bool:
    """Whether `by` sends copies of what this meeting decided (cl. 22)."""
    if by.pk == meeting.secretary_id:
        return True
    return Verb.SEND_COPIES in verbs_on(by, meeting.body, timezone.localtime(at).date())


def _records_clause(body: Body) -> str:
    return "12" if body.is_council else "23"
