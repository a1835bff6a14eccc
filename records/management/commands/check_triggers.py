"""Check that the database refuses what it must refuse."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from records import triggers


class Command(BaseCommand):
    """Ends with an error when a declared trigger is missing, disabled or altered."""

    help = "Check that every declared database trigger stands as declared."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=list(connections))

    def handle(self, *args: Any, **options: Any) -> None:
        missing = triggers.missing(connections[options["database"]])
        if missing:
            raise CommandError("missing, disabled or altered: " + ", ".join(missing))
        self.stdout.write("Every trigger stands.")
