"""Clauses 7 and 22: whoever received minutes, or returned them, receives their correction."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Notification
from minutes import actions
from minutes.documents import extract
from minutes.documents.passport import passport
from minutes.models import Correction, Decision, Extract, Minutes
from tests.minutes import dispatch
from tests.minutes.conftest import NOON
from tests.minutes.correcting import HEARD, LATER, PLACE, RIGHT, SPOKE_RU, WRONG, corrected
from tests.minutes.dispatch import Sent

pytestmark = pytest.mark.django_db
OTHER = PLACE.__class__(1, "heard", "kk", "екі рецензияның", "бір рецензияның")


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sent]:
    with django_db_blocker.unblock(), dispatch.world(tmp_path_factory.mktemp("c"), given) as built:
        yield built


def given() -> Sent:
    """Signed, sent, opened, returned for form by the ministry, and corrected."""
    sent = dispatch.signed()
    actions.open_copy(sent.own, by=sent.representative, at=NOON)
    actions.review(
        sent.minutes, outcome="returned_form", text="Рецензия саны.", by=sent.ministry,
        at=NOON + timedelta(days=1),
    )  # fmt: skip
    assert not Minutes.objects.unreviewed().exists()
    corrected(sent.minutes, sent.held, HEARD, SPOKE_RU, OTHER)
    return sent


@pytest.fixture
def sent(once) -> Sent:
    return deepcopy(once)


@pytest.fixture
def correction(sent) -> Correction:
    return sent.minutes.corrections.get()


def test_22_each_who_reads_for_a_recipient_is_told_once_and_led_to_the_copy(sent):
    told = Notification.objects.filter(kind="copy_corrected").order_by("pk")
    assert {(one.recipient, one.path) for one in told} == {
        (sent.ministry, sent.ministrys.get_absolute_url()),
        (sent.representative, sent.own.get_absolute_url()),
    }  # fmt: skip
    members = Notification.objects.filter(kind="minutes_corrected")
    assert members.count() == len(sent.held.members)


def test_22_the_copy_shows_the_correction_of_what_was_sent(sent, client, correction):
    client.force_login(sent.representative)
    own = client.get(sent.own.get_absolute_url()).content.decode()
    assert RIGHT in own
    assert OTHER.should_read not in own  # item 1 was no decision: it was not sent (C20)
    file = reverse("minutes:copy_correction", args=[sent.ministrys.pk, correction.pk])
    assert client.get(file).status_code == 404

    client.force_login(sent.ministry)
    assert client.get(file).getvalue() == correction.pdf.read()
    page = client.get(sent.ministrys.get_absolute_url()).content.decode()
    assert OTHER.should_read in page
    assert file in page


def test_7_minutes_returned_for_form_come_back_once_they_are_corrected(sent, client, correction):
    client.force_login(sent.ministry)
    queue = client.get(reverse("minutes:review_list"))
    assert [one.pk for one in queue.context["page"]] == [sent.minutes.pk]
    assert "түзету берілді" in queue.content.decode()
    page = client.get(reverse("minutes:minutes_review", args=[sent.minutes.pk])).content.decode()
    assert correction.get_absolute_url() in page
    assert RIGHT in page
    actions.review(
        sent.minutes, outcome="noted", text="", by=sent.ministry, at=LATER + timedelta(days=1)
    )
    assert not Minutes.objects.unreviewed().exists()


def test_22_an_extract_drawn_after_the_correction_cites_it_and_the_earlier_stays(sent, correction):
    first, second = Extract.objects.filter(item=sent.held.item).order_by("pk")

    assert (first.after, second.after) == (None, correction)
    assert first.file_id != second.file_id
    cited = extract.cited("kk", list(correction.texts.filter(item=2)))
    assert [line["where"] for line in cited] == [
        "Түзету № 1, 05.12.2026 · 2-мәселе · тыңдалды · қазақша мәтін",
        "Түзету № 1, 05.12.2026 · 2-мәселе · сөз сөйледі · орысша мәтін",
    ]
    again = actions.draw_extract(sent.held.item, by=sent.held.clerk, at=LATER)
    assert again == second


def test_22_the_passport_of_the_decision_tells_of_it(sent, correction):
    decision = Decision.objects.get(item=sent.held.item)

    events = passport(decision, whole=True, meeting_seen=True, copies_seen=False)

    (event,) = [one for one in events if one.moment == correction.signed_at and one.kind == "later"]
    assert f"«{WRONG}» → «{RIGHT}»" in event.text
    assert OTHER.printed not in event.text.replace(WRONG, "")


def test_22_a_stranger_learns_that_the_minutes_are_corrected_and_no_word_of_it(
    sent, client, correction
):
    cache.clear()
    client.cookies["django_language"] = "en"
    prefix = sent.minutes.document_hash[:16]
    old = client.get(reverse("minutes:minutes_verify", args=[prefix])).content.decode()
    own = client.get(reverse("minutes:minutes_verify", args=[correction.document_hash[:16]]))
    page = own.content.decode()
    for word in ("Correction № 1", correction.document_hash):
        assert word in old
        assert word in page
    for word in ("This signed correction", sent.minutes.document_hash, correction.pdf.sha256):
        assert word.lower() in page.lower()
    for word in (WRONG, RIGHT, "Техникалық қате"):
        assert word not in old + page


def test_22_a_file_that_claims_to_be_a_correction_is_told_apart(sent, client, correction):
    cache.clear()
    client.cookies["django_language"] = "en"
    whole, base = correction.pdf.read(), correction.base_pdf.read()
    flipped = whole[:-900] + bytes([whole[-900] ^ 1]) + whole[-899:]
    for data, words in (
        (whole, "A genuine correction of signed minutes"),
        (base, "The same file before all its signatures"),
        (flipped, "The signed file with bytes changed"),
        (b"%PDF-1.7 else", "No file of this portal"),
    ):
        file = SimpleUploadedFile("x.pdf", data, "application/pdf")
        page = client.post("/verify/", {"file": file}).content.decode()
        assert words in page, words
    extract = Extract.objects.filter(item=sent.held.item).order_by("pk")[0]
    page = client.get("/verify/", {"file": extract.file.sha256}).content.decode()
    assert "What it is about was corrected later" in page
