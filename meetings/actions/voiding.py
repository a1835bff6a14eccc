"""Voiding ballots: a further revision without a choice, never a change of what was cast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetings.actions.telling import tell
from meetings.documents.counting import REMOTE_CHANNELS
from meetings.models import Ballot, Meeting
from meetings.rules import receipt
from meetings.states import VoteState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

OPEN_STATES = (VoteState.REMOTE, VoteState.OPEN)


def void_ballots(standing: Any, *, reason: str, at: datetime) -> list[Ballot]:
    """Void each of these standing ballots (a queryset of last revisions) and tell its voter.

    `reason`: "arrived", "text_changed", "not_on_roll", "recused" or "taken_back". Two queries and a notification for all.
    """
    ballots = list(standing.select_related("membership__user", "vote__item__meeting__body"))
    voided = Ballot.objects.bulk_create([_voiding(b, reason=reason, at=at) for b in ballots])
    for meeting, people in _voters(ballots).items():
        tell(meeting, "ballot_voided", people, why=reason)
    return voided


def void_of_arrived(meeting: Meeting, *, members: Iterable[int], at: datetime) -> list[Ballot]:
    """Who has come votes at the meeting: open absentee and written ballots fall (REQ-33)."""
    return void_ballots(
        Ballot.objects.counted().filter(
            vote__item__meeting=meeting,
            vote__state__in=OPEN_STATES,
            membership__in=list(members),
            channel__in=REMOTE_CHANNELS,
        ),
        reason="arrived",
        at=at,
    )


def _voiding(ballot: Ballot, *, reason: str, at: datetime) -> Ballot:
    revision = ballot.revision + 1
    return Ballot(
        vote_id=ballot.vote_id,
        membership_id=ballot.membership_id,
        revision=revision,
        choice="",
        channel=ballot.channel,
        cast_at=at,
        text_hash=ballot.text_hash,
        void_reason=reason,
        receipt=receipt.receipt(
            vote=ballot.vote_id,
            member=ballot.membership_id,
            choice=None,
            channel=ballot.channel,
            at=at,
            text_hash=ballot.text_hash,
            revision=revision,
        ),
    )


def _voters(ballots: list[Ballot]) -> dict[Meeting, list[Any]]:
    people: dict[Meeting, list[Any]] = {}
    for ballot in ballots:
        told = people.setdefault(ballot.vote.item.meeting, [])
        if ballot.membership.user not in told:
            told.append(ballot.membership.user)
    return people
