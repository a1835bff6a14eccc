"""Who sits: bodies, organisations, memberships, rules of procedure, grants."""

from .body import (
    Body,
    BodyKind,
)
from .change import (
    ChangeKind,
    ChangeLine,
    ChangeState,
    CompositionChange,
    LineVerb,
    keeper_of,
)
from .grant import (
    Grant,
    GrantState,
)
from .membership import (
    Category,
    Delegation,
    ExitKind,
    Membership,
    Office,
    TermAlert,
)
from .name import (
    NAMES,
    BodyName,
)
from .organisation import (
    Organisation,
    OrganisationKind,
)
from .procedure import (
    RulesOfProcedure,
)
from .roster import (
    RosterImport,
    RosterState,
)

__all__ = [
    "NAMES",
    "Body",
    "BodyKind",
    "BodyName",
    "Category",
    "ChangeKind",
    "ChangeLine",
    "ChangeState",
    "CompositionChange",
    "Delegation",
    "ExitKind",
    "Grant",
    "GrantState",
    "LineVerb",
    "Membership",
    "Office",
    "Organisation",
    "OrganisationKind",
    "RosterImport",
    "RosterState",
    "RulesOfProcedure",
    "TermAlert",
    "keeper_of",
]
