"""Meetings of a body that will be no more on their day (cl. 29)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bodies.actions import ended
from bodies.models import Body, Membership
from meetings.actions.telling import tell
from meetings.models import Meeting, Vote
from meetings.states import BEFORE_SESSION, MeetingState, VoteState


@transaction.atomic
def cancel_beyond(bodies: Iterable[Body], *, by: User, at: datetime) -> list[Meeting]:
    """Cancel what these ended bodies had scheduled beyond their last day; members are told.

    The reason is that the body is no more (REQ-06). Drafts that nobody knew of are cancelled
    without a letter. The caller has decided that the bodies end.
    """
    cancelled = []
    for body in bodies:
        if body.ends_on is None:
            continue
        reason = ended(body).message
        for meeting in _beyond(body, body.ends_on):
            known = meeting.state != MeetingState.DRAFT
            meeting.reason = reason
            Vote.objects.filter(item__meeting=meeting, state=VoteState.REMOTE).update(
                state=VoteState.WITHDRAWN
            )
            meeting.advance(
                MeetingState.CANCELLED, kind="meeting_cancelled", by=by, at=at, reason=reason
            )
            if known:
                tell(meeting, "meeting_cancelled", _members(body, body.ends_on), reason=reason)
            cancelled.append(meeting)
    return cancelled


def _beyond(body: Body, last_day: date) -> list[Meeting]:
    """Not begun, and after the last day."""
    over = timezone.make_aware(datetime.combine(last_day, time.max))
    rows = Meeting.objects.select_for_update().filter(
        body=body, state__in=BEFORE_SESSION, scheduled_for__gt=over, retrospective=False
    )
    meetings = list(rows.order_by("pk"))
    for meeting in meetings:
        meeting.body = body
    return meetings


def _members(body: Body, last_day: date) -> Iterable[User]:
    """Whoever sat in the body on its last day: the seats have ended with it."""
    seats = Membership.objects.on(last_day).filter(body=body)
    return User.objects.filter(pk__in=seats.values("user"))
