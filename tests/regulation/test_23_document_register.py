"""Clauses 12, 23: documents are registered by number, without gaps, and never deleted (REQ-67)."""

import io
from threading import Barrier, Thread

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotPermitted
from bodies.models import Office
from councils import actions as council_actions
from minutes import actions
from minutes.errors import NeverDeleted, RegisterRefused
from minutes.models import RegisteredDocument
from records import journal
from records.models import DocumentNumber
from tests import factories as make
from tests.councils import decisions
from tests.minutes.executing import day
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db
KEPT = {
    "kk": "Тіркелген құжат жойылмайды.",
    "ru": "Зарегистрированный документ не удаляется.",
    "en": "Registered documents are not deleted.",
}


@pytest.fixture
def council():
    return make.council(size=4)


@pytest.fixture
def body(council):
    return make.association(size=4, parent=council)


def clerk(body):
    return make.officer(body, Office.SECRETARY).user


def letter(body, by, **fields):
    given = {
        "direction": "incoming", "title": "Оқулық сараптамасы туралы", "correspondent": "ҚазҰУ",
        "their_number": "12-3/45", "dated_on": day(-1), "by": by, "at": timezone.now(),
    }  # fmt: skip
    text = fields.pop("text", b"1")
    upload = SimpleUploadedFile("hat.pdf", b"%PDF-1.7 " + text, "application/pdf")
    return actions.register_document(body, **({"upload": upload} | given | fields))


def numbers(body, direction):
    rows = DocumentNumber.objects.filter(series=f"{direction}:{body.pk}").order_by("number")
    return list(rows.values_list("number", flat=True))


def test_23_each_kind_and_each_body_counts_its_own_without_gaps(council, body):
    other = make.association(size=3, parent=council)
    by = clerk(body)
    first = letter(body, by)
    again = letter(body, by)
    second = letter(body, by, text=b"2")
    refused(lambda: letter(body, by, title=" "), RegisterRefused)
    refused(lambda: letter(body, by, upload=None), RegisterRefused)
    refused(lambda: letter(body, by, dated_on=day(1)), RegisterRefused)
    refused(lambda: letter(body, by, direction="lost"), RegisterRefused)
    third = letter(body, by, text=b"3")
    out = letter(body, by, direction="outgoing")
    letter(other, clerk(other))

    assert again == first  # a second press
    assert [d.number.number for d in (first, second, third, out)] == [1, 2, 3, 1]
    assert numbers(other, "incoming") == [1]
    assert first.number.year == timezone.localdate().year
    assert journal.verify(body.stream) == []


