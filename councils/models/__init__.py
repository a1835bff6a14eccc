"""What the Council is, and what it decides about members."""

from .council import (
    Council,
    council_on,
)
from .removal import (
    Removal,
    RemovalFile,
)

__all__ = [
    "Council",
    "Removal",
    "RemovalFile",
    "council_on",
]
