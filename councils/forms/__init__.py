"""What the room asks for."""

from .evaluation import (
    DraftForm,
    EvaluationFilter,
    EvaluationForm,
    SubjectForm,
)
from .petition import (
    PetitionAnswerForm,
    PetitionFilter,
    PetitionForm,
    PetitionSendForm,
)
from .violation import (
    AskForm,
    ExplanationForm,
    PutForm,
    ViolationFilter,
    ViolationForm,
)

__all__ = [
    "AskForm",
    "DraftForm",
    "EvaluationFilter",
    "EvaluationForm",
    "ExplanationForm",
    "PetitionAnswerForm",
    "PetitionFilter",
    "PetitionForm",
    "PetitionSendForm",
    "PutForm",
    "SubjectForm",
    "ViolationFilter",
    "ViolationForm",
]
