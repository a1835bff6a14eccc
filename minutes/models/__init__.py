"""What was decided, on paper and after."""

from .decision import Decision, Extract, in_force, those_in_force
from .minutes import ItemText, Minutes
from .signature import Signature

__all__ = ["Decision", "Extract", "ItemText", "Minutes", "Signature", "in_force", "those_in_force"]
