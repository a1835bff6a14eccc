"""What would become of each row of a roster, against the composition of that moment."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db.models import Q

from accounts.kazakh.alphabet import search_key
from accounts.models import User
from bodies.actions.checking import SINGLE_OFFICES
from bodies.documents.roster_words import ANSWERS, known_words
from bodies.models import (
    Body,
    Category,
    ChangeLine,
    LineVerb,
    Membership,
    Office,
    Organisation,
)
from bodies.models.membership import REPRESENTED_KINDS
from bodies.rules.roster import NAMES, SEAT, Column, Fate, Planned, Problem, Sheet, SheetRow

LONGEST_EMAIL, LONGEST_NAME = 254, 100
_is_address = EmailValidator()
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_KEPT = [each.name for each in fields(Planned)]
_ORDER = {fate: place for place, fate in enumerate(Fate)}


def plan(body: Body, sheet: Sheet, *, on: date) -> list[Planned]:
    """The fate of each row and of everybody the sheet leaves out, errors first.

    A handful of queries, however many rows there are.
    """
    rows = _Rows(body, sheet, on)
    planned = [rows.planned(row) for row in sheet.rows]
    named = {line.membership for line in planned}
    planned += [
        _known(seat, Planned(row=None, fate=Fate.STAY, name=""))
        for seat in rows.seats
        if seat.pk not in named
    ]
    _refuse_second_holders(planned)
    return sorted(planned, key=lambda line: (_ORDER[Fate(line.fate)], line.row or 0))


def as_json(planned: Iterable[Planned]) -> list[dict[str, Any]]:
    """To be kept, and to be compared with a later plan."""
    return [{name: getattr(line, name) for name in _KEPT} for line in planned]


class _Rows:
    """Everything that rows are compared with, asked once."""

    def __init__(self, body: Body, sheet: Sheet, on: date) -> None:
        self.body, self.sheet, self.on = body, sheet, on
        addresses = Counter(_address(row) for row in sheet.rows)
        self.people = {
            str(person.email): person for person in User.objects.filter(email__in=list(addresses))
        }
        standing = list(
            Membership.objects.standing()
            .filter(Q(ends_on=None) | Q(ends_on__gte=on), body=body)
            .with_rank()
            .in_roll_order()
        )
        self.seats = [seat for seat in standing if seat.starts_on <= on]
        self.by_user = {seat.user_id: seat for seat in self.seats}
        self.ahead = {seat.user_id: seat for seat in standing if seat.starts_on > on}
        self.by_name: dict[str, list[Membership]] = defaultdict(list)
        for seat in self.seats:
            if not seat.user.email:
                self.by_name[search_key(seat.user.full_name("kk"))].append(seat)
        self.offices = known_words(Office.choices)
        self.categories = known_words(Category.choices)
        self.answers = known_words(ANSWERS)
        self.organisations = _organisations()
        self.claimed_seats, self.claimed_people, self.claimed_offices = _claims(body)
        self.met: dict[object, int] = {}

    def planned(self, row: SheetRow) -> Planned:
        """One row. Of several problems the first is told."""
        line = Planned(row=row.number, fate=Fate.ADD, name=_name(row), email=_address(row))
        for column, fault in row.faults.items():
            self._fail(line, Problem(fault), Column(column))
        seat = self._find(row, line)
        if seat is not None:
            _known(seat, line)
        self._fill(row, line, seat)
        if line.fate != Fate.ERROR:
            self._settle(line, seat)
        return line

    def _fail(self, line: Planned, problem: Problem, column: Column, **params: Any) -> None:
        letter = self.sheet.columns.get(column.value, "")
        line.fail(problem, letter, **{name: str(value) for name, value in params.items()})

    def _find(self, row: SheetRow, line: Planned) -> Membership | None:
        """The seat of whoever the row names; on the way it is settled who that is."""
        seat: Membership | None = None
        if not line.email:
            namesakes = self.by_name.get(search_key(_name(row)), [])
            seat = namesakes[0] if len(namesakes) == 1 else None
            if seat is None:
                self._fail(line, Problem.NO_EMAIL, Column.EMAIL)
                return None
            line.user = seat.user_id
        elif not _valid(line.email):
            self._fail(line, Problem.BAD_EMAIL, Column.EMAIL, value=row.get(Column.EMAIL)[:80])
            return None
        else:
            self._identify(row, line)
            seat = self.by_user.get(line.user or 0)
        key = line.user or line.email
        if key in self.met:
            self._fail(line, Problem.TWICE, Column.EMAIL, row=self.met[key])
        self.met.setdefault(key, row.number)
        return seat

    def _identify(self, row: SheetRow, line: Planned) -> None:
        person = self.people.get(line.email)
        if person is not None:
            line.user, line.name = person.pk, person.full_name("kk")
            family = row.get(Column.FAMILY_KK)
            if family and search_key(family) != search_key(person.family_name_kk):
                # Names of people the portal knows stay: perhaps the address is another's.
                line.problem, line.params = Problem.OTHER_NAME, {"name": line.name}
                line.column = self.sheet.columns[Column.FAMILY_KK]
            return
        if not row.get(Column.FAMILY_KK):
            self._fail(line, Problem.NO_NAME, Column.FAMILY_KK)
        for column in NAMES:
            if len(row.get(column)) > LONGEST_NAME:
                self._fail(line, Problem.TOO_LONG, column, limit=LONGEST_NAME)
        line.person = {"email": line.email} | {column.value: row.get(column) for column in NAMES}

    def _fill(self, row: SheetRow, line: Planned, seat: Membership | None) -> None:
        """What the sheet says of the seat; what it does not say stays as it is."""
        given = self.sheet.columns
        if text := row.get(Column.OFFICE):
            office = self.offices.get(search_key(text), "")
            if not office:
                self._fail(line, Problem.OFFICE, Column.OFFICE, value=text)
            line.office = office or line.office
        if Column.CATEGORY in given:
            text = row.get(Column.CATEGORY)
            line.category = self.categories.get(search_key(text), "") if text else ""
            if text and not line.category:
                self._fail(line, Problem.CATEGORY, Column.CATEGORY, value=text)
        kind = self._represent(row, line, seat)
        kinds = REPRESENTED_KINDS.get(line.category)
        if kinds and kind not in kinds:
            self._fail(line, Problem.REPRESENTS, Column.ORGANISATION)
        self._let_vote(row, line, seat)
        if Column.ENDS_ON in given:
            self._end(row, line)

    def _represent(self, row: SheetRow, line: Planned, seat: Membership | None) -> str:
        """Set the organisation; its kind."""
        if Column.ORGANISATION not in self.sheet.columns:
            return seat.represents.kind if seat and seat.represents else ""
        line.represents, line.organisation = None, ""
        text = row.get(Column.ORGANISATION)
        if not text:
            return ""
        found = self.organisations.get(search_key(text), {})
        if len(found) != 1:
            problem = Problem.ORGANISATIONS if found else Problem.ORGANISATION
            self._fail(line, problem, Column.ORGANISATION, value=text)
            return ""
        ((line.represents, (kind, line.organisation)),) = found.items()
        return kind

    def _let_vote(self, row: SheetRow, line: Planned, seat: Membership | None) -> None:
        """The Council's secretary does not vote unless the sheet says otherwise (C7)."""
        clerk = self.body.is_council and line.office == Office.SECRETARY
        if text := row.get(Column.VOTES):
            answer = self.answers.get(search_key(text))
            if answer is None:
                self._fail(line, Problem.VOTES, Column.VOTES, value=text)
            line.voting = answer in {"true", "1"}
        elif seat is None or (self.body.is_council and seat.office != line.office):
            line.voting = not clerk

    def _end(self, row: SheetRow, line: Planned) -> None:
        text = row.get(Column.ENDS_ON)
        day = _day(text)
        if text and day is None:
            self._fail(line, Problem.DAY, Column.ENDS_ON, value=text)
        elif day is not None and day < self.on:
            self._fail(line, Problem.ENDED, Column.ENDS_ON)
        line.ends_on = day.isoformat() if day else ""

    def _settle(self, line: Planned, seat: Membership | None) -> None:
        """Add, change or leave; and whether another change or a seat to come stands in the way."""
        if seat is not None:
            before = _known(seat, Planned(row=None, fate=Fate.STAY, name=""))
            was, now = _facts(before), _facts(line)
            line.was = {name: value for name, value in was.items() if value != now[name]}
            if "represents" in line.was:
                line.was["represents"] = before.organisation
            line.fate = Fate.CHANGE if line.was else Fate.SKIP
        if line.fate == Fate.SKIP:
            return
        for later in self.ahead.values():
            if line.ends_on and line.ends_on < later.starts_on.isoformat():
                continue
            if later.user_id == line.user:
                self._fail(line, Problem.AHEAD, Column.EMAIL, day=f"{later.starts_on:%d.%m.%Y}")
            elif later.office == line.office and line.office in SINGLE_OFFICES:
                name = later.user.full_name("kk")
                self._fail(line, Problem.OFFICE_TAKEN, Column.OFFICE, name=name)
        if (
            (line.user or line.email) in self.claimed_people
            or line.membership in self.claimed_seats
            or line.office in self.claimed_offices
        ):
            self._fail(line, Problem.WAITS, Column.EMAIL)


