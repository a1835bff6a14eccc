"""Whether the verifier catches every forgery and cries at nothing: `make bench ONLY=verify`.

One meeting with everything that can be in one is held, signed and exported; each corruption of
tests/minutes/corruptions.py is seeded into a copy of its evidence and must be called by its name.
Then a hundred meetings are held by chance, by the portal's own actions: Council and associations of
any size under any rules, every channel, ties, changes of mind, recusals, annulled votes. All are
frozen, the last of each body also rendered and signed. None of them may raise a finding. Last, the
speed: a meeting of two hundred with fifty votes, checked from the ZIP to the verdict.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from meetings.models import Meeting

CLEAN, A_BODY = 100, 10
ROLL, VOTES = 200, 50
CHANCE = 20240611


def main() -> None:
    """Seed, hold, measure, print one line of JSON; fail when one is missed or cried at."""
    django.setup()
    from django.conf import settings

    # Nobody signs in here, and two hundred slow hashes are no part of what is measured.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PORTAL_SIGNING_KEY = Path(tempfile.mkdtemp()) / "portal.p12"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    call_command("migrate", verbosity=0)
    seeded, missed = forgeries()
    clean, alarms = clean_meetings(int(sys.argv[1]) if len(sys.argv) > 1 else CLEAN)
    figures = {
        "seeded": seeded,
        "caught": seeded - len(missed),
        "clean": clean,
        "false_alarms": len(alarms),
        **speed(),
    }
    assert missed == {}, missed
    assert alarms == [], alarms
    print(json.dumps(figures))


def forgeries() -> tuple[int, dict[str, object]]:
    """How many were seeded, and those that were not called by their name."""
    from minutes.evidence import checking
    from tests.minutes import proving
    from tests.minutes.corruptions import SEEDED

    meeting = proving.rich()
    signed(meeting)
    assert proving.corrected(meeting.minutes).is_signed
    bundle = proving.taken(meeting)
    assert checking.check(bundle).whole
    missed: dict[str, object] = {}
    for name, (spoil, kind) in SEEDED.items():
        spoiled = proving.copied(bundle)
        spoil(spoiled)
        found = checking.check(proving.copied(spoiled)).kinds
        print(f"{name}: {', '.join(sorted(found))}", flush=True)
        if kind not in found:
            missed[name] = sorted(found)
    return len(SEEDED), missed


def signed(meeting: Meeting) -> None:
    """The minutes of the meeting, frozen, rendered and signed as in real life."""
    from minutes.actions import render
    from tests.minutes import proving

    minutes = proving.frozen(meeting)
    render(minutes.pk, minutes.version)
    minutes.refresh_from_db()
    assert minutes.base_pdf, minutes.fault
    assert proving.signed(minutes).is_signed


def clean_meetings(wanted: int) -> tuple[int, list[object]]:
    """How many were held by chance, and whatever was found in them."""
    from django.db import transaction

    from minutes.evidence import checking
    from tests.minutes import proving

    chance = random.Random(CHANCE)  # noqa: S311 - no secret
    held = 0
    alarms: list[object] = []
    while held < wanted:
        body = proving.anybody(chance)
        for _ in range(A_BODY):
            with transaction.atomic():
                meeting = proving.any_meeting(chance, body)
                if meeting is None:
                    continue
                held += 1
                last = held % A_BODY == 0
                signed(meeting) if last else proving.frozen(meeting)
            report = checking.check(proving.taken(meeting, whole=chance.random() < 0.5))
            alarms += [(meeting.pk, one) for one in report.findings]
            if held == wanted:
                break
        print(f"{held} clean meetings, {len(alarms)} alarms", flush=True)
    return held, alarms


def speed() -> dict[str, float]:
    """Ballots a second, from the packed bundle to the verdict."""
    from minutes.documents import evidence
    from minutes.evidence import bundle, checking

    meeting = crowd()
    path = Path(tempfile.mkdtemp()) / "evidence.zip"
    path.write_bytes(evidence.pack(meeting, whole=True))
    began = time.perf_counter()
    read = bundle.read(path)
    report = checking.check(read)
    seconds = time.perf_counter() - began
    assert report.whole, report.findings[:5]
    count = len(read.facts["ballots"])
    return {
        "ballots": count,
        "seconds": round(seconds, 2),
        "ballots_per_second": round(count / seconds),
    }


def crowd() -> Meeting:
    """Two hundred in the hall, fifty votes, everybody in each."""
    from django.utils import timezone

    from meetings.actions import session
    from meetings.models import Ballot, Meeting
    from meetings.rules import receipt
    from tests import factories as make
    from tests.meetings import sittings as room

    meeting = room.notified(make.association(size=ROLL), items=VOTES, russian=False)
    seats = room.seats(meeting.body)
    room.come(meeting, seats)
    room.open_meeting(meeting)
    for position in range(1, VOTES + 1):
        vote = room.voting_on(meeting, position)
        now = timezone.now()
        Ballot.objects.bulk_create(
            Ballot(
                vote=vote, membership=seat, choice="for" if place % 3 else "against",
                channel="hall", cast_at=now, text_hash=vote.text_hash,
                receipt=receipt.receipt(
                    vote=vote.pk, member=seat.pk, choice="for" if place % 3 else "against",
                    channel="hall", at=now, text_hash=vote.text_hash, revision=1,
                ),
            )
            for place, seat in enumerate(seats)
        )  # fmt: skip
        room.close(vote)
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())
    return Meeting.objects.get(pk=meeting.pk)


if __name__ == "__main__":
    main()
