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
from .removals import (
    ExecutionForm,
    RemovalFilter,
    RemovalForm,
    RemovalWithdrawalForm,
    StatementForm,
)
from .violation import (
    AskForm,
    ExplanationForm,
    ViolationFilter,
    ViolationForm,
)

__all__ = [
    "AskForm",
    "DraftForm",
    "EvaluationFilter",
    "EvaluationForm",
    "ExecutionForm",
    "ExplanationForm",
    "PetitionAnswerForm",
    "PetitionFilter",
    "PetitionForm",
    "PetitionSendForm",
    "RemovalFilter",
    "RemovalForm",
    "RemovalWithdrawalForm",
    "StatementForm",
    "SubjectForm",
    "ViolationFilter",
    "ViolationForm",
]