def test_23_what_is_registered_is_never_deleted_but_cancelled_with_a_reason(body):
    by = clerk(body)
    document = letter(body, by)

    assert refused(document.delete, NeverDeleted) == KEPT
    for change in (
        lambda: RegisteredDocument.objects.all()._raw_delete("default"),
        lambda: RegisteredDocument.objects.update(title="Басқа"),
        lambda: RegisteredDocument.objects.update(cancelled_at=timezone.now()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    refused(
        lambda: actions.cancel_document(document, reason=" ", by=by, at=timezone.now()),
        RegisterRefused,
    )
    cancelled = actions.cancel_document(
        document, reason="Екі рет тіркелген", by=by, at=timezone.now()
    )
    again = actions.cancel_document(document, reason="Басқа", by=by, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredDocument.objects.update(cancelled_at=None, cancelled_by=None, cancel_reason="")
    anew = letter(body, by)

    assert (cancelled.cancel_reason, again.cancel_reason) == ("Екі рет тіркелген",) * 2
    assert (anew.number.number, numbers(body, "incoming")) == (2, [1, 2])


def test_23_the_secretary_keeps_the_register_and_for_the_council_the_centre_too(council, body):
    centre = make.granted("act_for_centre", council)
    ministry = make.granted("review_minutes", council)
    admin = make.granted("administer", council)
    chair = make.officer(body, Office.CHAIR).user
    document = letter(body, clerk(body))

    for by in (chair, centre, ministry, admin, clerk(council), make.user()):
        refused(lambda by=by: letter(body, by), NotPermitted)
        refused(
            lambda by=by: actions.cancel_document(
                document, reason="Себебі", by=by, at=timezone.now()
            ),
            NotPermitted,
        )
    for by in (clerk(council), centre):
        letter(council, by, text=str(by.pk).encode())
    refused(lambda: letter(council, ministry), NotPermitted)

    assert (numbers(body, "incoming"), numbers(council, "incoming")) == ([1], [1, 2])


def test_12_everything_the_council_has_numbered_stands_in_its_register(council, body, client):
    by = clerk(council)
    item = decisions.in_force(council)
    council_actions.draw_up_petition(
        item, make.ordinary(body)[0], addressee="«ҚазҰУ» басшысына", grounds="Себебі",
        by=by, at=timezone.now(),
    )  # fmt: skip
    kept = letter(council, by, direction="outgoing", title="=Сұрау салу")
    actions.cancel_document(kept, reason="Қате", by=by, at=timezone.now())
    client.force_login(make.granted("review_minutes", council))
    address = reverse("minutes:document_list", args=[council.pk])

    page = client.get(address)
    told = {entry.kind: entry.told for entry in page.context["page"]}
    assert not page.context["keeper"]
    assert told["Хаттама"].url == item.meeting.minutes.get_absolute_url()
    assert told["Тәртіптік жауапкершілік туралы өтінішхат"].title == "«ҚазҰУ» басшысына"
    assert (told["Шығыс хат"].state, told["Шығыс хат"].note) == ("Күші жойылды", "Қате")
    sheet = client.get(reverse("minutes:document_sheet_export", args=[council.pk]), {"q": "сурау"})
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert [row[4] for row in rows[1:]] == ["=Сұрау салу · ҚазҰУ"]
    assert rows[1][6] == "Күші жойылды: Қате"
    for query, count in ({"kind": "petitions"}, 1), ({"year": "1999"}, 3), ({"q": "өзге"}, 0):
        assert len(client.get(address, query).context["page"]) == count
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    client.force_login(by)
    for place in range(29):
        letter(council, by, text=str(place).encode())
    client.force_login(make.granted("review_minutes", council))
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(address).context["page"]) == 25
    assert abs(len(many) - len(few)) <= 3  # one more kind, and signing in


def test_23_a_letter_is_registered_and_cancelled_on_screen(body, client):
    client.force_login(clerk(body))
    address = reverse("minutes:document_register", args=[body.pk])
    typed = {"direction": "incoming", "title": "Оқулық туралы", "correspondent": "ҚазҰУ"}

    page = client.post(address, typed)
    assert (page.status_code, "Құжатты қоса тіркеңіз." in page.content.decode()) == (200, True)
    assert "Оқулық туралы" in page.content.decode()
    file = SimpleUploadedFile("hat.pdf", b"%PDF-1.7 x", "application/pdf")
    kept = client.post(address, typed | {"upload": file})
    document = RegisteredDocument.objects.get()
    assert kept.url == document.get_absolute_url()
    assert client.get(kept.url).context["may_cancel"]
    cancel = reverse("minutes:document_cancel", args=[document.pk])
    for _press in (1, 2):
        assert client.post(cancel, {"reason": "Қате"}).status_code == 302
    page = client.get(kept.url)
    assert not page.context["may_cancel"]
    assert "Қате" in page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_23_many_register_and_cancel_at_once_and_no_number_is_lost_or_doubled():
    body = make.association(size=3)
    by, many = clerk(body), 6
    shared = letter(body, by, text=b"shared")
    together, raised = Barrier(many), []

    def work(number):
        try:
            together.wait()
            letter(body, by, text=b"same")
            letter(body, by, text=str(number).encode())
            actions.cancel_document(shared, reason=str(number), by=by, at=timezone.now())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert raised == []
    assert numbers(body, "incoming") == list(range(1, many + 3))
    assert RegisteredDocument.objects.exclude(cancelled_at=None).count() == 1
    assert journal.verify(body.stream) == []
    kinds = [entry.kind for entry in journal.JournalEntry.objects.filter(stream=body.stream)]
    assert kinds.count("document_cancelled") == 1
