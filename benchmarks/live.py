"""How soon a thousand open screens show what happens: `make bench ONLY=live`.

A meeting of a hundred members, each with the room open on ten screens in Kazakh or Russian, over
the ASGI server of a demo in a process of its own. Then the meeting goes on: members come, a vote
opens, ballots are cast, it closes. For each act and each screen the time runs from the moment the
act is committed until the last byte of the news has reached the screen, here in this process, which
plays the thousand screens on the same processors. `kib_per_screen` is the memory the server has
grown by, divided by the screens.
"""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import django
import psutil
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

if TYPE_CHECKING:
    from meetings.models import Meeting

SCREENS, MEMBERS = 1000, 100
BALLOTS, ARRIVALS = 20, 5
TOGETHER = 20  # screens opened at a time
PATIENCE = 60  # seconds
MILLISECONDS = 300


class Screen(asyncio.Protocol):
    """One open screen: reads until the news with the awaited mark are there to the last byte."""

    awaited = b"event: hello"

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.buffer = bytearray()
        self.reached = asyncio.Event()
        self.at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Look whether it is all there."""
        self.buffer += data
        if self.awaited in self.buffer and self.buffer.rstrip(b"\r\n").endswith(b"}"):
            self.at = time.perf_counter()
            self.buffer.clear()
            self.reached.set()

    def wait_for(self, mark: str) -> None:
        """From now on these news count."""
        self.awaited = f"id: {mark}\n".encode()
        self.reached.clear()


def main() -> None:
    """Prepare a meeting, open the screens, let it go on, print one line of JSON."""
    django.setup()
    call_command("migrate", verbosity=0)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * SCREENS), hard))
    from tests.meetings import rooms

    meeting = rooms.opened(size=MEMBERS, items=2)
    cookies = signed_in(meeting)
    port = free_port()
    server = serve(port)
    try:
        times, kib = asyncio.run(measure(meeting, cookies, port, server.pid))
    finally:
        server.terminate()
        server.wait(PATIENCE)
    times.sort()
    p95 = times[len(times) * 95 // 100]
    assert p95 <= MILLISECONDS, p95
    figures = {
        "screens": SCREENS,
        "p95_ms": round(p95),
        "kib_per_screen": round(kib / SCREENS),
        "p50_ms": round(statistics.median(times)),
        "acts": len(times) // SCREENS,
    }
    print(json.dumps(figures))


def signed_in(meeting: Meeting) -> list[str]:
    """A session of every member, every second one reading Russian."""
    keys = []
    for number, seat in enumerate(meeting.body.memberships.select_related("user").order_by("pk")):
        seat.user.language = "ru" if number % 2 else "kk"
        seat.user.save()
        client = Client()
        client.force_login(seat.user)
        keys.append(client.cookies["sessionid"].value)
    return keys


def free_port() -> int:
    """A port nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """The server as docs/guide/operate.md starts it; returns once it answers."""
    server = subprocess.Popen(
        [
            str(Path(sys.executable).parent / "granian"), "--interface", "asgi",
            "--port", str(port), "--backlog", "4096", "--backpressure", "4096",
            "--workers-kill-timeout", "3", "--log-level", "warning",
            "council_portal.asgi:application",
        ],
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


async def measure(
    meeting: Meeting, cookies: list[str], port: int, server: int
) -> tuple[list[float], float]:
    """Milliseconds from each act to each screen, and the KiB the server has grown by."""
    from meetings.documents import pulse

    mark = await asyncio.to_thread(pulse.mark, meeting)
    await opened(meeting, cookies[:1], port, mark, count=1)  # whatever is loaded once is loaded
    before = memory(server)
    screens = await opened(meeting, cookies, port, mark, count=SCREENS)
    print(f"{len(screens)} screens are open", flush=True)
    await asyncio.sleep(2)  # everybody's drawing is known
    kib = memory(server) - before
    times: list[float] = []
    for act in await asyncio.to_thread(acts, meeting):
        done = await asyncio.to_thread(acted, act, meeting, screens)
        waiting = [asyncio.wait_for(screen.reached.wait(), PATIENCE) for screen in screens]
        await asyncio.gather(*waiting)
        times += [max(0.0, screen.at - done) * 1000 for screen in screens]
    return times, kib


async def opened(
    meeting: Meeting, cookies: list[str], port: int, mark: str, *, count: int
) -> list[Screen]:
    """Open so many screens, a few at a time, each with its own session."""
    loop = asyncio.get_running_loop()
    screens: list[Screen] = []
    for first in range(0, count, TOGETHER):
        batch = []
        for number in range(first, min(first + TOGETHER, count)):
            request = (
                f"GET /meetings/{meeting.pk}/live/room/?since={mark} HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{port}\r\nCookie: sessionid={cookies[number % len(cookies)]}\r\n"
                "\r\n"
            ).encode()
            _transport, screen = await loop.create_connection(
                lambda request=request: Screen(request),  # type: ignore[misc]
                "127.0.0.1", port,
            )  # fmt: skip
            batch.append(screen)
        for screen in batch:
            await asyncio.wait_for(screen.reached.wait(), PATIENCE)
        screens += batch
    return screens


def acts(meeting: Meeting) -> list[Callable[[], object]]:
    """What happens in the meeting, one after the other."""
    from meetings.actions import casting, session, voting
    from tests import factories as make
    from tests.meetings import rooms

    chair, clerk = rooms.seats(meeting)["chair"].user, rooms.seats(meeting)["clerk"].user
    members, vote, now = make.ordinary(meeting.body), rooms.votes(meeting)[0], timezone.now()
    late = members[-1]
    presences = [("online", "hall")[arrival % 2] for arrival in range(ARRIVALS)]
    return [
        *[
            partial(session.mark, meeting, membership=late, presence=presence, by=clerk, at=now)
            for presence in presences
        ],
        partial(voting.open_vote, vote, by=chair, at=now),
        *[
            partial(casting.cast, vote, by=seat.user, choice="for", at=now)
            for seat in members[:BALLOTS]
        ],
        partial(voting.close_vote, vote, by=chair, at=now),
    ]


def acted(act: Callable[[], object], meeting: Meeting, screens: list[Screen]) -> float:
    """Do it, and say when it was committed.

    What the screens wait for is known before the commit, since nobody else writes.
    """
    from django.db import transaction

    from meetings.documents import pulse

    with transaction.atomic():
        act()
        mark = pulse.mark(meeting)
        for screen in screens:
            screen.wait_for(mark)
    return time.perf_counter()


def memory(server: int) -> float:
    """KiB of the server and its workers."""
    process = psutil.Process(server)
    family = [process, *process.children(recursive=True)]
    return float(sum(member.memory_info().rss for member in family) / 1024)


if __name__ == "__main__":
    main()
