"""Who sits: bodies, organisations, memberships, rules of procedure, grants."""

from .body import Body, BodyKind
from .grant import Grant, GrantState
from .membership import Category, Delegation, Membership, Office
from .organisation import Organisation, OrganisationKind
from .procedure import RulesOfProcedure

__all__ = [
    "Body",
    "BodyKind",
    "Category",
    "Delegation",
    "Grant",
    "GrantState",
    "Membership",
    "Office",
    "Organisation",
    "OrganisationKind",
    "RulesOfProcedure",
]
