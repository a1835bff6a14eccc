"""The register of documents: everything a body has numbered, whatever it is (cl. 12, 23; REQ-67).

Numbers are given in series; each kind of document has its own. A room above declares the kinds it
numbers (`declare`), so that its documents stand in the register too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from bodies.documents.sheets import list_sheet
from minutes.models import Minutes, RegisteredDocument
from minutes.states import Direction, MinutesState
from records.models import DocumentNumber


@dataclass(frozen=True, slots=True)
class Told:
    """What the document under a number is: said by whoever numbered it."""

    title: str
    state: str
    tag: str
    who: str
    url: str
    note: str = ""


Teller = Callable[[list[int]], dict[int, Told]]
"""From primary keys of numbers to what stands under them; a constant number of queries."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of numbered documents: the first word of its series, its name, who tells of them."""

    name: Promise | str
    tell: Teller


KINDS: dict[str, Kind] = {}


def declare(key: str, name: Promise | str, tell: Teller) -> None:
    """Documents numbered in the series `<key>:<body>` stand in the register; again replaces."""
    KINDS[key] = Kind(name, tell)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register."""

    number: int
    year: int
    day: date
    kind: str
    told: Told


def series_of(bodies: Iterable[int], kind: str = "") -> list[str]:
    """The series of these bodies: of one kind, or of all there are."""
    chosen = [kind] if kind in KINDS else list(KINDS)
    return [f"{each}:{body}" for body in bodies for each in chosen]


def entries(numbers: Iterable[DocumentNumber]) -> list[Entry]:
    """These numbers with what stands under them; as many queries as there are kinds at most."""
    listed = list(numbers)
    told: dict[int, Told] = {}
    for key in {_kind(number) for number in listed}:
        told |= KINDS[key].tell([number.pk for number in listed if _kind(number) == key])
    return [
        Entry(
            number=one.number, year=one.year, day=timezone.localtime(one.issued_at).date(),
            kind=str(KINDS[_kind(one)].name), told=told.get(one.pk, UNKNOWN),
        )
        for one in listed
    ]  # fmt: skip


UNKNOWN = Told("", "", "idle", "", "")
"""A number whose document this installation does not hold."""


def _kind(number: DocumentNumber) -> str:
    return number.series.partition(":")[0]


def register_sheet(listed: Iterable[Entry]) -> bytes:
    """The register as an .xlsx."""
    columns = [
        (_("Number"), 10), (_("Year"), 8), (_("Date"), 14), (_("Kind of the document"), 24),
        (_("What it is about"), 70), (_("Registered by"), 30), (_("State"), 40),
    ]  # fmt: skip
    title = pgettext("name of a sheet", "Register of documents")
    return list_sheet(
        title,
        columns,
        (
            (each.number, each.year, each.day, each.kind, each.told.title, each.told.who,
             ": ".join(part for part in (each.told.state, each.told.note) if part))
            for each in listed
        ),
    )  # fmt: skip


def _minutes(numbers: list[int]) -> dict[int, Told]:
    rows = Minutes.objects.filter(number__in=numbers).select_related("meeting", "drawn_up_by")
    return {
        one.number_id: Told(
            title=_("Meeting № %(number)s") % {"number": one.meeting.number},
            state=one.get_state_display(),
            tag="ok" if one.state == MinutesState.SIGNED else "warn",
            who=one.drawn_up_by.short_name() if one.drawn_up_by else "",
            url=one.get_absolute_url(),
        )
        for one in rows
        if one.number_id
    }


def _letters(numbers: list[int]) -> dict[int, Told]:
    rows = RegisteredDocument.objects.filter(number__in=numbers)
    return {one.number_id: _letter(one) for one in rows.select_related("registered_by")}


def _letter(document: RegisteredDocument) -> Told:
    cancelled = document.cancelled_at is not None
    return Told(
        title=f"{document.title} · {document.correspondent}",
        state=pgettext("document", "Cancelled")
        if cancelled
        else pgettext("document", "Registered"),
        tag="bad" if cancelled else "ok",
        who=document.registered_by.short_name(),
        url=document.get_absolute_url(),
        note=document.cancel_reason,
    )


declare("minutes", pgettext_lazy("document", "Minutes"), _minutes)
declare(Direction.INCOMING, pgettext_lazy("document", "Incoming letter"), _letters)
declare(Direction.OUTGOING, pgettext_lazy("document", "Outgoing letter"), _letters)
