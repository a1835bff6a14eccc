"""What was decided, on paper and after."""

from .decision import Decision, Extract, in_force, outcome_in_force
from .dissent import DissentingOpinion
from .minutes import ItemText, Minutes
from .signature import Signature

__all__ = [
    "Decision",
    "DissentingOpinion",
    "Extract",
    "ItemText",
    "Minutes",
    "Signature",
    "in_force",
    "outcome_in_force",
]
