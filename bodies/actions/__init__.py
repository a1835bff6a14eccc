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
from .holding import ended, require_existing, require_free_composition
from .notices import remind_of_terms
from .renaming import rename, require_administrator

__all__ = [
    "Draft",
    "End",
    "Seat",
    "appoint",
    "confirm",
    "decline",
    "decline_prepared",
    "delegate",
    "ended",
    "grant",
    "prepare",
    "propose",
    "record",
    "remind_of_terms",
    "rename",
    "require_administrator",
    "require_existing",
    "require_free_composition",
    "revoke",
    "undo",
    "undoable",
    "withdraw",
]