def _refuse_second_holders(planned: list[Planned]) -> None:
    """One chair and one deputy among all who will sit (REQ-08)."""
    letters: dict[str, Planned] = {}
    coming = [line for line in planned if line.fate != Fate.ERROR]
    # Those who keep an office come first: whoever is put beside them is in the wrong.
    for line in sorted(coming, key=lambda line: line.fate in (Fate.ADD, Fate.CHANGE)):
        if line.office not in SINGLE_OFFICES:
            continue
        holder = letters.setdefault(line.office, line)
        if holder is not line:
            line.fail(Problem.OFFICE_TAKEN, "", name=holder.name)


def _known(seat: Membership, line: Planned) -> Planned:
    """Fill a line with what the seat says now."""
    person = seat.user
    line.name, line.email, line.user = person.full_name("kk"), person.email or "", person.pk
    line.membership, line.office, line.voting = seat.pk, seat.office, seat.voting
    line.category, line.represents = seat.category, seat.represents_id
    line.organisation = seat.represents.name("kk") if seat.represents else ""
    line.ends_on = seat.ends_on.isoformat() if seat.ends_on else ""
    return line


def _facts(line: Planned) -> dict[str, str]:
    """What makes a seat another one."""
    facts = {column.value: getattr(line, column.value) for column in SEAT}
    texts = {name: "" if value is None else str(value) for name, value in facts.items()}
    return texts | {"voting": "true" if line.voting else "false"}


