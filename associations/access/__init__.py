"""Fetch-and-authorise for associations: 404 what may not be known, 403 what may only be seen."""

from .bodies import (
    association_to,
    body_to_name,
    council_to_found_in,
)
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
from .sections import (
    closing_to_draft,
    item_to_pass,
    proposal_for,
    proposal_to_carry_out,
    proposal_to_submit,
    section_to_compose,
)

__all__ = [
    "association_funded",
    "association_to",
    "association_to_fund",
    "association_to_nominate",
    "association_to_read",
    "body_to_name",
    "closing_to_draft",
    "council_to_found_in",
    "file_of_nomination",
    "funding_readable",
    "funding_to_cancel",
    "funding_with_file",
    "item_to_pass",
    "nomination_for",
    "nomination_to",
    "own_nomination",
    "proposal_for",
    "proposal_to_carry_out",
    "proposal_to_submit",
    "reads_nominations",
    "section_to_compose",
]
