"""Who sits: bodies, organisations, memberships, rules of procedure, grants."""

from .body import Body, BodyKind
from .change import ChangeKind, ChangeLine, ChangeState, CompositionChange, LineVerb
from .grant import Grant
from .membership import Category, Delegation, ExitKind, Membership, Office, TermAlert
from .name import NAMES, BodyName
from .organisation import Organisation, OrganisationKind
from .procedure import RulesOfProcedure

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
    "LineVerb",
    "Membership",
    "Office",
    "Organisation",
    "OrganisationKind",
    "RulesOfProcedure",
    "TermAlert",
]
