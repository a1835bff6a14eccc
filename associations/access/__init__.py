"""Fetch-and-authorise for associations: 404 what may not be known, 403 what may only be seen."""

from .funding import (
    association_funded,
    association_to_fund,
    funding_readable,
    funding_to_cancel,
    funding_with_file,
)

__all__ = [
    "association_funded",
    "association_to_fund",
    "funding_readable",
    "funding_to_cancel",
    "funding_with_file",
]
