"""How many ballots a second are cast over HTTP: `make bench ONLY=ballots`.

A vote open in a body of two hundred, everybody in the hall, on PostgreSQL that waits for its disk
and the WSGI server of docs/guide/operate.md. Members cast and change their votes; between times the
same people send the same bytes to a bare view, which finds them by their session and inserts one
row, in the same process and database. Then one member votes at a time, and then all two hundred:
in the same instant, and within ten seconds. Every receipt handed out is looked up in the end.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

from benchmarks.live import PATIENCE, free_port
from bin import postgres

if TYPE_CHECKING:
    from meetings.models import Vote

VOTERS = 200
LANES = 16  # members voting at a time while the rate is measured
BLOCKS, BLOCK = 5, 320
ALONE = 200
WINDOW = 10.0  # seconds
RATIO, TIMES = 0.60, 5
CSRF = "a" * 32
BARE = "/bare/"


@dataclass
class Voter:
    """One member's connection; says for and against in turn."""

    cookie: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    turns: Counter[str] = field(default_factory=Counter)

    async def send(self, path: str) -> tuple[str, float]:
        """Where the answer leads, and in how many seconds it came."""
        self.turns[path] += 1
        choice = ("for", "against")[self.turns[path] % 2]
        body = f"choice={choice}&cast=1&csrfmiddlewaretoken={CSRF}"
        began = time.perf_counter()
        self.writer.write(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        seconds = time.perf_counter() - began
        fields = dict(line.split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
        await self.reader.readexactly(int(fields.get("content-length", "0")))
        assert head.startswith("http/1.1 302"), head
        return fields["location"], seconds


def main() -> None:
    """Start PostgreSQL, prepare the vote, measure, print one line of JSON."""
    with postgres.server(settings=()) as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "benchmarks._settings"}
        django.setup()
        call_command("migrate", verbosity=0)
        vote, cookies = prepared()
        port = free_port()
        server = serve(port)
        try:
            figures, receipts = asyncio.run(measure(vote, cookies, port))
        finally:
            server.terminate()
            server.wait(PATIENCE)
        found = lost(receipts)
        assert found["lost"] == found["doubled"] == 0, found
        assert figures["ratio_to_bare_view"] >= RATIO, figures
        assert figures["p95_over_unloaded_median"] <= TIMES, figures
        print(json.dumps(figures | found))


def prepared() -> tuple[Vote, list[str]]:
    """The open vote and a session of every member."""
    from django.db import connection
    from django.test import Client

    from benchmarks._bare import BareBallot
    from tests.meetings import racing

    with connection.schema_editor() as editor:
        editor.create_model(BareBallot)
    vote = racing.opened(VOTERS)
    cookies = []
    for seat in vote.item.meeting.body.memberships.select_related("user").order_by("pk"):
        client = Client()
        client.force_login(seat.user)
        session = client.cookies["sessionid"].value
        cookies.append(f"sessionid={session}; csrftoken={CSRF}")
    connection.close()
    return vote, cookies


def serve(port: int) -> subprocess.Popen[bytes]:
    """The pages as docs/guide/operate.md serves them; two processes of four threads."""
    return subprocess.Popen(
        [
            str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--workers", "2",
            "--blocking-threads", "4",
            "--port", str(port), "--log-level", "warning", "--workers-kill-timeout", "3",
            "council_portal.wsgi:application",
        ],
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip


async def measure(vote: Vote, cookies: list[str], port: int) -> tuple[dict[str, float], list[str]]:
    """The figures, and where every ballot's answer led."""
    from django.urls import reverse

    path = reverse("meetings:ballot_cast", args=[vote.pk])
    voters = [Voter(cookie, *await connected(port)) for cookie in cookies]
    answers = [await voter.send(each) for voter in voters[:LANES] for each in (BARE, path)]
    rates: dict[str, list[float]] = {BARE: [], path: []}
    for _ in range(BLOCKS):
        for each, found in rates.items():
            began = time.perf_counter()
            done = await block(voters, each)
            found.append(len(done) / (time.perf_counter() - began))
            answers += done
            print(f"{each}: {found[-1]:.0f} a second", flush=True)
    alone = [await voters[n % VOTERS].send(path) for n in range(ALONE)]
    window = await together(voters, path, within=WINDOW)
    burst = await together(voters, path, within=0)
    unloaded = statistics.median(seconds for _where, seconds in alone)
    bare, cast = statistics.median(rates[BARE]), statistics.median(rates[path])
    figures = {
        "ratio_to_bare_view": round(cast / bare, 2),
        "p95_over_unloaded_median": round(p95(window) / unloaded, 1),
        "p95_over_unloaded_median_in_one_instant": round(p95(burst) / unloaded, 1),
        "ballots_per_second": round(cast),
        "bare_per_second": round(bare),
        "unloaded_median_ms": round(unloaded * 1000, 1),
        "p95_ms": round(p95(window) * 1000),
        "p95_ms_in_one_instant": round(p95(burst) * 1000),
    }
    where = [place for place, _seconds in [*answers, *alone, *window, *burst]]
    return figures, [place for place in where if not place.startswith(BARE)]


async def connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection, as soon as the server takes it."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if time.monotonic() > give_up:
                raise
            await asyncio.sleep(0.1)


async def block(voters: list[Voter], path: str) -> list[tuple[str, float]]:
    """So many sends, in lanes of which each waits for its answer."""

    async def lane(number: int) -> list[tuple[str, float]]:
        mine = voters[number::LANES]
        return [await mine[n % len(mine)].send(path) for n in range(BLOCK // LANES)]

    done = await asyncio.gather(*[lane(number) for number in range(LANES)])
    return [answer for answers in done for answer in answers]


async def together(voters: list[Voter], path: str, *, within: float) -> list[tuple[str, float]]:
    """Everybody once, each at a moment of their own."""
    chance = random.Random(VOTERS)  # noqa: S311 - no secret

    async def at_some_moment(voter: Voter, moment: float) -> tuple[str, float]:
        await asyncio.sleep(moment)
        return await voter.send(path)

    return await asyncio.gather(
        *[at_some_moment(voter, chance.uniform(0, within)) for voter in voters]
    )


def p95(answers: Iterable[tuple[str, float]]) -> float:
    """Seconds within which nineteen of twenty came."""
    times = sorted(seconds for _where, seconds in answers)
    return times[len(times) * 95 // 100]


def lost(receipts: list[str]) -> dict[str, int]:
    """Ballots answered for and not in the database, and rows nobody was answered for."""
    from meetings.models import Ballot

    told = [int(where.strip("/").split("/")[-1]) for where in receipts]
    kept = set(Ballot.objects.values_list("pk", flat=True))
    return {
        "ballots": len(told),
        "lost": len(set(told) - kept),
        "doubled": len(told) - len(set(told)) + len(kept - set(told)),
    }


if __name__ == "__main__":
    main()
