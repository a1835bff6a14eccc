"""What leaves the portal as evidence, and whether it can be told from a forgery."""

import json
import random
import subprocess
import sys
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from meetings.rules import casting, majority, quorum, receipt
from minutes.documents import evidence, fields
from minutes.evidence import arithmetic, checking, command
from minutes.evidence.bundle import Bundle, read
from minutes.evidence.receipts import trace
from minutes.evidence.sayings import SAYINGS
from tests import factories as make
from tests.meetings import sittings as room
from tests.minutes import proving
from tests.minutes.conftest import blank_stamp
from tests.minutes.corruptions import SEEDED

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch):
    """How the stamp looks is not the matter here."""
    monkeypatch.setattr(fields, "_drawn", lambda _stamp: blank_stamp())


@pytest.fixture
def meeting(small):
    meeting = proving.rich()
    proving.corrected(proving.signed(proving.frozen(meeting)))
    return meeting


def kinds(bundle: Bundle) -> set[str]:
    return checking.check(bundle).kinds


def test_the_bundle_is_whole_and_every_seeded_corruption_is_named(meeting, tmp_path, monkeypatch):
    bundle = proving.taken(meeting)
    assert checking.check(bundle).findings == checking.check(bundle).notes == []
    monkeypatch.setattr(
        checking.paper, "can_validate", lambda: False
    )  # one look at the keys is enough

    missed = {}
    for name, (spoil, kind) in SEEDED.items():
        spoiled = proving.copied(bundle)
        spoil(spoiled)
        found = kinds(proving.copied(spoiled))
        if kind not in found:
            missed[name] = (kind, found)
    assert missed == {}
    assert len(SEEDED) >= 60
    assert {kind for _spoil, kind in SEEDED.values()} <= set(SAYINGS)
    _another_seat_signs_a_correction(proving.copied(bundle))
    monkeypatch.undo()
    _same_bytes_again(meeting, tmp_path)
    _other_matters_stay_at_home(meeting)
    _a_member_finds_the_ballot(meeting, bundle)


def _another_seat_signs_a_correction(bundle):
    """Whoever holds the office of that day may, which a note says; a seat that was over may not."""
    one = bundle.facts["corrections"][0]["signatures"][-1]
    one |= {"membership": 10**6, "for_another": True}
    report = checking.check(proving.copied(bundle))
    assert report.findings == []
    assert [note.kind for note in report.notes if note.kind != "no_library"] == ["signed_in_office"]
    one["ends_on"] = one["starts_on"]
    assert "signer_wrong" in kinds(proving.copied(bundle))


