"""`manage.py seed_demo`: fill the demo; only where PORTAL_DEMO is set."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from council_portal.demo.seeding import seed


class Command(BaseCommand):
    """Invented people and a year of their meetings; a second run changes nothing."""

    help = "Fill the database with the demo. Needs PORTAL_DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, and say whether anything was to be done."""
        if not settings.PORTAL_DEMO:
            raise CommandError("This portal is no demo: set PORTAL_DEMO=1.")
        filled = seed()
        if options["verbosity"]:
            self.stdout.write("The demo is filled." if filled else "The demo was filled before.")
