"""What anybody may learn of signed minutes, and what a member finds by a receipt."""

import hashlib

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import Ballot
from meetings.rules import receipt
from minutes.documents import fields
from tests.meetings import sittings as room
from tests.minutes import proving
from tests.minutes.conftest import blank_stamp

pytestmark = pytest.mark.django_db
VERIFY = "/verify/"


@pytest.fixture
def minutes(monkeypatch):
    monkeypatch.setattr(fields, "_drawn", lambda _stamp: blank_stamp())
    minutes = proving.frozen(proving.rich())
    proving.signed(minutes)
    minutes.refresh_from_db()
    return minutes


@pytest.fixture
def stranger(client):
    cache.clear()
    client.cookies["django_language"] = "en"
    return client


def sent(client, data: bytes, name: str = "x.pdf"):
    return client.post(VERIFY, {"file": SimpleUploadedFile(name, data, "application/pdf")})


def test_a_stranger_learns_who_signed_and_whether_the_file_is_it(
    minutes, stranger, django_assert_max_num_queries, settings
):
    data, base = minutes.pdf.read(), minutes.base_pdf.read()
    body = minutes.meeting.body
    asked = {"body": body.pk, "year": minutes.meeting.day.year, "number": minutes.number_text}
    with django_assert_max_num_queries(12):
        page = stranger.get(VERIFY, asked)
    said = page.content.decode()

    # What is public, and what is not.
    assert page.status_code == 200
    for signature in minutes.signatures.all():
        assert signature.signer.signature_name("en") in said
    for word in (
        body.name("en"), minutes.document_hash, minutes.pdf.sha256, "adopted: 2 · not adopted: 1",
        "The journal still leads to it.",
    ):  # fmt: skip
        assert word in said
    assert "Ұсынылсын" not in said
    assert "Item 1: for" not in said  # its rules publish no tallies (C11)
    by_paper = stranger.get(f"{VERIFY}{minutes.document_hash[:16]}/").content.decode()
    assert minutes.pdf.sha256 in by_paper

    # The hash alone, as the browser computes it; then the file itself.
    def by_hash(some: bytes) -> str:
        digest = hashlib.sha256(some).hexdigest()
        return stranger.get(VERIFY, {"file": digest}).content.decode()

    for answer in (by_hash, lambda some: sent(stranger, some).content.decode()):
        assert "Exactly the signed file" in answer(data)
        assert minutes.pdf.sha256 in answer(data)
        assert "The same file before all its signatures" in answer(base)
    flipped = bytearray(data)
    flipped[len(base) // 2] ^= 1
    assert "has not stored these very bytes" in by_hash(bytes(flipped))
    told = sent(stranger, bytes(flipped)).content.decode()
    assert "The signed file with bytes changed" in told
    assert "Bytes that differ: 1" in told
    assert "No file of this portal" in sent(stranger, b"%PDF-1.4 x").content.decode()

    # Nonsense finds nothing and says so; nothing is kept of what was sent.
    assert (
        "No signed minutes were found"
        in stranger.get(VERIFY, asked | {"number": "77"}).content.decode()
    )
    assert stranger.get(VERIFY, {"year": "x", "number": "1"}).status_code == 200
    assert stranger.get(VERIFY, {"file": "zz"}).status_code == 200
    assert stranger.get(f"{VERIFY}0123456789abcdef/").status_code == 404
    _minutes_that_are_not_signed_are_nobodys_business(minutes, stranger)
    settings.PORTAL_MAX_UPLOAD_MB = 0
    assert "at most 0 MB" in sent(stranger, data).content.decode()
    settings.ACCOUNT_RATE_LIMITS = {"verify_file": "1/m/ip"}
    cache.clear()
    assert [sent(stranger, b"x").status_code for _ in range(2)] == [200, 429]


def _minutes_that_are_not_signed_are_nobodys_business(minutes, stranger):
    again = proving.frozen(_another(minutes))

    page = sent(stranger, again.base_pdf.read()).content.decode()

    assert "No file of this portal" in page
    assert again.document_hash not in page


def _another(minutes):
    from meetings.actions import session, voting
    from meetings.models import Meeting

    meeting = room.opened(minutes.meeting.body, russian=False)
    voting.settle_item(
        room.vote_on(meeting).item, state="noted", by=room.presiding(meeting), at=room.now()
    )
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())
    return Meeting.objects.get(pk=meeting.pk)


def test_a_member_finds_the_own_vote_by_its_receipt_and_nobody_elses(minutes, stranger):
    ballots = Ballot.objects.filter(vote__item__meeting=minutes.meeting, vote__state="closed")
    ballot = ballots.filter(vote__item__position=1, choice="for", channel="hall").first()
    person = ballot.membership.user
    person.language = "en"
    person.save()
    stranger.force_login(person)
    address = reverse("minutes:receipt_find")

    def found(code: str) -> str:
        return stranger.get(address, {"code": code}).content.decode()

    page = found(receipt.code(ballot.receipt))
    for word in (
        ballot.receipt, "Computed again from the vote: the same.", ballot.vote.digest,
        "the digest of all is in the journal", minutes.get_absolute_url(), "жақтады",
    ):  # fmt: skip
        assert word in page
    other = ballots.exclude(membership=ballot.membership_id).first()
    assert "None of your votes has this receipt" in found(other.receipt)
    assert "None of your votes" not in found("3f2a")  # too short is refused in the form
