"""What an association is: its directions, base institution and sections."""

from .association import Association
from .direction import TrainingDirection
from .section import Section

__all__ = ["Association", "Section", "TrainingDirection"]
