"""What an association does, and how it begins and ends."""

from .founding import found, register_dissolution
from .funding import cancel_funding, record_funding

__all__ = [
    "cancel_funding",
    "found",
    "record_funding",
    "register_dissolution",
]
