"""A composition against the one of another day: who came, who left, who changed seats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bodies.documents.composition import Composition
from bodies.models import Membership

JOINED, LEFT, CHANGED, SAME = "joined", "left", "changed", "same"


@dataclass(frozen=True, slots=True)
class Row:
    """One person: the seat on the day looked at, the one on the other day, and what happened."""

    seat: Membership
    former: Membership | None
    what: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both days, with everybody who sits on one of them; those who left come last."""

    now: Composition
    then: Composition | None
    rows: list[Row]

    def count(self, what: str) -> int:
        """How many people this happened to."""
        return sum(row.what == what for row in self.rows)

    @property
    def joined(self) -> int:
        """Who sits now and did not then."""
        return self.count(JOINED)

    @property
    def left(self) -> int:
        """Who sat then and does not now."""
        return self.count(LEFT)

    @property
    def changed(self) -> int:
        """Who has another office, category, organisation or voting right."""
        return self.count(CHANGED)


def compare(now: Composition, then: Composition | None) -> Comparison:
    """The rows of `now` in its order, marked against `then` where there is one."""
    if then is None:
        return Comparison(now, None, [Row(seat, None, SAME) for seat in now.seats])
    former = _by_person(then.seats)
    present = _by_person(now.seats)
    rows = [_row(seat, former.get(seat.user_id)) for seat in now.seats]
    gone = [Row(seat, seat, LEFT) for seat in then.seats if seat.user_id not in present]
    return Comparison(now, then, [*rows, *gone])


def _by_person(seats: Iterable[Membership]) -> dict[int, Membership]:
    return {seat.user_id: seat for seat in seats}


def _row(seat: Membership, former: Membership | None) -> Row:
    if former is None:
        return Row(seat, None, JOINED)
    return Row(seat, former, SAME if _facts(seat) == _facts(former) else CHANGED)


def _facts(seat: Membership) -> tuple[object, ...]:
    return (seat.office, seat.voting, seat.category, seat.represents_id)
