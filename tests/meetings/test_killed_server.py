"""The server is killed again and again while members vote (assurance 6): SIGKILL, as a power cut.

Voters send over HTTP, change their vote each time a receipt was shown to them, and send again
whatever was not answered. Whoever was shown a receipt finds it in the database, in its place.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import cycle

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions import casting, voting
from meetings.models import Ballot
from records import journal
from tests import factories as make
from tests import source
from tests.browser.serving import database
from tests.meetings import racing
from tests.meetings.racing import fresh

pytestmark = racing.on_postgresql

VOTERS = 5
KILLS = 100
PATIENCE = 60
SILENCE = 10
"""Seconds after which a voter stops waiting for an answer and sends again."""
RECEIPT = re.compile(rb'<code class="hash">([0-9a-f]{64})</code>')
CSRF = "a" * 32


class Voter(threading.Thread):
    """Votes for, against, for … over HTTP; keeps the receipts it was shown, in order."""

    def __init__(self, port: int, path: str, session: str) -> None:
        super().__init__()
        self.port, self.path = port, path
        self.cookie = cookie_of(session)
        self.shown: list[str] = []
        self.refused: list[int] = []
        self.enough = threading.Event()

    def run(self) -> None:
        choices = cycle(["for", "against"])
        choice = next(choices)
        while not self.enough.is_set():
            try:
                receipt = self.send(choice)
            except (OSError, HTTPException):
                time.sleep(0.01)
                continue
            self.shown.append(receipt)
            choice = next(choices)

    def send(self, choice: str) -> str:
        """Cast and look at the receipt."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=SILENCE)
        try:
            body = f"choice={choice}&cast=1&csrfmiddlewaretoken={CSRF}"
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            link.request("POST", self.path, body, {"Cookie": self.cookie, **kind})
            answer = link.getresponse()
            answer.read()
            if answer.status != 302:
                self.refused.append(answer.status)
                self.enough.set()
            link.request("GET", answer.headers["Location"], headers={"Cookie": self.cookie})
            page = link.getresponse().read()
        finally:
            link.close()
        found = RECEIPT.search(page)
        if found is None:
            raise HTTPException("the page broke off")
        return found[1].decode()


@contextmanager
def served(page: str, cookie: str) -> Iterator[tuple[int, Iterator[int]]]:
    """The port, and the process ids of one serving child after the other; `page` is known to all."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.meetings.prefork", str(listener.fileno()), page, cookie],
        cwd=source.HOME,
        env=os.environ | {"DATABASE_URL": database(), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        pass_fds=[listener.fileno()],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield listener.getsockname()[1], (int(line) for line in program.stdout)
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        program.stdout.close()
        listener.close()


def shown(voters: list[Voter]) -> int:
    return sum(len(voter.shown) for voter in voters)


def test_every_receipt_shown_to_a_voter_survives_the_server():
    vote = racing.opened(VOTERS + 3)
    seats = make.ordinary(vote.item.meeting.body)
    path = reverse("meetings:ballot_cast", args=[vote.pk])
    chance = random.Random(KILLS)  # noqa: S311 - no secret

    chair = racing.chair_of(vote)
    first = casting.cast(vote, by=chair, choice="for", at=timezone.now())
    page = reverse("meetings:ballot_receipt", args=[first.pk])

    with served(page, cookie_of(session_of(chair))) as (port, children):
        child = next(children)
        voters = [Voter(port, path, session_of(seat.user)) for seat in seats]
        for voter in voters:
            voter.start()
        for _ in range(KILLS):
            seen, give_up = shown(voters), time.monotonic() + PATIENCE
            while shown(voters) <= seen:
                assert time.monotonic() < give_up, "nobody can vote any more"
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.1))
            os.kill(child, signal.SIGKILL)
            child = next(children)
        for voter in voters:
            voter.enough.set()
        for voter in voters:
            voter.join()

    assert [voter.refused for voter in voters] == [[]] * VOTERS
    for voter, seat in zip(voters, seats, strict=True):
        rows = Ballot.objects.filter(vote=vote, membership=seat).order_by("revision")
        ballots = list(rows.values_list("revision", "choice", "receipt"))
        choices = [choice for _revision, choice, _receipt in ballots]
        assert [revision for revision, *_ in ballots] == list(range(1, len(ballots) + 1))
        assert choices == [("for", "against")[n % 2] for n in range(len(ballots))], "a double"
        assert [receipt for *_, receipt in ballots][: len(voter.shown)] == voter.shown
        assert len(ballots) <= len(voter.shown) + 1, "only what was last sent can be unseen"
    outcome = voting.close_vote(fresh(vote), by=chair, at=timezone.now(), without_casting=True)
    last = list(Ballot.objects.counted().filter(vote=vote).values_list("choice", flat=True))
    assert (outcome.tally.for_, outcome.tally.against) == (last.count("for"), last.count("against"))
    assert journal.verify(vote.item.meeting.stream) == []


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def cookie_of(session: str) -> str:
    return f"sessionid={session}; csrftoken={CSRF}"