def _same_bytes_again(meeting, tmp_path):
    packed = evidence.pack(meeting, whole=True)
    meeting.record("extract_ordered", by=None, at=room.now())
    assert packed == evidence.pack(meeting, whole=True)

    path = tmp_path / "evidence.zip"
    call_command("export_evidence", meeting.pk, output=path, stdout=StringIO())
    assert path.read_bytes() == packed
    with pytest.raises(CommandError):
        call_command("export_evidence", meeting.pk + 1)
    assert command.main([str(path), "--language", "en"]) == command.WHOLE
    assert command.main([str(path), "--anchor", f"2:{'0' * 64}"]) == command.FAULTY
    assert command.main([str(tmp_path)]) == command.UNREADABLE

    # As a stranger runs it: another process, nothing of the portal, no library.
    folder = tmp_path / "unpacked"
    with ZipFile(path) as archive:
        archive.extractall(folder)
    done = subprocess.run(
        [sys.executable, "-E", "-S", "verify.py", "--json"], cwd=folder, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert said["whole"] is True
    assert [note["kind"] for note in said["notes"]] == ["no_library"]
    assert read(folder).facts == read(path).facts


def _other_matters_stay_at_home(meeting):
    other = room.notified(meeting.body)
    room.agreed(other, room.seats(meeting.body)[5])

    bundle = proving.taken(room.opened(meeting.body, items=0), whole=False)
    report = checking.check(bundle)

    assert report.findings == []
    assert {note.kind for note in report.notes} == {"journal_withheld", "no_minutes"}
    strange = [one for one in bundle.journal if one.get("payload", {}).get("meeting") == meeting.pk]
    assert strange == []


def _a_member_finds_the_ballot(meeting, bundle):
    ballot = bundle.facts["ballots"][2]
    (found,) = trace(bundle, receipt.code(ballot["receipt"]))
    assert (found.ballot, found.genuine, found.counts) == (ballot, True, True)
    assert found.entry == next(e["position"] for e in bundle.journal if e["kind"] == "vote_closed")
    assert trace(bundle, "3f2a") == trace(bundle, "0" * 12) == []


def test_random_clean_meetings_raise_no_alarm(small):
    chance = random.Random(7)  # noqa: S311 - no secret
    for _body in range(2):
        meeting = proving.any_meeting(chance, proving.anybody(chance))
        report = checking.check(proving.taken(meeting, whole=chance.random() < 0.5))
        assert report.findings == []
        report = checking.check(proving.taken(proving.frozen(meeting).meeting))
        assert report.findings == []


def test_the_second_telling_of_the_arithmetic_agrees_with_the_first():
    chance = random.Random(11)  # noqa: S311 - no secret
    for _ in range(300):
        size = chance.randint(1, 12)
        hall = chance.randint(0, size)
        online = chance.randint(0, size - hall)
        afar = chance.randint(0, size - hall - online)
        counts = chance.choice(["hall", "hall_online", "all_voters"])
        first = quorum.check(
            composition=size,
            participation=quorum.Participation(hall=hall, online=online, remote=afar),
            counts=counts, clause="20",
        )  # fmt: skip
        told = arithmetic.quorum((hall, online, afar), composition=size, counts=counts, clause="20")
        assert told == first.as_dict()

        choices = {m: chance.choice(arithmetic.CHOICES) for m in range(chance.randint(0, size))}
        policy = chance.choice(["presiding", "chair_only", "chair_else_presiding"])
        presiding, chair = chance.choice([None, 0, 1]), chance.choice([None, 0, 1])
        holder = casting.holder(
            policy=policy, presiding=presiding, chair=chair, chair_has_ballot=chair in choices
        )
        assert holder.member == arithmetic.holder(
            policy, presiding=presiding, chair=chair, chair_voted=chair in choices
        )
        base = chance.choice(["for_against", "voted", "participants", "composition"])
        decided = majority.decide(
            tally=majority.Tally.of(choices.values()), quorum=first, base_kind=base,
            casting=holder.member, casting_choice=choices.get(holder.member),
        )  # fmt: skip
        assert decided.as_dict() == arithmetic.outcome(
            choices, told, base_kind=base, casting=holder.member
        )


def test_evidence_is_for_the_roll_the_keeper_and_the_ministry(client):
    body = make.association(6)
    meeting = room.opened(body)
    room.seats(body)
    address = reverse("minutes:evidence_download", args=[meeting.pk])
    ministry = make.granted("review_minutes", body)
    centre = make.granted("act_for_centre", body)
    member = make.ordinary(body)[0].user

    def answer(person):
        client.force_login(person)
        return client.get(address).status_code

    assert answer(member) == 404  # it has not ended
    room.come(meeting, [])
    from meetings.actions import session, voting

    voting.settle_item(
        room.vote_on(meeting).item, state="noted", by=room.presiding(meeting), at=room.now()
    )
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())

    assert [answer(one) for one in (member, room.clerk(meeting), ministry)] == [200, 200, 200]
    assert [answer(one) for one in (centre, make.user())] == [403, 404]
    client.force_login(ministry)
    response = client.get(address)
    assert response["Content-Disposition"].startswith('attachment; filename="evidence-')
    assert response["Content-Type"] == "application/zip"
