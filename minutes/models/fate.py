"""How far an item has come, for rooms above whose matters rest on it."""

from __future__ import annotations

from meetings.models import AgendaItem
from meetings.states import ENDED, ItemState, OutcomeKind
from minutes.models.decision import outcome_in_force
from minutes.states import Fate

# An item that came to this has decided nothing.
UNDECIDED = (ItemState.DECLINED, ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.NOTED)
VOTED = {OutcomeKind.ADOPTED: Fate.ADOPTED, OutcomeKind.REJECTED: Fate.REJECTED}
BY_SIGNED_MINUTES = {OutcomeKind.ADOPTED: Fate.IN_FORCE, OutcomeKind.REJECTED: Fate.NOT_ADOPTED}


def fate_of(item: AgendaItem | None) -> Fate:
    """Pending, voted on, in force or not adopted by signed minutes; or it came to nothing.

    What came to nothing, or was never put on an agenda, may be put on another. Asks nothing of the
    database when `item` was selected with `WITH_OUTCOME` and `VOTES_OF_OUTCOME`.
    """
    if item is None:
        return Fate.NOTHING
    outcome = OutcomeKind(item.vote.outcome) if item.vote and item.vote.outcome else None
    if item.state in UNDECIDED or outcome is OutcomeKind.NO_QUORUM:
        return Fate.NOTHING
    if outcome is None:
        return Fate.NOTHING if item.meeting.state in ENDED else Fate.PENDING
    return (BY_SIGNED_MINUTES if outcome_in_force(item) else VOTED)[outcome]
