"""Fetch-and-authorise for associations: 404 what may not be known, 403 what may only be seen."""

from .nominations import (
    association_to_nominate,
    association_to_read,
    file_of_nomination,
    nomination_for,
    nomination_to,
    own_nomination,
    reads_nominations,
)

__all__ = [
    "association_to_nominate",
    "association_to_read",
    "file_of_nomination",
    "nomination_for",
    "nomination_to",
    "own_nomination",
    "reads_nominations",
]
