"""`manage.py export_archive [FILE.json] [--body KEY …]`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from council_portal.archive import export
from council_portal.archive.exporting import bodies_named
from council_portal.archive.installed import Installed


class Command(BaseCommand):
    """Write bodies, people and held meetings in the format `import_archive` reads."""

    help = "Export past meetings, to standard output unless a file is named."
    requires_system_checks: list[str] = []  # data; no page is served

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where to, and which bodies."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--output", "-o", type=Path, metavar="FILE", help="The same as FILE.")
        parser.add_argument(
            "--body",
            action="append",
            metavar="KEY",
            help="Only this body (key or code); repeatable.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write from one state of the database."""
        path = options["file"] or options["output"]
        with transaction.atomic():
            bodies = self._bodies(options["body"])
            if path is None or str(path) == "-":
                self.stdout.ending = ""
                export(self.stdout, bodies=bodies)  # type: ignore[arg-type]
                return
            try:
                with path.open("w", encoding="utf-8") as file:
                    written = export(file, bodies=bodies)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
        if options["verbosity"]:
            self.stderr.write(", ".join(f"{kind} {count}" for kind, count in written.items()))

    def _bodies(self, named: list[str] | None) -> list[int] | None:
        if not named:
            return None
        found, unknown = bodies_named(named, Installed.load())
        if unknown:
            expected = _("There is no body with this key or code: %(names)s")
            raise CommandError(expected % {"names": ", ".join(unknown)})
        return found
