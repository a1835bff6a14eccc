"""What associations are asked for."""

from .funding import (
    FundingCancelForm,
    FundingFilter,
    FundingForm,
)
from .lifecycle import (
    DirectionsForm,
    DissolutionForm,
    FoundingForm,
    RebaseForm,
    RenameForm,
)
from .nominations import (
    ApprovalForm,
    FilesForm,
    NominationFilter,
    NominationForm,
    RejectionForm,
    WithdrawalForm,
)
from .sections import (
    BeginningForm,
    ClosingForm,
    CompositionForm,
    EndingForm,
    MeetingForm,
    PlainForm,
    SectionForm,
)

__all__ = [
    "ApprovalForm",
    "BeginningForm",
    "ClosingForm",
    "CompositionForm",
    "DirectionsForm",
    "DissolutionForm",
    "EndingForm",
    "FilesForm",
    "FoundingForm",
    "FundingCancelForm",
    "FundingFilter",
    "FundingForm",
    "MeetingForm",
    "NominationFilter",
    "NominationForm",
    "PlainForm",
    "RebaseForm",
    "RejectionForm",
    "RenameForm",
    "SectionForm",
    "WithdrawalForm",
]
