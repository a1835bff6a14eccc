"""What an association is and keeps: directions, base institution, sections, what is paid for it."""

from .association import (
    Association,
)
from .direction import (
    TrainingDirection,
)
from .funding import (
    FundingRecord,
    tenge,
)
from .nomination import (
    Nomination,
    NominationFile,
)
from .section import (
    Section,
)

__all__ = [
    "Association",
    "FundingRecord",
    "Nomination",
    "NominationFile",
    "Section",
    "TrainingDirection",
    "tenge",
]
