"""Refusals of the Council's room."""

from __future__ import annotations

from accounts.errors import RuleViolation


class RemovalRefused(RuleViolation):
    """Nobody is removed from a composition like this (cl. 14.4)."""
