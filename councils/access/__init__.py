"""Fetch-and-authorise for what the Council keeps: 404 unknown, 403 only to be seen."""

from .evaluations import (
    association_to_evaluate,
    evaluation_for,
    evaluation_to,
    visible_evaluations,
)
from .petitions import (
    petition_for,
    petition_to_keep,
    visible_petitions,
)
from .violations import (
    association_to_hold,
    file_of_violation,
    violation_for,
    violation_to_explain,
    violation_to_register,
    visible_violations,
)

__all__ = [
    "association_to_evaluate",
    "association_to_hold",
    "evaluation_for",
    "evaluation_to",
    "file_of_violation",
    "petition_for",
    "petition_to_keep",
    "violation_for",
    "violation_to_explain",
    "violation_to_register",
    "visible_evaluations",
    "visible_petitions",
    "visible_violations",
]
