"""How far an item has come, for rooms above whose matters rest on it."""

from __future__ import annotations

from meetings.models import AgendaItem
from meetings.states import ItemState, MeetingState, OutcomeKind
from minutes.models.decision import outcome_in_force
from minutes.states import Fate

# An item that came to this, or whose meeting ended like this, has decided nothing.
UNDECIDED_ITEMS = (ItemState.DECLINED, ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.NOTED)
UNDECIDED_MEETINGS = (MeetingState.FAILED, MeetingState.CANCELLED)


def fate_of(item: AgendaItem) -> Fate:
    """Pending, voted on, in force or not adopted by signed minutes; or it came to nothing.

    What came to nothing may be put on another agenda. Asks nothing of the database when `item` was
    selected with `WITH_OUTCOME`.
    """
    vote = item.vote
    outcome = vote.outcome if vote is not None else ""
    if _came_to_nothing(item, outcome):
        return Fate.NOTHING
    match outcome_in_force(item):
        case OutcomeKind.ADOPTED:
            return Fate.IN_FORCE
        case OutcomeKind.REJECTED:
            return Fate.NOT_ADOPTED
    return Fate.VOTED if outcome else Fate.PENDING


def _came_to_nothing(item: AgendaItem, outcome: str) -> bool:
    if item.state in UNDECIDED_ITEMS or item.meeting.state in UNDECIDED_MEETINGS:
        return True
    if outcome == OutcomeKind.NO_QUORUM:
        return True
    return item.meeting.state == MeetingState.ADJOURNED and not outcome
