"""Reading a bundle: a ZIP file, or the folder it was unpacked into."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from .findings import Facts

FORM = 1
FACTS, JOURNAL, DOCUMENT = "evidence.json", "journal.jsonl", "document.json"
PDF, BASE_PDF, AUTHORITY = "minutes.pdf", "minutes-base.pdf", "authority.pem"
CORRECTION = "correction"


class Unreadable(Exception):
    """This is no evidence bundle, or one of a later form."""


@dataclass
class Bundle:
    """The facts, the chain, the frozen document and the files, as they were handed over."""

    facts: Facts
    journal: list[Facts]
    document: Facts | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def meeting(self) -> Facts:
        """The meeting."""
        return self.facts["meeting"]

    @cached_property
    def roll(self) -> dict[int, Facts]:
        """Lines of the roll by member."""
        return {line["membership"]: line for line in self.facts["roll"]}

    @cached_property
    def voting(self) -> list[int]:
        """Members with a vote."""
        return [member for member, line in self.roll.items() if line["voting"]]

    @cached_property
    def acts(self) -> list[Facts]:
        """Entries of the journal about this meeting, in their order."""
        own = self.meeting["id"]
        open_ = [entry for entry in self.journal if "payload" in entry]
        about = [one for one in open_ if one["payload"].get("meeting") == own]
        return sorted(about, key=lambda entry: entry["position"])

    @cached_property
    def _by_kind(self) -> dict[str, list[Facts]]:
        found: dict[str, list[Facts]] = {}
        for entry in self.acts:
            found.setdefault(entry["kind"], []).append(entry)
        return found

    def done(self, *kinds: str) -> list[Facts]:
        """Entries of these kinds about this meeting, in their order."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        found = [entry for kind in kinds for entry in self._by_kind.get(kind, [])]
        return sorted(found, key=lambda entry: entry["position"])

    def of_vote(self, vote: Facts, *kinds: str) -> Facts | None:
        """The first entry of these kinds about a vote."""
        done = self.done(*kinds)
        return next((one for one in done if one["payload"].get("vote") == vote["id"]), None)

    @cached_property
    def votes(self) -> dict[int, Facts]:
        """Votes by their key."""
        return {vote["id"]: vote for vote in self.facts["votes"]}

    @cached_property
    def revisions(self) -> dict[int, dict[int, list[Facts]]]:
        """Ballots by vote and member, oldest revision first."""
        found: dict[int, dict[int, list[Facts]]] = {}
        for ballot in sorted(self.facts["ballots"], key=lambda one: one["revision"]):
            lines = found.setdefault(ballot["vote"], {})
            lines.setdefault(ballot["membership"], []).append(ballot)
        return found

    @cached_property
    def events(self) -> list[tuple[int, Facts]]:
        """Attendance in the order written, each event with the position of its entry."""
        marks = {
            entry["payload"]["event"]: entry["position"] for entry in self.done("attendance_marked")
        }
        events = sorted(self.facts["attendance"], key=lambda event: event["id"])
        return [(marks.get(event["id"]) or self._moved(event), event) for event in events]

    def _moved(self, event: Facts) -> int:
        """A meeting put on another day unmarks whoever had come, in one entry for all; else 0."""
        if event["presence"] != "absent":
            return 0
        moves = self.done("meeting_rescheduled")
        return next((one["position"] for one in moves if one["at"] == event["at"]), 0)

    @cached_property
    def journaled(self) -> bool:
        """Whether the journal followed the sitting; of a meeting recorded afterwards it did not."""
        return bool(self.done("meeting_opened"))

    def name(self, member: object) -> str:
        """How a member is called in findings."""
        line = self.roll.get(member) if isinstance(member, int) else None
        return line["name_kk"] if line else str(member)

    def number(self, item: object) -> object:
        """The item's number on the agenda."""
        agenda = self.facts["agenda"]
        return agenda.index(item) + 1 if item in agenda else item


def read(path: Path) -> Bundle:
    """The bundle at `path`. Raises Unreadable."""
    try:
        files = _files(path)
        return of(files)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(f"{path}: {error}") from error


def of(files: dict[str, bytes]) -> Bundle:
    """The bundle these files are. Raises KeyError, ValueError, Unreadable."""
    facts = json.loads(files[FACTS])
    if facts.get("form") != FORM:
        raise Unreadable(f"{FACTS}: form {facts.get('form')!r}")
    journal: list[Any] = [json.loads(line) for line in files[JOURNAL].splitlines() if line.strip()]
    document = json.loads(files[DOCUMENT]) if DOCUMENT in files else None
    return Bundle(facts, journal, document, files)


def _files(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir() if one.is_file()}
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
