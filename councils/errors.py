"""Refusals of the Council's room."""

from __future__ import annotations

from accounts.errors import RuleViolation


class ViolationRefused(RuleViolation):
    """A violation cannot be recorded, explained or considered like this (cl. 28)."""


class EvaluationRefused(RuleViolation):
    """Nobody is evaluated like this, or by this person (cl. 13.11)."""


class PetitionRefused(RuleViolation):
    """The Council does not petition like this (cl. 14.5)."""


class CouncilRefused(RuleViolation):
    """The Council is not founded like this (cl. 2)."""
