"""Questions about what the Council keeps. Time is always an argument."""

from .evaluation import (
    EvaluationQuerySet,
)
from .petition import (
    PetitionQuerySet,
)
from .removal import (
    RemovalQuerySet,
)
from .violation import (
    ViolationQuerySet,
)

__all__ = [
    "EvaluationQuerySet",
    "PetitionQuerySet",
    "RemovalQuerySet",
    "ViolationQuerySet",
]
