"""What associations are asked for."""

from .funding import (
    FundingCancelForm,
    FundingFilter,
    FundingForm,
)

__all__ = [
    "FundingCancelForm",
    "FundingFilter",
    "FundingForm",
]
