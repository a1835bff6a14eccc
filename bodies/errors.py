"""Refusals about composition."""

from __future__ import annotations

from accounts.errors import RuleViolation


class CompositionHeld(RuleViolation):
    """The composition may not change now."""


class OfficeTaken(RuleViolation):
    """The office is held by somebody else on those days (REQ-08)."""


class SeatTaken(RuleViolation):
    """The person sits in the body already (REQ-12)."""


class BodyEnded(RuleViolation):
    """The body is no more: its records are read-only (REQ-06)."""


class DelegationRefused(RuleViolation):
    """The deputy cannot be made to act for the chair by this act on these days (C28)."""


class ChangeRefused(RuleViolation):
    """The composition is not changed like this."""


class GrantRefused(RuleViolation):
    """A permission is not given, or not taken back, like this."""


class StaleEdit(RuleViolation):
    """Somebody else has saved in the meantime; the newer facts stand."""


class OrganisationRefused(RuleViolation):
    """An organisation is not entered like this."""


class RenamingRefused(RuleViolation):
    """The body does not take this name from that day."""
