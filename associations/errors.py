"""Refusals about associations."""

from __future__ import annotations

from accounts.errors import RuleViolation


class AssociationRefused(RuleViolation):
    """An association is not founded, or not dissolved, like this."""


class SectionRefused(RuleViolation):
    """A section is not proposed, created, composed or closed like this (cl. 16)."""
