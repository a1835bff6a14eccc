"""A dry run as the screen shows it: how many rows share each fate, and the rows in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from bodies.access import KEEPERS
from bodies.backends import verbs_on
from bodies.documents.roster_words import HEADINGS, NO, PROBLEMS, YES
from bodies.documents.roster_writing import composition_sheet
from bodies.models import Body, Category, Membership, Office, RosterImport, RosterState
from bodies.rules.roster import Column, Fate, Planned, Problem

PER_PAGE = 100

FATES = {
    Fate.ERROR: (gettext_lazy("error"), "bad"),
    Fate.ADD: (gettext_lazy("is added"), "ok"),
    Fate.CHANGE: (gettext_lazy("is changed"), "now"),
    Fate.SKIP: (gettext_lazy("is so already"), "idle"),
    Fate.STAY: (gettext_lazy("stays, not in the sheet"), "idle"),
}
COUNTED = {
    Fate.ERROR: pgettext_lazy("rows of a sheet", "Errors"),
    Fate.ADD: pgettext_lazy("rows of a sheet", "Added"),
    Fate.CHANGE: pgettext_lazy("rows of a sheet", "Changed"),
    Fate.SKIP: pgettext_lazy("rows of a sheet", "So already"),
    Fate.STAY: pgettext_lazy("rows of a sheet", "Stay, not in the sheet"),
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row: whom it names, what becomes of it and why."""

    row: int | None
    name: str
    email: str
    fate: str
    kind: str
    cell: str
    problem: str
    seat: list[str]
    changes: list[str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows share a fate; `chosen` while only those are shown."""

    fate: str
    label: str
    rows: int
    chosen: bool


@dataclass(frozen=True)
class RosterPage:
    """Everything the page of a dry run shows."""

    roster: RosterImport
    counts: list[Count]
    rows: int
    fate: str
    page: Page[Planned]
    lines: list[RosterLine]
    ready: bool
    errors: int
    waiting: bool
    unknown: list[str]


def roster_page(roster: RosterImport, *, fate: str, number: str) -> RosterPage:
    """One page of the rows that share `fate`; of all rows when it is none of them."""
    planned = roster.planned()
    counts = roster.counts()
    chosen = fate if fate in list(Fate) else ""
    shown = [line for line in planned if not chosen or line.fate == chosen]
    page = Paginator(shown, PER_PAGE).get_page(number)
    return RosterPage(
        roster=roster,
        counts=[
            Count(key, str(label), counts[key], key == chosen) for key, label in COUNTED.items()
        ],
        rows=len(planned),
        fate=chosen,
        page=page,
        lines=[_worded(line) for line in page],
        ready=roster.ready(),
        errors=counts[Fate.ERROR],
        waiting=roster.state == RosterState.PLANNED,
        unknown=roster.sheet["unknown"],
    )


def _worded(line: Planned) -> RosterLine:
    word, kind = FATES[Fate(line.fate)]
    sentence = str(PROBLEMS[Problem(line.problem)]) % line.params if line.problem else ""
    cell = f"{line.column}{line.row}" if line.column and line.row else ""
    return RosterLine(
        row=line.row, name=line.name, email=line.email, fate=str(word), kind=kind, cell=cell,
        problem=sentence, seat=_seat(line),
        changes=[_change(line, name, value) for name, value in line.was.items()],
    )  # fmt: skip


def _seat(line: Planned) -> list[str]:
    parts = [_said(column, getattr(line, column.value)) for column in
             (Column.OFFICE, Column.CATEGORY)]  # fmt: skip
    if line.organisation:
        parts.append(line.organisation)
    if not line.voting:
        parts.append(_("without a vote"))
    if line.ends_on:
        parts.append(_("until %(day)s") % {"day": _said(Column.ENDS_ON, line.ends_on)})
    return [part for part in parts if part]


def _change(line: Planned, name: str, was: str) -> str:
    """«Office: Member → Chair»."""
    column = Column(name)
    now = line.organisation if column is Column.ORGANISATION else getattr(line, name)
    return f"{HEADINGS[column]}: {_said(column, was) or '—'} → {_said(column, now) or '—'}"


def _said(column: Column, value: Any) -> str:
    """A kept value in the reader's words."""
    if not value and column is not Column.VOTES:
        return ""
    match column:
        case Column.OFFICE:
            return str(Office(value).label)
        case Column.CATEGORY:
            return str(Category(value).label)
        case Column.VOTES:
            return str(YES if value in (True, "true") else NO)
        case Column.ENDS_ON:
            day = parse_date(value)
            return date_format(day, "d.m.Y") if day else ""
        case _:
            return str(value)


def exported(body: Body, user: User, day: date) -> bytes:
    """The composition of a day as a sheet; addresses only for whoever keeps the composition."""
    seats = Membership.objects.on(day).filter(body=body).with_rank().in_roll_order()
    rows = seats.select_related("user", "represents", "starts_act")
    keeps = bool(verbs_on(user, body, timezone.localdate()) & KEEPERS)
    return composition_sheet(rows, addresses=keeps)
