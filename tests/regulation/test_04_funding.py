"""Clause 4: the base institution finances the association; REQ-03, recorded and never deleted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import NotPermitted
from associations import actions
from associations.errors import FundingRefused
from associations.models import FundingRecord
from bodies.models import Body, Office
from meetings.errors import BodyDissolved
from records import journal
from records.models import LegalAct
from tests import factories as make
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(size=4)


@pytest.fixture
def association(council):
    return make.association(size=4, parent=council).association


def act(**fields):
    given = {"kind": "order", "number": "17", "signed_on": date(2026, 3, 2)}
    return LegalAct(**(given | fields))


def pay(association, *, by=None, **fields):
    given = {
        "payer": association.base_institution_id, "year": 2026, "amount": 1_250_000,
        "purpose": "Отырыстар мен іссапарлар", "act": act(), "upload": None,
    }  # fmt: skip
    by = by or make.officer(association.body, Office.SECRETARY).user
    return actions.record_funding(association, by=by, at=timezone.now(), **(given | fields))


def test_04_the_secretary_records_what_the_base_institution_pays(association):
    scan = SimpleUploadedFile("buiryq.pdf", b"%PDF-1.7 x", "application/pdf")

    record = pay(association, upload=scan)

    assert (record.payer, record.amount) == (association.base_institution, 1_250_000)
    assert record.sum.replace("\xa0", " ") == "1 250 000 ₸"
    assert record.act.file.name == "buiryq.pdf"
    assert journal.verify(association.body.stream) == []


def test_04_nobody_but_the_base_institution_pays(association):
    other = make.institution("Басқа")

    said = refused(lambda: pay(association, payer=other.pk), FundingRefused)

    assert said == {
        "kk": "ОӘБ-ні тек базалық ЖОО қаржыландырады.",
        "ru": "УМО финансирует только базовый вуз.",
        "en": "Only the base institution finances the association.",
    }
    assert refused(lambda: pay(association, payer=None), FundingRefused) == said


def test_04_the_record_itself_refuses_another_payer(association):
    record = FundingRecord(association=association, payer=make.institution("Басқа"))

    with pytest.raises(ValidationError) as refusal:
        record.clean()

    assert refusal.value.message_dict["payer"] == ["ОӘБ-ні тек базалық ЖОО қаржыландырады."]


def test_04_a_payer_stays_when_the_association_moves_to_another_base(association):
    record, former = pay(association), association.base_institution
    association.base_institution = make.institution("Жаңа")
    association.save()

    record.refresh_from_db()
    refused(lambda: pay(association, payer=former.pk, act=act(number="18")), FundingRefused)

    assert record.payer == former


@pytest.mark.parametrize("office", [Office.CHAIR, Office.DEPUTY_CHAIR, Office.MEMBER])
def test_04_only_the_secretary_of_this_association_records(association, office):
    seat = association.body.memberships.filter(office=office).first()

    refused(lambda: pay(association, by=seat.user), NotPermitted)


def test_04_an_amount_is_whole_tenge_with_a_purpose_and_a_document(association):
    refused(lambda: pay(association, amount=0), FundingRefused)
    refused(lambda: pay(association, purpose="  "), FundingRefused)
    refused(lambda: pay(association, act=act(number="")), FundingRefused)
    refused(lambda: pay(association, act=act(signed_on=None)), FundingRefused)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingRecord.objects.create(
            association=association, payer=association.base_institution, year=2026, amount=0,
            purpose="-", act=make.act(), recorded_by=make.user(), recorded_at=timezone.now(),
        )  # fmt: skip


def test_04_the_same_payment_sent_twice_is_one(association):
    assert pay(association) == pay(association)
    assert (FundingRecord.objects.count(), LegalAct.objects.filter(number="17").count()) == (1, 1)


def test_04_a_record_is_cancelled_with_a_reason_and_stays(association):
    record, clerk = pay(association), make.officer(association.body, Office.SECRETARY).user
    pay(association, amount=300_000, act=act(number="18"))

    def cancel(reason="Екі рет енгізілген", by=clerk):
        return actions.cancel_funding(record, by=by, at=timezone.now(), reason=reason)

    refused(lambda: cancel(reason=" "), FundingRefused)
    refused(lambda: cancel(by=make.officer(association.body, Office.CHAIR).user), NotPermitted)
    first, again = cancel(), cancel(reason="Тағы")

    assert first.cancel_reason == again.cancel_reason == "Екі рет енгізілген"
    assert FundingRecord.objects.of(association).totals() == [(2026, 300_000)]
    assert FundingRecord.objects.of(association).count() == 2


def test_04_no_record_is_deleted_or_rewritten_even_in_the_database(association):
    record = pay(association)
    rows = FundingRecord.objects.filter(pk=record.pk)

    for deed in (rows.delete, lambda: rows.update(amount=1), lambda: rows.update(year=2025)):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()

    actions.cancel_funding(
        record, by=make.officer(association.body, Office.SECRETARY).user, at=timezone.now(),
        reason="Қате",
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(cancel_reason="Басқа")
    record.refresh_from_db()
    assert (record.amount, record.cancel_reason) == (1_250_000, "Қате")


def test_04_nothing_is_recorded_of_a_dissolved_association(association):
    clerk = make.officer(association.body, Office.SECRETARY).user
    Body.objects.filter(pk=association.pk).update(ends_on=date(2025, 6, 30))

    said = refused(lambda: pay(association, by=clerk), BodyDissolved)

    assert said["en"] == "The association has been dissolved; records are read-only."


def test_04_the_members_the_ministry_and_the_payer_read_it(client, association, council):
    pay(association)
    page = f"/bodies/{association.pk}/funding/?year=2026"
    readers = [
        make.ordinary(association.body)[0].user, make.granted("review_minutes", council),
        make.granted("represent", association.base_institution),
    ]  # fmt: skip
    strangers = [
        (make.officer(council, Office.CHAIR).user, 403), (make.user(), 404),
        (make.granted("represent", make.institution("Басқа")), 404),
    ]  # fmt: skip

    for reader in readers:
        client.force_login(reader)
        assert "Отырыстар мен іссапарлар" in client.get(page).content.decode()
    for stranger, status in strangers:
        client.force_login(stranger)
        assert client.get(page).status_code == status
