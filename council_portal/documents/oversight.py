"""How the regulation is kept, body by body: each cell leads to its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from bodies.documents import Composition, compositions
from bodies.models import Body, BodyKind
from meetings.models import Meeting
from minutes.models import Minutes
from records.models import JournalEntry, JournalStream

COUNCIL_MEETINGS = 2  # cl. 9


@dataclass(frozen=True)
class Line:
    """One body as the ministry sees it."""

    composition: Composition
    held: int
    last_signed: Minutes | None
    unsigned: int
    entries: int
    intact: bool

    @property
    def body(self) -> Body:
        """The body the line is about."""
        return self.composition.body

    @property
    def enough(self) -> bool:
        """Whether the Council has met as often as clause 9 asks; others by their own plan."""
        return not self.body.is_council or self.held >= COUNCIL_MEETINGS

    @property
    def kept(self) -> bool:
        """Nothing in this line asks for a look."""
        return self.composition.sound and self.enough and not self.unsigned and self.intact


def lines(bodies: Iterable[Body], day: date) -> list[Line]:
    """A line for each body that is not a section. Six queries for all of them."""
    listed = [body for body in bodies if body.kind != BodyKind.SECTION]
    held = _held(listed, day.year)
    signed = _last_signed(listed)
    unsigned = _unsigned(listed)
    chains = _chains(listed)
    return [
        Line(
            composition,
            held.get(composition.body.pk, 0),
            signed.get(composition.body.pk),
            unsigned.get(composition.body.pk, 0),
            *chains.get(composition.body.stream, (0, True)),
        )
        for composition in compositions(listed, day)
    ]


def _held(bodies: list[Body], year: int) -> dict[int, int]:
    rows = Meeting.objects.of(bodies).held().in_year(year)
    return dict(rows.values_list("body_id").annotate(count=Count("pk")).order_by())


def _unsigned(bodies: list[Body]) -> dict[int, int]:
    """Meetings held whose minutes are not signed by both."""
    rows = Meeting.objects.of(bodies).held().exclude(minutes__state="signed")
    return dict(rows.values_list("body_id").annotate(count=Count("pk")).order_by())


def _last_signed(bodies: list[Body]) -> dict[int, Minutes]:
    newest = (
        Minutes.objects.of(bodies)
        .signed()
        .values("meeting__body")
        .annotate(latest=Max("meeting__scheduled_for"))
        .values_list("latest", flat=True)
        .order_by()
    )
    rows = Minutes.objects.of(bodies).signed().filter(meeting__scheduled_for__in=list(newest))
    return {m.meeting.body_id: m for m in rows.with_meeting().order_by("meeting__scheduled_for")}


def _chains(bodies: list[Body]) -> dict[str, tuple[int, bool]]:
    """Entries of each chain, and whether its head is the hash of its last entry.

    The whole chain is walked on the page of the body: here only what one query can see.
    """
    heads = JournalStream.objects.filter(key__in=[body.stream for body in bodies])
    known = {head.key: head for head in heads}
    counts = dict(
        JournalEntry.objects.filter(stream__in=known)
        .values_list("stream")
        .annotate(count=Count("pk"))
        .order_by()
    )
    last = set(
        JournalEntry.objects.filter(hash__in=[head.hash for head in known.values()]).values_list(
            "stream", "position", "hash"
        )
    )
    return {
        key: (head.position, counts.get(key) == head.position
              and (key, head.position, head.hash) in last)
        for key, head in known.items()
    }  # fmt: skip
