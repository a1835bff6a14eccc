"""Fetch-and-authorise for associations: 404 what may not be known, 403 what may only be seen."""

from .bodies import (
    association_to,
    body_to_name,
    council_to_found_in,
)
from .sections import (
    closing_to_draft,
    item_to_pass,
    proposal_for,
    proposal_to_carry_out,
    proposal_to_submit,
    section_to_compose,
)

__all__ = [
    "association_to",
    "body_to_name",
    "closing_to_draft",
    "council_to_found_in",
    "item_to_pass",
    "proposal_for",
    "proposal_to_carry_out",
    "proposal_to_submit",
    "section_to_compose",
]
