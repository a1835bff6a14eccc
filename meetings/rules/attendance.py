"""Who takes part, how, and from when to when (cl. 10, 20; REQ-25, REQ-26).

Attendance is a list of events that is only ever added to. Their order is `sequence`, the order in
which they were written; `at` is what the secretary stated. An event stated to lie before an earlier
one of the same member counts from that earlier one on: what was written first is never unsaid.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from bodies.rules.procedure import QuorumCounts
from meetings.rules.quorum import Participation

Member = TypeVar("Member", int, str)  # whatever the caller calls members by


class Mode(StrEnum):
    """How a member takes part in the sitting."""

    HALL = "hall"
    ONLINE = "online"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def attends(self) -> bool:
        """In the hall or on the live broadcast."""
        return self in (Mode.HALL, Mode.ONLINE)

    def counts_toward(self, counts: QuorumCounts) -> bool:
        """Whether attending this way counts toward the quorum (C1)."""
        if QuorumCounts(counts) is QuorumCounts.HALL:
            return self is Mode.HALL
        return self.attends


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Generic[Member]):
    """From `at` on, `member` (an opaque id) takes part as `mode` says."""

    member: Member
    mode: Mode
    at: datetime
    sequence: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", Mode(self.mode))


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One stretch in the hall or online; `ends` is exclusive, None while it lasts."""

    mode: Mode
    starts: datetime
    ends: datetime | None

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` lies in it."""
        return self.starts <= moment and (self.ends is None or moment < self.ends)


def _lines(events: Iterable[Event[Member]]) -> dict[Member, list[tuple[datetime, Mode]]]:
    """Each member's events in order, their times never running backwards."""
    lines: dict[Member, list[tuple[datetime, Mode]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.sequence):
        line = lines[event.member]
        at = max(event.at, line[-1][0]) if line else event.at
        line.append((at, event.mode))
    return dict(lines)


def intervals(events: Iterable[Event[Member]]) -> dict[Member, tuple[Interval, ...]]:
    """Every stretch each member attended, in order; members who never did have none.

    Repeating the mode one is already in prolongs the stretch; a stretch of no length is left out.
    """
    return {member: _stretches(line) for member, line in _lines(events).items()}


def _stretches(line: list[tuple[datetime, Mode]]) -> tuple[Interval, ...]:
    stretches: list[Interval] = []
    mode, since = Mode.ABSENT, line[0][0]
    for at, new in line:
        if new is mode:
            continue
        if mode.attends and since < at:
            stretches.append(Interval(mode=mode, starts=since, ends=at))
        mode, since = new, at
    if mode.attends:
        stretches.append(Interval(mode=mode, starts=since, ends=None))
    return tuple(stretches)


def modes(
    events: Iterable[Event[Member]], *, at: datetime | None = None, upto: int | None = None
) -> dict[Member, Mode]:
    """How each member takes part: now, at a moment, or after the event numbered `upto`.

    A member without an event by then is not in the answer; read such a member as absent.
    """
    known = [event for event in events if upto is None or event.sequence <= upto]
    standing: dict[Member, Mode] = {}
    for member, line in _lines(known).items():
        for since, mode in line:
            if at is None or since <= at:
                standing[member] = mode
    return standing


def participation(
    standing: Mapping[Member, Mode],
    *,
    voting: Collection[Member],
    remote_voters: Collection[Member] = (),
) -> Participation:
    """Count the voting members of the roll by how they take part; nobody else counts (REQ-26).

    `remote_voters` are those with an absentee or written ballot in; who attends is not one of them.
    """
    roll = set(voting)
    hall = {member for member in roll if standing.get(member) is Mode.HALL}
    online = {member for member in roll if standing.get(member) is Mode.ONLINE}
    remote = (roll & set(remote_voters)) - hall - online
    return Participation(hall=len(hall), online=len(online), remote=len(remote))
