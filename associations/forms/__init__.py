"""What associations are asked for."""

from .funding import (
    FundingCancelForm,
    FundingFilter,
    FundingForm,
)
from .nominations import (
    ApprovalForm,
    FilesForm,
    NominationFilter,
    NominationForm,
    RejectionForm,
    WithdrawalForm,
)

__all__ = [
    "ApprovalForm",
    "FilesForm",
    "FundingCancelForm",
    "FundingFilter",
    "FundingForm",
    "NominationFilter",
    "NominationForm",
    "RejectionForm",
    "WithdrawalForm",
]
