"""What associations are asked for."""

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
    "NominationFilter",
    "NominationForm",
    "RejectionForm",
    "WithdrawalForm",
]
