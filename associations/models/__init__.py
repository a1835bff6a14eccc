"""What an association is and keeps: directions, base institution, sections, what is paid for it."""

from .association import (
    Association,
)
from .base import (
    Base,
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
from .proposal import (
    CompositionDecision,
    PassedProposal,
    SectionProposal,
)
from .section import (
    Section,
)

__all__ = [
    "Association",
    "Base",
    "CompositionDecision",
    "FundingRecord",
    "Nomination",
    "NominationFile",
    "PassedProposal",
    "Section",
    "SectionProposal",
    "TrainingDirection",
    "tenge",
]
