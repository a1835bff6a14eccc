"""Screens of the front door."""

from council_portal.views.health import health

__all__ = ["health"]
