"""Fetch-and-authorise for associations: 404 what may not be known, 403 what may only be seen."""

from .funding import (
    association_funded,
    association_to_fund,
    funding_readable,
    funding_to_cancel,
    funding_with_file,
)
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
    "association_funded",
    "association_to_fund",
    "association_to_nominate",
    "association_to_read",
    "file_of_nomination",
    "funding_readable",
    "funding_to_cancel",
    "funding_with_file",
    "nomination_for",
    "nomination_to",
    "own_nomination",
    "reads_nominations",
]
