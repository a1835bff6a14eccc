"""What a row of the access matrix is, and how its short notation is read.

Columns are those of the regulation's matrix of roles and actions: ADM administrator; RC, RD, RS,
RM the Council's chair, deputy, secretary, member; CTR Centre; MIN ministry reviewer; UC, UD, US,
UM the same offices of an association; SH, SM head and member of a section; HEI representative of
an institution; PUB the public. `R*`, `U*`, `S*` stand for all with that letter, `*` for everybody
who has signed in.

A cell reads "200 UC US; 403 UD UM": these statuses for these columns, 404 for all the others
(they may not even know), and for PUB the way to the sign-in page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from tests.access.place import Place

GET, POST = "GET", "POST"
COLUMNS = (
    "ADM", "RC", "RD", "RS", "RM", "CTR", "MIN", "UC", "UD", "US", "UM", "SH", "SM", "HEI", "PUB",
)  # fmt: skip
SIGNED_IN = COLUMNS[:-1]
GROUPS = {
    "R*": ("RC", "RD", "RS", "RM"),
    "U*": ("UC", "UD", "US", "UM"),
    "S*": ("SH", "SM"),
    "*": SIGNED_IN,
}
STRANGERS_TO_B = (*GROUPS["U*"], *GROUPS["S*"], "HEI")
# Whom a further body can tell apart; to the others a section or another association is as the own one.
ASKED = {
    "foreign": ("MIN", *STRANGERS_TO_B),
    "section": ("ADM", "RS", "CTR", "MIN", *STRANGERS_TO_B),
}
SIGN_IN, UNKNOWN = "sign-in", "404"
ALIKE = 2
"""How many of those whom a row refuses alike are asked; the next row asks others."""
Data = Callable[["Place"], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One route by one method, and who gets which answer in which body.

    `action` is the row of the regulation's matrix that settles it. `on` names the thing the address
    leads to (tests/access/place.py, tests/access/world.py). Where the body makes no difference, `everywhere` says who gets
    what. An association that is foreign has no cell of its own: it answers like the own one, and
    says to U*, S* and HEI that there is no such thing.
    """

    route: str
    method: str
    action: str = ""
    on: str = ""
    everywhere: str = ""
    council: str = ""
    association: str = ""
    section: str = ""
    public: str = SIGN_IN
    path: str = ""
    data: Data | None = None
    note: str = ""

    @property
    def scopes(self) -> tuple[str, ...]:
        """The bodies in which the row is asked."""
        return ("council", "association", "section", "foreign") if self.on else ("everywhere",)

    def expected(self, scope: str) -> dict[str, str]:
        """The declared answer for every column."""
        if self.everywhere:
            return self._answers(self.everywhere)
        if scope == "foreign":
            own = self.expected("association")
            return own | dict.fromkeys(STRANGERS_TO_B, UNKNOWN)
        return self._answers(getattr(self, scope))

    def asked(self, scope: str) -> dict[str, str]:
        """The declared answers of those who are asked in the tests: all who may, some who may not."""
        expected = self.expected(scope)
        told = {column: expected[column] for column in ASKED.get(scope, COLUMNS)}
        start = crc32(f"{self} {scope}".encode())
        for refusal in ("403", UNKNOWN):
            alike = [column for column, answer in told.items() if answer == refusal]
            for place in range(len(alike) - ALIKE):
                del told[alike[(start + place) % len(alike)]]
        return told

    def _answers(self, cell: str) -> dict[str, str]:
        return dict.fromkeys(SIGNED_IN, UNKNOWN) | {"PUB": self.public} | read(cell)

    def __str__(self) -> str:
        return f"{self.method} {self.route}" + (f" on {self.on}" if self.on else "")


def read(cell: str) -> dict[str, str]:
    """The columns a cell names, with their statuses; later parts win. Raises ValueError."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, cell.split(";"))):
        status, *names = part.split()
        for name in names:
            columns = GROUPS.get(name, (name,))
            if not set(columns) <= set(COLUMNS):
                raise ValueError(f"no such column: {name}")
            found |= dict.fromkeys(columns, status)
    return found


def write(answers: Mapping[str, str]) -> str:
    """The cell that says this: the inverse of `read`, without 404 and PUB."""
    by_status: dict[str, list[str]] = {}
    for column in SIGNED_IN:
        by_status.setdefault(answers[column], []).append(column)
    parts = []
    for status in sorted(set(by_status) - {UNKNOWN}):
        columns = by_status[status]
        for short, long in sorted(GROUPS.items(), key=lambda group: -len(group[1])):
            if set(long) <= set(columns):
                place = columns.index(long[0])
                columns = [name for name in columns if name not in long]
                columns.insert(place, short)
        parts.append(f"{status} {' '.join(columns)}")
    return "; ".join(parts)
