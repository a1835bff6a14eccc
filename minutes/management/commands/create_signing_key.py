"""Make the key the portal signs with."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from minutes.documents import portal_key


class Command(BaseCommand):
    help = "Make the portal's signing key (PKCS#12) and the authority that vouches for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, help="stands in the certificate")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.PORTAL_SIGNING_KEY)
        if path.exists():
            raise CommandError(
                f"{path} exists. Move it away first, and keep it: old signatures lead to it."
            )
        portal_key.create(path, organisation=options["organisation"])
        authority = path.with_suffix(".pem")
        authority.write_text(portal_key.authority_pem())
        self.stdout.write(f"{path}: the key\n{authority}: what checkers of signatures trust")
