"""Who may take the evidence of a meeting away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.offices import Verb
from meetings.access import meeting_for
from meetings.models import Meeting, RollEntry
from meetings.states import ENDED
from minutes.access.reading import may_read
from minutes.actions.permit import may_draw_up
from minutes.models import Minutes


def meeting_to_prove(user: User, pk: int) -> Meeting:
    """A meeting that has ended, for its own roll, the keeper of its records and the ministry.

    403 for whoever may only know of it, 404 for everybody else and while it has not ended.
    """
    meeting: Meeting = get_object_or_404(
        Meeting.objects.select_related("body__parent__parent", "secretary"), pk=pk
    )
    if not may_prove(user, meeting):
        _require_known(user, meeting)
        raise PermissionDenied
    if meeting.state not in ENDED or meeting.opened_at is None:
        raise Http404
    return meeting


def may_prove(user: User, meeting: Meeting) -> bool:
    """Whether the evidence is this person's to take."""
    return (
        RollEntry.objects.filter(meeting=meeting, membership__user=user).exists()
        or may_draw_up(user, meeting, timezone.now())
        or user.has_perm(f"bodies.{Verb.REVIEW_MINUTES}", meeting.body)
    )


def reads_whole_journal(user: User, meeting: Meeting) -> bool:
    """Whether entries about other matters of the body may go along."""
    return bool(user.has_perm(f"bodies.{Verb.READ_JOURNAL}", meeting.body))


def _require_known(user: User, meeting: Meeting) -> None:
    """404 for whoever may read neither the minutes nor the meeting."""
    minutes = Minutes.objects.select_related("meeting__body").filter(meeting=meeting).first()
    if minutes is None or not may_read(user, minutes):
        meeting_for(user, meeting.pk)
