"""Who sits: bodies, organisations, memberships, rules of procedure, grants."""

from .body import Body, BodyKind
from .change import (
    ChangeKind,
    ChangeLine,
    ChangeState,
    CompositionChange,
    LineVerb,
    keeper_of,
)
from .grant import Grant
from .membership import Category, Delegation, ExitKind, Membership, Office, TermAlert
from .organisation import Organisation, OrganisationKind
from .procedure import RulesOfProcedure

__all__ = [
    "Body",
    "BodyKind",
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
    "keeper_of",
]
