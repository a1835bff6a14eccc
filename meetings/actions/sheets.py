"""Several acts with one confirmation: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bodies.models import Membership
from meetings.actions import papers, session
from meetings.documents.standing import Standing, standing_of, vote_state
from meetings.errors import NotOnRoll
from meetings.models import AttendanceEvent, Meeting, Vote, WrittenPaper
from meetings.rules import channel
from meetings.rules.channel import ChannelVerdict, Refusal
from meetings.states import VoteState
from records.actions import store_file
from records.rules.file_types import SCANS

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.models import User


@transaction.atomic
def mark_all(
    meeting: Meeting, *, marks: Mapping[int, tuple[str, str]], by: User, at: datetime
) -> list[AttendanceEvent]:
    """Mark several members at once; `marks` maps a membership to presence and reason (cl. 20).

    Raises what `session.mark` raises, and then nobody is marked.
    """
    seats = Membership.objects.filter(body=meeting.body_id).in_bulk(list(marks))
    return [
        session.mark(meeting, membership=seats[pk], presence=presence, reason=reason, by=by, at=at)
        for pk, (presence, reason) in marks.items()
        if pk in seats
    ]


@transaction.atomic
def enter_sheet(
    meeting: Meeting,
    *,
    membership: Membership,
    choices: Mapping[int, str],
    by: User,
    at: datetime,
    scan: File,
) -> WrittenPaper:
    """Keep the scan and enter the paper (cl. 27.4; REQ-32): both, or neither.

    Raises FileRefused and what `papers.enter_paper` raises.
    """
    stored = store_file(scan, by=by, allowed=SCANS)
    return papers.enter_paper(
        meeting, membership=membership, choices=choices, by=by, at=at, scan=stored
    )


def verdict_for(vote: Vote, user: User) -> ChannelVerdict:
    """By which channel a person's ballot would come now, or why it would not. Changes nothing.

    `vote` comes with its item, meeting and body.
    """
    meeting = vote.item.meeting
    try:
        standing = standing_of(meeting, user, item=vote.item_id)
    except NotOnRoll:
        return _not_on_roll(meeting)
    state = vote_state(vote, meeting, standing.membership)
    return _verdict(meeting, standing, state)


def verdict_on(meeting: Meeting, user: User, state: channel.VoteState) -> ChannelVerdict:
    """The same for any vote of the meeting in this state."""
    try:
        standing = standing_of(meeting, user)
    except NotOnRoll:
        return _not_on_roll(meeting)
    return _verdict(meeting, standing, state)


def _verdict(meeting: Meeting, standing: Standing, state: channel.VoteState) -> ChannelVerdict:
    return channel.own(
        voter=standing.voter,
        state=state,
        procedure=meeting.procedure(),
        clause=meeting.body.decision_clause,
    )


def _not_on_roll(meeting: Meeting) -> ChannelVerdict:
    return ChannelVerdict(
        channel=None, refusal=Refusal.NOT_ON_ROLL, clause=meeting.body.decision_clause
    )


def remote_votes(meeting: Meeting) -> list[Vote]:
    """The votes that take ballots from afar now, in the order of the agenda."""
    votes = Vote.objects.filter(item__meeting=meeting, state__in=[VoteState.REMOTE, VoteState.OPEN])
    return list(votes.select_related("item").order_by("item__position"))
