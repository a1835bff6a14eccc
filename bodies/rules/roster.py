"""A roster as a sheet: its columns, what becomes of a row, what may be wrong with a cell. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST_ROWS = 10_000
MOST_COLUMNS = 100
HEADING_WITHIN = 20
"""The row of headings is looked for among so many rows: a title may stand above it."""


class Column(StrEnum):
    """What a column may hold; the last three only tell and are not read back."""

    EMAIL = "email"
    FAMILY_KK = "family_name_kk"
    GIVEN_KK = "given_name_kk"
    PATRONYMIC_KK = "patronymic_kk"
    FAMILY_RU = "family_name_ru"
    GIVEN_RU = "given_name_ru"
    PATRONYMIC_RU = "patronymic_ru"
    OFFICE = "office"
    CATEGORY = "category"
    ORGANISATION = "represents"
    VOTES = "voting"
    ENDS_ON = "ends_on"
    NUMBER = "number"
    SINCE = "starts_on"
    ACT = "act"


NAMES = (
    Column.FAMILY_KK, Column.GIVEN_KK, Column.PATRONYMIC_KK, Column.FAMILY_RU, Column.GIVEN_RU,
    Column.PATRONYMIC_RU,
)  # fmt: skip
SEAT = (Column.OFFICE, Column.CATEGORY, Column.ORGANISATION, Column.VOTES, Column.ENDS_ON)
TOLD = frozenset({Column.NUMBER, Column.SINCE, Column.ACT})
READ = tuple(column for column in Column if column not in TOLD)


class Fate(StrEnum):
    """What the import does with a row; `STAY` is a member whom the sheet does not name."""

    ERROR = "error"
    ADD = "add"
    CHANGE = "change"
    SKIP = "skip"
    STAY = "stay"


class Problem(StrEnum):
    """Why a row cannot be taken, or what to look at in one that can."""

    FORMULA = "formula"
    BROKEN = "broken"
    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    TWICE = "twice"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    OFFICE = "office"
    CATEGORY = "category"
    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    REPRESENTS = "represents"
    VOTES = "votes"
    DAY = "day"
    ENDED = "ended"
    OFFICE_TAKEN = "office_taken"
    AHEAD = "ahead"
    WAITS = "waits"
    OTHER_NAME = "other_name"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it was read: texts by column; days as 2027-12-31."""

    number: int
    cells: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def get(self, column: Column) -> str:
        """The text of the cell, empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: the letter of each known column, the headings nobody knows, the rows."""

    columns: dict[str, str]
    unknown: list[str]
    rows: list[SheetRow]

    def as_dict(self) -> dict[str, Any]:
        """To be kept as JSON."""
        return {
            "columns": self.columns,
            "unknown": self.unknown,
            "rows": [[row.number, row.cells, row.faults] for row in self.rows],
        }

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Sheet:
        """As it was kept."""
        return cls(kept["columns"], kept["unknown"], [SheetRow(*row) for row in kept["rows"]])


@dataclass(slots=True, kw_only=True)
class Planned:
    """One row's fate. Kept as JSON: people, seats and organisations by their keys."""

    row: int | None
    fate: str
    name: str
    email: str = ""
    user: int | None = None
    person: dict[str, str] = field(default_factory=dict)
    membership: int | None = None
    office: str = "member"
    voting: bool = True
    category: str = ""
    represents: int | None = None
    organisation: str = ""
    ends_on: str = ""
    was: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    column: str = ""
    params: dict[str, str] = field(default_factory=dict)

    def fail(self, problem: Problem, column: str, **params: str) -> None:
        """An error; of several the first is told."""
        if self.fate != Fate.ERROR:
            self.fate, self.problem, self.column, self.params = Fate.ERROR, problem, column, params
