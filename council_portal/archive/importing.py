"""One file, one transaction: read, compared, judged, written, journalled, reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_portal.archive import late_seats, recording, sittings
from council_portal.archive.facts import Archive
from council_portal.archive.installed import Installed
from council_portal.archive.reading import read_archive, read_document
from council_portal.archive.refusals import ArchiveRefused, Misfit
from council_portal.archive.sittings import Heard, Progress
from meetings.rules import receipt
from records import journal

KINDS = ("people", "bodies", "memberships", "meetings", "items", "ballots")


@dataclass(slots=True)
class Report:
    """What an import found and made, over one file or several."""

    items: dict[str, dict[str, object]] = field(default_factory=dict)
    findings: list[dict[str, str]] = field(default_factory=list)
    created: Counter[str] = field(default_factory=Counter)
    refused: list[ArchiveRefused] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """What another file brought."""
        self.items |= other.items
        self.findings += other.findings
        self.created += other.created
        self.refused += other.refused

    @property
    def errors(self) -> int:
        """Items that cannot be judged."""
        return sum("error" in line for line in self.items.values())

    def as_dict(self) -> dict[str, Any]:
        """As the format writes it; `refused` only where a file was."""
        refused = [refusal.as_dict() for refusal in self.refused]
        return {
            "items": self.items,
            "findings": self.findings,
            "created": {kind: self.created[kind] for kind in KINDS},
            **({"refused": refused} if refused else {}),
        }


def import_file(path: Path, *, progress: Progress = lambda _done, _total: None) -> Report:
    """Take a file in whole or not at all; nothing it says twice is made twice.

    Raises ArchiveRefused, naming the place, with nothing changed.
    """
    file = str(path)
    document = read_document(path)
    try:
        with transaction.atomic():
            installed = Installed.load()
            archive = read_archive(document, installed, file=file)
            del document
            return _take(archive, installed, file, fingerprint(path), progress)
    except Misfit as misfit:
        raise ArchiveRefused.of(misfit, file) from None
    except DatabaseError as error:
        expected = _("facts that the database can hold (%(reason)s)") % {"reason": error}
        raise ArchiveRefused(file=file, place="", expected=expected) from error


def fingerprint(path: Path) -> str:
    """SHA-256 of the file."""
    with path.open("rb") as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _take(
    archive: Archive, installed: Installed, file: str, digest: str, progress: Progress
) -> Report:
    created, seats = recording.record(archive, installed)
    late = late_seats.findings(seats)
    heard = sittings.record(archive, installed, progress)
    _journal(archive, installed, heard, name=Path(file).name, digest=digest, created=created)
    found = [*heard.findings, *late]
    return Report(items=heard.items, findings=found, created=created + heard.created)


def _journal(
    archive: Archive,
    installed: Installed,
    heard: Heard,
    *,
    name: str,
    digest: str,
    created: Counter[str],
) -> None:
    """One entry for each body the file brought something to; it pins every ballot."""
    bodies = set(heard.meetings)
    if created["bodies"] or created["memberships"]:
        bodies |= {installed.bodies[key] for key in archive.bodies}
        bodies |= {installed.bodies[seat.body] for seat in archive.memberships}
    at = timezone.now()
    for body in sorted(bodies):
        journal.append(
            stream=f"body:{body}", kind="archive_imported", actor=None, at=at,
            payload={
                "file": name, "sha256": digest, "meetings": heard.meetings.get(body, []),
                "votes": receipt.digest(heard.digests.get(body, [])),
            },
        )  # fmt: skip
