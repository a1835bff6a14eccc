"""Opening, voting and closing take as many queries with a hundred members as with ten.

Rows are written in bulk; the engine may split a large insert, so inserts are counted apart.
"""

from __future__ import annotations

from operator import gt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions import casting, session, voting
from meetings.models import AttendanceEvent, Ballot
from meetings.views import booth, scene
from tests import factories as make
from tests.meetings import rooms

pytestmark = pytest.mark.django_db

SIZES = (10, 100)


@pytest.fixture(autouse=True)
def _letters_wait(settings):
    """The outbox is emptied by another process; here only the act itself is counted."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def counted(deed, *args, **kwargs) -> tuple[int, int]:
    """How many queries it takes, inserts and savepoints apart, and how many inserts."""
    with CaptureQueriesContext(connection) as queries:
        deed(*args, **kwargs)
    said = [query["sql"].lstrip().upper() for query in queries]
    inserts = sum(1 for sql in said if sql.startswith("INSERT"))
    aside = ("INSERT", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return len([sql for sql in said if not sql.startswith(aside)]), inserts


def whole_way(size: int) -> dict[str, tuple[int, int]]:
    """One meeting of `size` members: nine tenths come, everybody there votes."""
    meeting = rooms.notified(size=size, items=1)
    seats, others = rooms.seats(meeting), make.ordinary(meeting.body)
    away = others[-size // 10 :]
    there = [*seats.values(), *others[: len(others) - len(away)]]
    clerk, chair, now = seats["clerk"].user, seats["chair"].user, timezone.now()
    asked = casting.request_remote(meeting, by=away[0].user, at=now, reason="Іссапар")
    casting.decide_remote(asked, by=clerk, at=now, agree=True)
    vote = rooms.votes(meeting)[0]
    casting.cast(vote, by=away[0].user, choice="against", at=now)
    AttendanceEvent.objects.bulk_create(
        AttendanceEvent(meeting=meeting, membership=seat, presence="hall", at=now, by=clerk)
        for seat in there[:-1]
    )
    way = {"mark": counted(rooms.come, meeting, there[-1:])}
    way["open_meeting"] = counted(session.open_meeting, meeting, by=chair, at=now)
    way["open_vote"] = counted(voting.open_vote, vote, by=chair, at=now)
    for seat in there[:-1]:
        casting.cast(vote, by=seat.user, choice="for", at=now)
    way["cast"] = counted(casting.cast, vote, by=there[-1].user, choice="for", at=now)
    way["room"] = counted(scene.room_state, meeting, there[0].user)
    way["booth"] = counted(booth.of, vote_with_meeting(vote), there[0].user)
    way["close_vote"] = counted(voting.close_vote, vote, by=chair, at=now)
    way["result"] = counted(scene.result, vote_with_meeting(vote))
    way["close_meeting"] = counted(session.close_meeting, meeting, by=chair, at=now)
    assert Ballot.objects.counted().filter(vote=vote).count() == len(there) + 1
    return way


def vote_with_meeting(vote):
    return type(vote).objects.select_related("item__meeting__body").get(pk=vote.pk)


# What each takes, however many there are: queries that are not inserts, and inserts.
AT_MOST = {
    "mark": (12, 2),
    "open_meeting": (17, 3),
    "open_vote": (13, 1),
    "cast": (1, 1),
    "room": (12, 0),
    "booth": (6, 0),
    "close_vote": (15, 1),
    "result": (7, 0),
    "close_meeting": (8, 2),
}


def test_the_number_of_queries_does_not_grow_with_the_members():
    ten, hundred = (whole_way(size) for size in SIZES)

    assert {act: n for act, (n, _inserts) in ten.items()} == {
        act: n for act, (n, _inserts) in hundred.items()
    }
    assert {act: taken for act, taken in hundred.items() if any(map(gt, taken, AT_MOST[act]))} == {}
