"""Clause 22: copies of an association's decisions go to the authorised body and to institutions."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bodies.models import Grant
from minutes import actions
from minutes.documents.copies import tally
from minutes.errors import CopyRefused, NotAddressed, NotPermitted
from minutes.models import Copy, CopyLetter, Extract, Receipt, Sending
from minutes.states import CopyGround, CopyState
from records.models import JournalEntry
from tests import factories
from tests.access.place import scan
from tests.minutes import dispatch
from tests.minutes.conftest import NOON, plain_paper, signing_key
from tests.minutes.dispatch import Sent, signed
from tests.regulation.refusals import refused

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]
LATER = NOON + timedelta(days=1)
OLD = timezone.now() - timedelta(days=9)


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sent]:
    with django_db_blocker.unblock(), dispatch.world(tmp_path_factory.mktemp("c"), signed) as built:
        yield built


@pytest.fixture
def sent(once) -> Sent:
    """Signed, with its copies; each test has its own and gives it back."""
    return deepcopy(once)


def addressed(sent: Sent) -> list[tuple[str, str]]:
    return [(c.ground, c.organisation.short_kk if c.organisation else "") for c in
            sent.minutes.copies.select_related("organisation").in_order()]  # fmt: skip


def test_22_copies_go_to_the_ministry_and_to_every_represented_institution_once(sent):
    """REQ-43: three institutions, one of them with two members: one and three."""
    copies, letters = addressed(sent), list(CopyLetter.objects.select_related("notification"))

    assert copies[0] == (CopyGround.MINISTRY, "")
    assert sorted(copies[1:]) == sorted(
        (CopyGround.REPRESENTED, short) for short in ("ЕҰУ", "ХАТУ", "ҚазҰУ")
    )
    assert {letter.recipient for letter in letters} == {sent.ministry, sent.representative}
    assert all(letter.notification.delivered_at for letter in letters)
    # What is sent: an extract on each decision, certified by the secretary (C20).
    assert [e.requested_by for e in Extract.objects.all()] == [sent.held.clerk] * 2
    kinds = JournalEntry.objects.filter(stream=sent.held.meeting.stream).values_list("kind")
    assert kinds.filter(kind="copies_addressed").count() == 1


def test_22_of_the_council_no_copies_are_sent(sent):
    body = sent.held.meeting.body
    body.kind = "section"
    body.save()

    with pytest.raises(CopyRefused):
        actions.address_copies(sent.minutes, by=sent.held.clerk, at=NOON)


@pytest.mark.parametrize("order", [(0, 1, 2, 0, 1), (2, 1, 0, 2, 2), (1, 1, 0, 2, 1)])
def test_22_whatever_is_retried_one_copy_and_one_letter_each(sent, order):
    """REQ-43, as a property: any order of retries leaves one row and one letter per recipient."""
    clerk, copy = sent.held.clerk, sent.own
    acts = [
        lambda: actions.address_copies(sent.minutes, by=clerk, at=LATER),
        lambda: actions.add_recipient(
            sent.minutes, recipient=sent.institutions[1], by=clerk, at=LATER
        ),
        lambda: actions.send_again(copy, seen=1, by=clerk, at=LATER),
    ]

    for number in order:
        acts[number]()

    assert Copy.objects.count() == 4
    assert sorted(Sending.objects.values_list("copy", flat=True)) == sorted(
        [*Copy.objects.values_list("pk", flat=True), copy.pk]
    )
    written = [(x.sending.copy_id, x.sending.number, x.recipient_id)
               for x in CopyLetter.objects.select_related("sending")]  # fmt: skip
    assert len(written) == len(set(written)) == 3
    assert [m.to for m in mail.outbox] == [[sent.representative.email]]
    with pytest.raises(IntegrityError), transaction.atomic():
        Copy.objects.create(minutes=sent.minutes, organisation=copy.organisation, ground="added",
                            addressed_by=clerk, addressed_at=LATER, due_on=LATER)  # fmt: skip


def test_22_only_the_secretary_adds_a_recipient(sent):
    more = factories.institution("АТУ")

    with pytest.raises(NotPermitted):
        actions.add_recipient(sent.minutes, recipient=more, by=sent.held.chair, at=LATER)
    assert len(addressed(sent)) == 4
    actions.add_recipient(sent.minutes, recipient=more, by=sent.held.clerk, at=LATER)

    assert (CopyGround.ADDED, "АТУ") in addressed(sent)


def test_22_the_recipient_acknowledges_once(sent):
    """Who and when; the first press counts, and only the recipient's own people may (REQ-44)."""
    other = factories.granted("represent", sent.institutions[1])
    said = refused(lambda: actions.acknowledge(sent.own, by=other, at=LATER), NotAddressed)
    assert said == {
        "kk": "Бұл көшірме сіздің ұйымыңызға жолданбаған.",
        "ru": "Эта копия не адресована вашей организации.",
        "en": "This copy is not addressed to your organisation.",
    }

    first = actions.acknowledge(sent.own, by=sent.representative, at=LATER)
    again = actions.acknowledge(sent.own, by=sent.representative, at=LATER + timedelta(hours=1))

    assert (first, first.by, first.at) == (again, sent.representative, LATER)
    assert {r.kind for r in sent.own.receipts.all()} == {"opened", "acknowledged"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.filter(pk=first.pk).update(by=other)


def test_22_a_representative_no_longer_in_force_reads_no_copy(sent):
    Grant.dated.of(sent.representative).update(ends_on=NOON.date() - timedelta(days=1))

    with pytest.raises(NotAddressed):
        actions.open_copy(sent.own, by=sent.representative, at=LATER)
    assert not Receipt.objects.exists()


def test_22_without_a_representative_the_copy_is_handed_over_on_paper(sent):
    copy, clerk = sent.minutes.copies.get(organisation=sent.institutions[1]), sent.held.clerk
    line = next(x for x in tally(sent.minutes.pk, LATER).lines if x.copy == copy)
    assert line.state == CopyState.UNREACHED
    with pytest.raises(CopyRefused):
        actions.send_again(copy, seen=1, by=clerk, at=LATER)
    with pytest.raises(CopyRefused):
        actions.hand_over(copy, note=" ", scan=None, by=clerk, at=LATER)

    actions.hand_over(copy, note="Кеңсеге, кіріс № 214", scan=scan(), by=clerk, at=LATER)
    actions.hand_over(copy, note="Кеңсеге, кіріс № 214", scan=scan(), by=clerk, at=LATER)

    after = tally(sent.minutes.pk, LATER)
    assert next(x for x in after.lines if x.copy == copy).state == CopyState.ON_PAPER
    assert (after.settled, Receipt.objects.get().file is not None) == (1, True)


def test_22_a_late_recipient_is_reminded_three_times_and_no_more(sent):
    """Project rule: when the term is over, then after as many days again; never after receipt."""
    copy, days = sent.own, 3

    told = [actions.remind(copy, at=NOON + timedelta(days=n)) for n in range(1, 30)]
    twice = actions.remind(copy, at=NOON + timedelta(days=30))

    assert [n for n, yes in enumerate(told, start=1) if yes] == [
        days + 1,
        2 * days + 1,
        3 * days + 1,
    ]
    assert not twice
    assert [s.ground for s in copy.sendings.order_by("number")] == ["signed", *["reminder"] * 3]
    assert tally(sent.minutes.pk, NOON + timedelta(days=30)).late == 4
    actions.acknowledge(copy, by=sent.representative, at=NOON + timedelta(days=30))
    assert Copy.objects.overdue((NOON + timedelta(days=31)).date()).count() == 3


def test_22_the_way_of_a_copy_on_screen(client, sent):
    """Three presses from the letter: sign in, open, acknowledge; a stranger reads nothing."""
    copy = sent.own
    client.force_login(factories.granted("represent", sent.institutions[1]))
    assert client.get(f"/copies/{copy.pk}/").status_code == 404
    client.force_login(sent.held.clerk)
    strange = client.get(f"/copies/{copy.pk}/")
    assert (strange.status_code, "ұйымыңызға жолданбаған" in strange.content.decode()) == (
        403,
        True,
    )
    client.force_login(sent.representative)

    before = client.get(f"/copies/{copy.pk}/").content.decode()
    opened = client.post(f"/copies/{copy.pk}/open/", follow=True).content.decode()
    extract = Extract.objects.get(item=sent.held.item)
    file = client.get(f"/copies/{copy.pk}/extracts/{extract.pk}/")
    done = client.post(f"/copies/{copy.pk}/acknowledge/", follow=True).content.decode()

    title = sent.held.item.title_kk
    assert (title in before, title in opened) == (False, True)
    assert b"".join(file.streaming_content) == extract.file.read()
    assert client.get(f"/copies/{copy.pk}/minutes/").status_code == 404  # the ministry's only
    assert "acknowledge/" not in done
    client.force_login(sent.ministry)
    attached = client.get(f"/copies/{sent.ministrys.pk}/minutes/")
    assert b"".join(attached.streaming_content) == sent.minutes.pdf.read()


@pytest.mark.parametrize("path", ["/copies/", "/copies/overdue/", "/minutes/{}/copies/"])
def test_22_lists_of_copies_ask_as_often_for_one_as_for_many(client, sent, path):
    client.force_login(sent.representative if path == "/copies/" else sent.held.clerk)
    asked = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(sent.minutes.pk)).status_code == 200
        asked.append(len(queries))
        more = factories.institution(f"АТУ {number}")
        if path == "/copies/":
            factories.granted("represent", more, sent.representative)
        actions.add_recipient(sent.minutes, recipient=more, by=sent.held.clerk, at=OLD)

    assert asked[1] == asked[2]
