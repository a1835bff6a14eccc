"""What is done in an association, and to it."""

from .founding import (
    dissolve,
    found,
)
from .funding import (
    cancel_funding,
    record_funding,
)

__all__ = [
    "cancel_funding",
    "dissolve",
    "found",
    "record_funding",
]
