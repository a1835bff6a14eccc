"""Refusals of this room."""

from accounts.errors import RuleViolation


class FileRefused(RuleViolation):
    """A file is empty, too large, of a wrong type or lies about its type."""
