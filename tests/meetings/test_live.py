"""The stream: who hears, what they hear, what they never hear, and when it ends."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Self

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from django.utils import timezone

from meetings.actions import casting, voting
from meetings.documents import pulse
from meetings.live import stream
from meetings.live.hub import Hub
from tests import factories as make
from tests.meetings import rooms

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 15


@pytest.fixture(autouse=True)
def _live(settings, monkeypatch) -> Iterator[None]:
    """A hub of its own, quick, whose threads leave the database alone afterwards."""
    settings.LIVE_POLL = 0.05
    settings.LIVE_BEAT = 0.2
    settings.LIVE_RECHECK = 60.0
    hub, gate = Hub(), ThreadPoolExecutor(1)
    monkeypatch.setattr(stream, "hub", hub)
    monkeypatch.setattr(stream, "gate", gate)
    yield
    for thread in threading.enumerate():
        if thread.name == "live-watcher":
            thread.join(PATIENCE)
    for pool in (hub.pencil, gate, ELSEWHERE[0]):
        pool.submit(connections.close_all).result()
        pool.shutdown()
    ELSEWHERE[0] = ThreadPoolExecutor(1)


# Another process, as far as the stream can tell: a thread with a connection of its own.
ELSEWHERE = [ThreadPoolExecutor(1)]


async def elsewhere(act, *args, **fields) -> None:
    """Somebody does something."""
    deed = partial(act, *args, at=timezone.now(), **fields)
    await asyncio.get_running_loop().run_in_executor(ELSEWHERE[0], deed)


def forget_sessions(*, at: datetime) -> None:
    """Everybody signs out."""
    Session.objects.filter(expire_date__gt=at).delete()


class Screen:
    """One open screen over ASGI."""

    def __init__(self, person, meeting, screen="room", *, since="", heard="", **scope) -> None:
        cookie = f"sessionid={signed_in(person)}" if person else ""
        headers = [(b"host", b"127.0.0.1"), (b"cookie", cookie.encode())]
        if heard:
            headers.append((b"last-event-id", heard.encode()))
        self.scope = {
            "type": "http", "method": "GET", "headers": headers, "scheme": "http",
            "path": f"/meetings/{meeting.pk}/live/{screen}/",
            "query_string": f"since={since}".encode(),
        } | scope  # fmt: skip
        self.status = 0
        self.text = ""
        self.closed = asyncio.Event()
        self.news = asyncio.Event()

    async def receive(self) -> dict:
        await self.closed.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict) -> None:
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()
        self.news.set()

    def events(self, name: str = "state") -> list[dict]:
        """What it has been told so far."""
        blocks = [block.split("\n") for block in self.text.split("\n\n")]
        return [json.loads(b[-1].removeprefix("data: ")) for b in blocks if f"event: {name}" in b]

    async def until(self, seen: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not seen():
                self.news.clear()
                await self.news.wait()

    async def __aenter__(self) -> Self:
        self.task = asyncio.create_task(stream.answer(self.scope, self.receive, self.send))
        self.task.add_done_callback(lambda _task: self.news.set())
        await self.until(lambda: self.events("hello") or self.task.done())
        return self

    async def __aexit__(self, *_failure) -> None:
        self.closed.set()
        await self.task


def signed_in(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[configured.SESSION_COOKIE_NAME].value


def status(person, meeting, screen="room", **scope) -> int:
    seen = Screen(person, meeting, screen, **scope)

    async def ask() -> int:
        async with seen:
            return seen.status

    return asyncio.run(ask())


def test_a_mark_grows_with_every_act_and_every_ballot():
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    first = pulse.mark(meeting)
    casting.cast(vote, by=seats["chair"].user, choice="for", at=timezone.now())
    second = pulse.mark(meeting)
    voting.close_vote(vote, by=seats["chair"].user, at=timezone.now())
    third = pulse.mark(meeting)

    assert len({first, second, third}) == 3
    assert first.split(".")[0] == second.split(".")[0] != third.split(".")[0]


def test_the_stream_is_open_to_whom_the_page_is():
    meeting = rooms.opened(size=6)
    chair, member = rooms.seats(meeting)["chair"].user, make.ordinary(meeting.body)[0].user

    assert status(member, meeting) == 200
    assert status(member, meeting, "console") == 403
    assert status(chair, meeting, "console") == 200
    assert status(make.user(), meeting) == 404
    assert status(None, meeting) == 403
    assert status(member, meeting, "cellar") == 404
    assert status(member, meeting, method="POST") == 405
    assert status(member, meeting, headers=[(b"host", b"elsewhere.example")]) == 400


def test_an_act_reaches_the_screen_with_only_the_parts_it_changed():
    meeting = rooms.opened(size=6)
    seats, vote = rooms.seats(meeting), rooms.votes(meeting)[0]
    screen = Screen(seats["deputy"].user, meeting, since=pulse.mark(meeting))

    async def listen() -> list[dict]:
        async with screen:
            await screen.until(lambda: screen.events("beat"))
            assert screen.events() == []
            await elsewhere(voting.open_vote, vote, by=seats["chair"].user)
            await screen.until(screen.events)
            await elsewhere(casting.cast, vote, by=seats["chair"].user, choice="for")
            await screen.until(lambda: len(screen.events()) > 1)
            return screen.events()

    opened, cast = asyncio.run(listen())

    assert set(opened["parts"]) == {"vote", "agenda"}
    assert opened["alert"][0] == f"open-{vote.pk}"
    assert set(cast["parts"]) == {"vote"}
    assert cast["mark"] == pulse.mark(meeting)


def test_before_the_close_everybody_hears_their_own_choice_and_nobody_elses():
    meeting, vote = rooms.voting_open(size=6)
    seats = rooms.seats(meeting)
    casting.cast(vote, by=seats["deputy"].user, choice="against", at=timezone.now())

    screens = [Screen(seats[office].user, meeting) for office in ("deputy", "chair")]

    async def listen() -> list[str]:
        async with screens[0], screens[1]:
            for screen in screens:
                await screen.until(screen.events)
            return [screen.events()[0]["parts"]["vote"] for screen in screens]

    own, other = asyncio.run(listen())

    assert "Қарсы" in own
    assert "Қарсы" not in other
    assert "mark-against" not in own + other


def test_a_screen_that_comes_back_hears_what_it_missed_once():
    meeting, vote = rooms.voting_open(size=6)
    seats = rooms.seats(meeting)
    heard = pulse.mark(meeting)

    async def listen(screen: Screen, kind: str) -> None:
        async with screen:
            await screen.until(lambda: screen.events(kind))

    nothing = Screen(seats["deputy"].user, meeting, since="1.0", heard=heard)
    asyncio.run(listen(nothing, "beat"))
    casting.cast(vote, by=seats["chair"].user, choice="for", at=timezone.now())
    missed = Screen(seats["deputy"].user, meeting, since="1.0", heard=heard)
    asyncio.run(listen(missed, "state"))

    assert nothing.events() == []
    assert [event["mark"] for event in missed.events()] == [pulse.mark(meeting)]
    assert f"id: {pulse.mark(meeting)}\n" in missed.text


def test_whose_session_ends_hears_the_end_and_nothing_more(settings):
    settings.LIVE_RECHECK = 0.2
    meeting = rooms.opened(size=6)
    screen = Screen(rooms.seats(meeting)["deputy"].user, meeting)

    async def listen() -> None:
        async with screen:
            await elsewhere(forget_sessions)
            await screen.until(screen.task.done)

    asyncio.run(listen())

    assert len(screen.events("end")) == 1


def test_a_meeting_nobody_looks_at_is_not_watched():
    meeting = rooms.opened(size=6)

    screen = Screen(rooms.seats(meeting)["chair"].user, meeting)

    async def listen() -> None:
        async with screen:
            assert set(stream.hub.rooms) == {meeting.pk}

    asyncio.run(listen())

    assert stream.hub.rooms == {}
