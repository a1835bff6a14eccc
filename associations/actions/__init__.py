"""What is done in an association, and to it."""

from .founding import (
    found,
    register_dissolution,
)
from .nominations import (
    Candidate,
    approve_nomination,
    attach_to_nomination,
    needs_vote,
    nominate,
    put_nomination,
    reject_nomination,
    tell_of_decision,
    withdraw_nomination,
)

__all__ = [
    "Candidate",
    "approve_nomination",
    "attach_to_nomination",
    "found",
    "needs_vote",
    "nominate",
    "put_nomination",
    "register_dissolution",
    "reject_nomination",
    "tell_of_decision",
    "withdraw_nomination",
]
