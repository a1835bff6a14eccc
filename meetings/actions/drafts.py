"""Choices tapped and not yet cast: they come back after a reload and on another device."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from meetings.documents.standing import standing_of
from meetings.models import Ballot, BallotDraft, Vote
from meetings.states import Choice, VoteState

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.models import Meeting

OPEN_STATES = (VoteState.REMOTE, VoteState.OPEN)


@transaction.atomic
def keep(
    meeting: Meeting, *, choices: Mapping[int, str], by: User, at: datetime
) -> list[BallotDraft]:
    """Keep these choices for their voter; what is already cast needs no keeping.

    `choices` maps votes of this meeting to choices. Not a legal act: nothing is journalled, nobody
    is told. Raises NotOnRoll.
    """
    seat = standing_of(meeting, by).membership
    votes = Vote.objects.filter(
        item__meeting=meeting, pk__in=list(choices), state__in=OPEN_STATES
    ).order_by("pk")
    standing = _standing(votes, by)
    kept = []
    for vote in votes:
        choice = choices[vote.pk]
        if choice not in Choice.values:
            continue
        if standing.get(vote.pk) == choice:
            BallotDraft.objects.filter(vote=vote, membership=seat).delete()
            continue
        kept.append(_keep(vote, seat, choice, at))
    return kept


def _keep(vote: Vote, seat: int, choice: str, at: datetime) -> BallotDraft:
    said = {"choice": choice, "text_hash": vote.text_hash}
    same = BallotDraft.objects.filter(vote=vote, membership=seat, **said).first()
    if same is not None:
        return same
    draft, _made = BallotDraft.objects.update_or_create(
        vote=vote, membership_id=seat, defaults={**said, "kept_at": at}
    )
    return draft


def kept(votes: Iterable[Vote], user: User) -> dict[int, BallotDraft]:
    """By vote; a choice tapped on another wording is not brought back. One query."""
    wanted = {vote.pk: vote for vote in votes}
    drafts = BallotDraft.objects.filter(vote__in=wanted, membership__user=user)
    return {
        draft.vote_id: draft
        for draft in drafts
        if draft.text_hash == wanted[draft.vote_id].text_hash
    }


def _standing(votes: Iterable[Vote], user: User) -> dict[int, str]:
    cast = Ballot.objects.counted().filter(vote__in=votes, membership__user=user)
    return dict(cast.values_list("vote", "choice"))
