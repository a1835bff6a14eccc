"""Questions about what the Council keeps. Time is always an argument."""

from .removal import RemovalQuerySet

__all__ = [
    "RemovalQuerySet",
]
