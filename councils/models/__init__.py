"""What the Council is, and what it keeps of associations and their members."""

from .council import (
    Council,
    council_on,
)
from .evaluation import (
    Evaluation,
    EvaluationScore,
)
from .petition import (
    Petition,
)
from .removal import (
    Removal,
    RemovalFile,
)
from .violation import (
    Violation,
    ViolationFile,
)

__all__ = [
    "Council",
    "Evaluation",
    "EvaluationScore",
    "Petition",
    "Removal",
    "RemovalFile",
    "Violation",
    "ViolationFile",
    "council_on",
]
