"""Fetch-and-authorise for the Council's room: 404 what may not be known, 403 what may be seen."""

from .removals import (
    file_of_removal,
    own_removal,
    proposes_removals,
    removal_for,
    removal_of_oneself,
    removal_to_execute,
    removal_to_put,
    seat_to_remove,
    visible_removals,
)

__all__ = [
    "file_of_removal",
    "own_removal",
    "proposes_removals",
    "removal_for",
    "removal_of_oneself",
    "removal_to_execute",
    "removal_to_put",
    "seat_to_remove",
    "visible_removals",
]