def _name(row: SheetRow) -> str:
    names = (
        row.get(column) for column in (Column.FAMILY_KK, Column.GIVEN_KK, Column.PATRONYMIC_KK)
    )
    return " ".join(name for name in names if name)


def _address(row: SheetRow) -> str:
    return row.get(Column.EMAIL).lower().removeprefix("mailto:").strip()


def _valid(address: str) -> bool:
    try:
        _is_address(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST_EMAIL


def _day(text: str) -> date | None:
    """A day of the sheet's own, or one typed as 31.12.2027 or 2027-12-31."""
    try:
        if typed := _DAY.fullmatch(text):
            day, month, year = map(int, typed.groups())
            return date(year, month, day)
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _organisations() -> dict[str, dict[int, tuple[str, str]]]:
    """Folded name or key → which organisations answer to it, with their kind and name."""
    known: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for each in Organisation.objects.all():
        names = (each.name_kk, each.name_ru, each.name_en, each.short_kk, each.short_ru)
        for name in filter(None, [*names, each.key]):
            known[search_key(name)][each.pk] = (each.kind, each.name("kk"))
    return known


def _claims(body: Body) -> tuple[set[int | None], set[object], set[str]]:
    """Seats, people and offices that changes which wait have laid a hand on."""
    seats: set[int | None] = set()
    people: set[object] = set()
    offices: set[str] = set()
    for line in ChangeLine.objects.filter(change__in=body.changes.waiting()):
        if line.verb == LineVerb.END:
            seats.add(line.membership_id)
        else:
            people.add(line.user_id or line.person.get("email"))
            if line.office in SINGLE_OFFICES:
                offices.add(line.office)
    seats.discard(None)
    people.discard(None)
    return seats, people, offices
