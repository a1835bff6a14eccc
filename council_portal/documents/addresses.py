"""Addresses of screens that a room may not have."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: Any) -> str:
    """The address of a screen; empty while no room has it, so that no link leads nowhere."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
