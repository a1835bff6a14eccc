"""Refusals about associations."""

from __future__ import annotations

from accounts.errors import RuleViolation


class AssociationRefused(RuleViolation):
    """An association is not founded, or not dissolved, like this."""


class FundingRefused(RuleViolation):
    """What is paid for an association cannot be recorded, or cancelled, like this (cl. 4)."""


class NominationRefused(RuleViolation):
    """Nobody is nominated, or answered to a nomination, like this (cl. 27.5)."""


class SectionRefused(RuleViolation):
    """A section is not proposed, created, composed or closed like this (cl. 16)."""
