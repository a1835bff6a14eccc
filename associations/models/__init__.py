"""What an association is: its directions, base institutions and sections, and how those come to be."""

from .association import Association
from .base import Base
from .direction import TrainingDirection
from .proposal import (
    CompositionDecision,
    PassedProposal,
    SectionProposal,
)
from .section import Section

__all__ = [
    "Association",
    "Base",
    "CompositionDecision",
    "PassedProposal",
    "Section",
    "SectionProposal",
    "TrainingDirection",
]
