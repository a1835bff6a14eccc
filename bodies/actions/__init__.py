from .appointing import appoint
from .changes import (
    confirm,
    decline,
    decline_prepared,
    prepare,
    propose,
    record,
    undo,
    undoable,
    withdraw,
)
from .delegating import delegate
from .drafts import Draft, End, Seat
from .granting import grant, revoke
from .holding import require_existing, require_free_composition
from .notices import remind_of_terms
from .rosters import draw_up_roster, dry_run

__all__ = [
    "Draft",
    "End",
    "Seat",
    "appoint",
    "confirm",
    "decline",
    "decline_prepared",
    "delegate",
    "draw_up_roster",
    "dry_run",
    "grant",
    "prepare",
    "propose",
    "record",
    "remind_of_terms",
    "require_existing",
    "require_free_composition",
    "revoke",
    "undo",
    "undoable",
    "withdraw",
]
