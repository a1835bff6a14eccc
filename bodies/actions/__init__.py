"""What is done to bodies: who sits, who may, which organisations there are."""

from .appointing import (
    appoint,
)
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
from .delegating import (
    delegate,
)
from .drafts import (
    Draft,
    End,
    Seat,
)
from .granting import (
    grant,
    grant_and_invite,
    revoke,
)
from .holding import (
    ended,
    require_existing,
    require_free_composition,
)
from .notices import (
    remind_of_terms,
)
from .organisations import (
    edit_organisation,
    enter_organisation,
)
from .renaming import (
    rename,
    require_administrator,
)
from .rosters import (
    draw_up_roster,
    dry_run,
)

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
    "edit_organisation",
    "ended",
    "enter_organisation",
    "grant",
    "grant_and_invite",
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
