"""Real threads on real connections, and the vote they meet at."""

from __future__ import annotations

import fcntl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from accounts.models import User
from bodies.models import Office
from meetings.actions import session, voting
from meetings.models import AttendanceEvent, Meeting, Vote
from tests import factories as make
from tests.meetings import sittings as room

LANES = 50
"""As many connections as one test holds at a time; more acts than that follow in the same lanes."""

PATIENCE, START = 50, 60
"""Tries to connect, and seconds within which all stand at the gate."""

on_postgresql = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "__import__('django.db').db.connection.vendor != 'postgresql'",
        reason="one writer at a time on SQLite: there is nothing to race",
    ),
]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run every act in a thread with a connection of its own, started together.

    Returns what each gave or raised, in the order of the acts.
    """
    with alone():
        return _raced(acts)


@contextmanager
def alone() -> Iterator[None]:
    """One race at a time on a machine: its server takes a hundred connections in all."""
    with (Path(gettempdir()) / "portal-races.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _raced(acts: tuple[Callable[[], object], ...]) -> list[object]:
    lanes = min(len(acts), LANES)
    gate = threading.Barrier(lanes)
    waiting = deque(enumerate(acts))
    results: list[object] = [None] * len(acts)

    def run() -> None:
        connect()
        gate.wait(START)
        while waiting:
            try:
                place, act = waiting.popleft()
            except IndexError:
                break
            try:
                results[place] = act()
            except Exception as refusal:  # noqa: BLE001 - the test looks at what was raised
                results[place] = refusal
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(lanes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def connect() -> None:
    """Those of the race before may still be leaving."""
    for patience in range(PATIENCE, -1, -1):
        try:
            connection.ensure_connection()
        except OperationalError:
            if not patience:
                raise
            time.sleep(0.1)
        else:
            return


def alternating(*kinds: list[Callable[[], object]]) -> list[Callable[[], object]]:
    """One of each kind in turn, so that the kinds meet each other and do not queue up."""
    return [act for group in zip(*kinds, strict=True) for act in group]


def gathered(size: int, away: int = 0) -> Meeting:
    """A notified meeting of today with everybody in the hall but the last `away` members."""
    meeting = room.notified(make.association(size=size))
    seats = room.seats(meeting.body)
    AttendanceEvent.objects.bulk_create(
        AttendanceEvent(
            meeting=meeting, membership=seat, presence="hall", at=timezone.now(),
            by=room.clerk(meeting),
        )
        for seat in seats[: size - away]
    )  # fmt: skip
    return meeting


def opened(size: int, away: int = 0) -> Vote:
    """The vote open in such a meeting."""
    meeting = gathered(size, away)
    chair = make.officer(meeting.body, Office.CHAIR).user
    session.open_meeting(meeting, by=chair, at=timezone.now())
    return voting.open_vote(room.vote_on(meeting), by=chair, at=timezone.now())


def chair_of(vote: Vote) -> User:
    return make.officer(vote.item.meeting.body, Office.CHAIR).user


def fresh(vote: Vote) -> Vote:
    """As each request reads it for itself."""
    return Vote.objects.get(pk=vote.pk)
