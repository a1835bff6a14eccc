"""Refusals around minutes."""

from __future__ import annotations

from accounts.errors import RuleViolation


class IllegalTransition(RuleViolation):
    """The minutes are not in a state that allows this."""


class MinutesIncomplete(RuleViolation):
    """Something the document must state is missing (REQ-39)."""


class NotASigner(RuleViolation):
    """This person does not sign these minutes (cl. 11, 21)."""


class StaleText(RuleViolation):
    """Somebody saved a newer edition of the text."""
