"""What an association does, and how it begins and ends."""

from .founding import (
    found,
    register_dissolution,
)
from .funding import (
    cancel_funding,
    record_funding,
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
    "cancel_funding",
    "found",
    "needs_vote",
    "nominate",
    "put_nomination",
    "record_funding",
    "register_dissolution",
    "reject_nomination",
    "tell_of_decision",
    "withdraw_nomination",
]
