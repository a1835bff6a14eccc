"""Refusals of this room."""

from accounts.errors import RuleViolation


class FileRefused(RuleViolation):
    """A file is empty, too large, of a wrong type or lies about its type."""


class NotStored(FileRefused):
    """The portal's own disk did not take the file; nothing of it is kept."""


class DiskFull(NotStored):
    """There is no room left on it."""
