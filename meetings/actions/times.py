"""Times the secretary states: when somebody came or left, noted down a little later."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import RuleViolation
from meetings.models import AttendanceEvent, Meeting


def stated_time(
    meeting: Meeting, last: AttendanceEvent | None, *, stated: datetime | None, at: datetime
) -> datetime:
    """The time stated, or now: on the meeting's day, not ahead, not before what is recorded.

    Raises RuleViolation.
    """
    if stated is None:
        return at
    clause = meeting.body.decision_clause
    if stated > at or timezone.localdate(stated) != meeting.day:
        raise RuleViolation(
            _("State a time of the day of the meeting that has already passed."), clause=clause
        )
    if last is not None and stated < last.at:
        raise RuleViolation(
            _("A later time is already recorded for this member: %(time)s.")
            % {"time": f"{timezone.localtime(last.at):%H:%M}"},
            clause=clause,
        )
    return stated
