"""`manage.py load_reference`: the data every installation starts from; repeatable."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from council_portal import reference


class Command(BaseCommand):
    """Load training directions, institutions, authorities, functions and the regulation."""

    help = "Load the reference data. Loading again changes nothing."
    requires_system_checks: list[str] = []  # data; no page is served

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what is new."""
        counts = reference.load().counts()
        if options["verbosity"]:
            new = ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in counts.items())
            self.stdout.write(f"New: {new}")
