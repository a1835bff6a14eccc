"""What an association is: its directions, base institution and sections; whom it puts forward."""

from .association import Association
from .direction import TrainingDirection
from .nomination import Nomination, NominationFile
from .section import Section

__all__ = ["Association", "Nomination", "NominationFile", "Section", "TrainingDirection"]
