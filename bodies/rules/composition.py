"""Who sat on a day, told from the journal alone.

Pure: integers, dates, plain values. The journal's facts are enough to tell the composition of any
day again, without looking at the memberships themselves (`replay`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

LATE_CHANGE = timedelta(hours=72)
"""A change this shortly before a meeting is shown in that meeting and its minutes."""

TERM_ALERTS = (90, 30)
"""So many days before the last day of a term people are told."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One seat as the journal tells it; `until` is its last day, None while it is open."""

    membership: int
    user: int
    office: str
    voting: bool
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """First and last day included."""
        return self.since <= day and (self.until is None or day <= self.until)


def replay(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[int, Sitting]:
    """Every seat that the acts of one body leave standing, by membership.

    `entries` are kind and payload in the journal's order: appointments, confirmed changes and
    changes taken back. Other acts do not touch the composition.
    """
    seats: dict[int, Sitting] = {}
    for kind, facts in entries:
        if kind == "member_appointed":
            _seat(seats, facts)
        elif kind in ("change_confirmed", "change_undone"):
            for ended in facts["ended"]:
                _end(seats, ended)
            for membership in facts.get("annulled", []):
                seats.pop(membership, None)
            for seated in facts["seated"]:
                _seat(seats, seated)
    return seats


def composition_on(seats: Mapping[int, Sitting], day: date) -> dict[int, tuple[str, bool]]:
    """Who sits that day: office and voting right by person."""
    return {seat.user: (seat.office, seat.voting) for seat in seats.values() if seat.covers(day)}


def _seat(seats: dict[int, Sitting], facts: Mapping[str, Any]) -> None:
    until = facts.get("ends_on")
    seats[facts["membership"]] = Sitting(
        membership=facts["membership"],
        user=facts["user"],
        office=facts["office"],
        voting=facts["voting"],
        since=date.fromisoformat(facts["starts_on"]),
        until=date.fromisoformat(until) if until else None,
    )


def _end(seats: dict[int, Sitting], facts: Mapping[str, Any]) -> None:
    last = facts["ends_on"]
    before = seats[facts["membership"]]
    seats[facts["membership"]] = Sitting(
        membership=before.membership,
        user=before.user,
        office=before.office,
        voting=before.voting,
        since=before.since,
        until=date.fromisoformat(last) if last else None,
    )
