"""Write a meeting's evidence bundle."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Meeting
from meetings.states import ENDED
from minutes.documents import evidence


class Command(BaseCommand):
    """Writes one ZIP with every fact of a meeting and the programme that checks them."""

    help = "Export a meeting's evidence: facts, journal, signed minutes and a verifier, as one ZIP."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("meeting", type=int, help="the meeting's number in its address")
        parser.add_argument("--output", type=Path, help="file to write; else its own name, here")
        parser.add_argument(
            "--own-entries",
            action="store_true",
            help="give the journal's entries about other matters by their hashes alone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = Meeting.objects.select_related("body").filter(pk=options["meeting"]).first()
        if meeting is None or meeting.state not in ENDED or meeting.opened_at is None:
            raise CommandError(f"no meeting that has been held: {options['meeting']}")
        path = options["output"] or Path(evidence.file_name(meeting))
        path.write_bytes(evidence.pack(meeting, whole=not options["own_entries"]))
        self.stdout.write(str(path))
