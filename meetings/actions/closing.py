"""Saying when an open vote will be closed, so that every screen counts the same time down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions import floor
from meetings.errors import IllegalTransition
from meetings.models import ClosingTime, Vote
from meetings.states import MeetingState, VoteState

if TYPE_CHECKING:
    from accounts.models import User

SAME = timedelta(seconds=5)


@transaction.atomic
def announce_close(vote: Vote, *, minutes: int, by: User, at: datetime) -> ClosingTime:
    """Announce that the open vote will be closed in so many minutes, by the server's clock.

    It closes nothing and refuses no ballot: only the closing does (cl. 10, 20). Announcing again
    replaces what was announced; a second press is the same announcement. Raises NotPermitted,
    IllegalTransition.
    """
    vote = Vote.objects.select_related("item__meeting__body").get(pk=vote.pk)
    meeting = vote.item.meeting.lock()
    meeting.require(MeetingState.IN_SESSION)
    floor.require_floor(meeting, by)
    vote.refresh_from_db(fields=["state"])
    if vote.state != VoteState.OPEN:
        raise IllegalTransition(
            _("Voting on this item has not started or has ended."),
            clause=meeting.body.decision_clause,
        )
    closes_at = at + timedelta(minutes=minutes)
    last = announced(vote)
    if last is not None and abs(last.closes_at - closes_at) < SAME:
        return last
    said = ClosingTime.objects.create(
        vote=vote, closes_at=closes_at, announced_at=at, announced_by=by
    )
    meeting.record(
        "vote_close_announced", by=by, at=at, vote=vote.pk, closes_at=closes_at.isoformat()
    )
    return said


def announced(vote: Vote) -> ClosingTime | None:
    """What was announced last; of a vote that is not open, nothing."""
    if vote.state != VoteState.OPEN:
        return None
    return vote.closing_times.order_by("-pk").first()
