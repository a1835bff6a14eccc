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
from .removals import (
    file_of_removal,
    own_removal,
    proposes_removals,
    removal_for,
    removal_of_oneself,
    removal_to_execute,
    removal_to_put,
    seat_to_remove,
    visible_removals,
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
    "file_of_removal",
    "file_of_violation",
    "own_removal",
    "petition_for",
    "petition_to_keep",
    "proposes_removals",
    "removal_for",
    "removal_of_oneself",
    "removal_to_execute",
    "removal_to_put",
    "seat_to_remove",
    "violation_for",
    "violation_to_explain",
    "violation_to_register",
    "visible_evaluations",
    "visible_petitions",
    "visible_removals",
    "visible_violations",
]
