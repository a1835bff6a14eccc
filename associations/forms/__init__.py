"""Forms of this room."""

from .lifecycle import (
    DirectionsForm,
    DissolutionForm,
    FoundingForm,
    RebaseForm,
    RenameForm,
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
    "BeginningForm",
    "ClosingForm",
    "CompositionForm",
    "DirectionsForm",
    "DissolutionForm",
    "EndingForm",
    "FoundingForm",
    "MeetingForm",
    "PlainForm",
    "RebaseForm",
    "RenameForm",
    "SectionForm",
]
