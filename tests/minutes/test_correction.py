"""Corrections on paper and on screen: what they print, mark and take in."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minutes import actions
from minutes.actions import correction_signing
from minutes.documents import correction_paper
from minutes.documents.correction import Change, CorrectionDocument
from minutes.documents.marking import corrected_texts, stretches
from minutes.documents.model import Document
from minutes.errors import IllegalTransition
from minutes.models import Correction
from minutes.states import CorrectionState
from tests.factories import PASSWORD
from tests.minutes.correcting import (
    HEARD,
    LATER,
    PLACE,
    REASON,
    RIGHT,
    SPOKE_RU,
    WRONG,
    corrected,
    frozen,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper")]


def sent(*changes: Change, edition: int = 1, **more: str) -> dict[str, str]:
    """A page of rows as a browser sends it."""
    rows = {
        f"row-{place}-{name}": value
        for place, one in enumerate(changes)
        for name, value in (
            ("where", f"{one.item}:{one.field}:{one.language}"), ("printed", one.printed),
            ("should_read", one.should_read),
        )
    }  # fmt: skip
    count = {"row-TOTAL_FORMS": str(len(changes) + 2), "row-INITIAL_FORMS": "0"}
    return REASON | count | rows | {"edition": str(edition)} | more


def test_the_paper_says_what_it_corrects_what_is_printed_and_what_should_be_read(signed, held):
    document = CorrectionDocument.from_dict(frozen(signed, held).document)

    said = correction_paper.said(document)

    assert said["footer"] == "Түзету № 1 · № 1 хаттамаға · ОӘБ 6B061"
    assert said["address"].endswith(f"/verify/{document.fingerprint()[:16]}/")
    assert [box["field"] for box in said["boxes"]] == ["presiding", "secretary"]
    kk, ru = said["parts"]
    assert (kk["title"], ru["title"]) == ("ТҮЗЕТУ № 1", "ИСПРАВЛЕНИЕ № 1")
    assert kk["facts"][0]["stated"] == "Хаттама № 1 · 2026 жылғы 30 қараша"
    hashes = [fact["stated"].replace(" ", "") for fact in ru["facts"][2:]]
    assert hashes == [signed.document_hash, signed.pdf.sha256]
    assert [row["where"] for row in kk["rows"]] == [
        "2-мәселе · тыңдалды · қазақша мәтін", "2-мәселе · сөз сөйледі · орысша мәтін",
        "Хаттама · өткізілген орны · қазақша мәтін",
    ]  # fmt: skip
    assert (kk["rows"][0]["printed"], kk["rows"][0]["should_read"]) == (WRONG, RIGHT)
    assert (kk["reason"], ru["reason"]) == tuple(REASON.values())


def test_the_text_on_the_screen_is_marked_beside_what_is_printed(signed, held):
    corrected(signed, held)
    again = Change(2, "heard", "kk", "рецензияның мазмұнын баяндады", "рецензияның өзін оқыды")
    second = corrected(signed, held, again)
    text = Document.from_dict(signed.document).parts[0].items[1].heard

    found = stretches(text, [row for row in corrected_texts(signed) if row.field == "heard"])

    assert second.number == 2
    assert "".join(one.text for one in found) == text
    marked = [one for one in found if one.correction]
    assert [(one.text, one.correction.number) for one in marked] == [(again.printed, 2)]


def test_a_correction_goes_from_the_page_of_the_minutes_to_both_signatures(client, signed, held):
    client.force_login(held.clerk)
    client.post(reverse("minutes:correction_create", args=[signed.pk]))
    correction = Correction.objects.get()
    edit, submit, own_page = (
        reverse(f"minutes:correction_{name}", args=[correction.pk])
        for name in ("edit", "submit", "detail")
    )
    wrong = client.post(edit, sent(PLACE, Change(2, "heard", "kk", "жоқ сөз", "бар сөз")))
    page = wrong.content.decode()
    assert "жоқ сөз" in page
    assert "бар сөз" in page
    assert "Жол: 2. Қол қойылған хаттаманың ол жерінде мұндай сөздер жоқ: жоқ сөз" in page
    assert client.post(edit, sent(HEARD, SPOKE_RU, PLACE, check="1")).url == submit
    stale = client.post(edit, sent(PLACE))
    assert (stale.status_code, RIGHT in stale.content.decode()) == (409, True)
    assert client.post(submit, {"edition": "1"}).status_code == 200
    for _click in range(2):
        assert client.post(submit, {"edition": "2"}).url == own_page
    assert client.get(edit).url == own_page

    for person in (held.clerk, held.chair):
        client.force_login(person)
        path = reverse("minutes:correction_sign", args=[correction.pk])
        correction.refresh_from_db()
        said = {"password": PASSWORD, "document": correction.document_hash}
        assert client.post(path, said | {"document": "0" * 64}).status_code == 200
        assert client.post(path, said).url == own_page
    correction.refresh_from_db()
    assert correction.state == CorrectionState.SIGNED
    client.force_login(held.member)
    page = client.get(signed.get_absolute_url()).content.decode()
    assert "2026 жылғы" in page
    assert "Түзету № 1" in page
    assert f"<mark>{WRONG}</mark>" in page
    assert RIGHT in page
    assert client.get(own_page).status_code == 200


def test_pages_that_could_not_be_made_are_made_later(signed, held, monkeypatch):
    def broken(_document):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(correction_paper, "render", broken)
        correction = frozen(signed, held)
    assert (correction.state, correction.pdf) == (CorrectionState.RENDERING, None)
    assert correction.fault_reason
    call_command("render_waiting_minutes")
    correction.refresh_from_db()
    assert (correction.state, correction.fault) == (CorrectionState.READY, "")
    call_command("render_waiting_minutes")
    assert Correction.objects.get().base_pdf_id == correction.base_pdf_id


def test_two_sign_at_once_and_one_withdraws_meanwhile(signed, held, monkeypatch):
    """The bytes are made without a lock, so what happened meanwhile is seen when they are kept."""
    correction, plain = frozen(signed, held), correction_signing.increment

    def meanwhile(act):
        def made(*given):
            monkeypatch.setattr(correction_signing, "increment", plain)
            act()
            return plain(*given)

        monkeypatch.setattr(correction_signing, "increment", made)

    meanwhile(lambda: sign(correction, held.chair))
    sign(Correction.objects.get(), held.clerk)
    correction.refresh_from_db()
    first, last = correction.signatures.order_by("pk")
    assert (first.role, last.role, correction.state) == ("presiding", "secretary", "signed")
    assert last.pdf.read().startswith(first.pdf.read())

    other = frozen(signed, held, PLACE)
    stop = {"by": held.chair, "at": LATER, "reason": "Қате."}
    meanwhile(lambda: actions.withdraw_correction(Correction.objects.get(pk=other.pk), **stop))
    with pytest.raises(IllegalTransition):
        sign(other, held.clerk)
    other.refresh_from_db()
    assert (other.state, other.signatures.count()) == (CorrectionState.WITHDRAWN, 0)


def test_the_page_of_minutes_asks_the_same_for_one_correction_and_for_three(client, signed, held):
    client.force_login(held.member)
    corrected(signed, held)
    counted = _queries(client, signed)
    for change in (PLACE, SPOKE_RU):
        corrected(signed, held, change)
    assert _queries(client, signed) == counted


def _queries(client, minutes) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(minutes.get_absolute_url()).status_code == 200
    return len(asked)
