"""Check the journal's chains."""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records import journal
from records.models import JournalEntry, JournalStream

ANCHOR = re.compile(r"(?P<stream>.+)@(?P<position>\d+)=(?P<hash>[0-9a-f]{64})")


class Command(BaseCommand):
    """Says of each chain whether it is whole; ends with an error when one is not."""

    help = "Verify the hash chains of the journal, all of them or those named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("streams", nargs="*", help="streams to verify, for example body:1")
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            metavar="STREAM@POSITION=HASH",
            help="a head that was printed or mailed earlier",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        anchors: dict[str, list[journal.Head]] = {}
        for text in options["anchor"]:
            stream, anchor = self._anchor(text)
            anchors.setdefault(stream, []).append(anchor)
        broken = 0
        for stream in options["streams"] or self._all(anchors):
            faults = journal.verify(stream, anchors=anchors.get(stream, []))
            for fault in faults:
                self.stderr.write(f"{stream}: {fault.kind} at {fault.position}")
            if not faults:
                head = journal.head(stream)
                self.stdout.write(f"{stream}: whole, {head.position} entries, head {head.hash}")
            broken += bool(faults)
        if broken:
            raise CommandError(f"broken chains: {broken}")

    @staticmethod
    def _anchor(text: str) -> tuple[str, journal.Head]:
        found = ANCHOR.fullmatch(text)
        if found is None:
            raise CommandError(f"not an anchor (STREAM@POSITION=HASH): {text}")
        return found["stream"], journal.Head(int(found["position"]), found["hash"])

    @staticmethod
    def _all(anchors: dict[str, list[journal.Head]]) -> list[str]:
        """Streams with a head, with entries or with an anchor: none can hide by losing one."""
        heads = JournalStream.objects.values_list("key", flat=True)
        entries = JournalEntry.objects.values_list("stream", flat=True).distinct()
        return sorted({*heads, *entries, *anchors})
