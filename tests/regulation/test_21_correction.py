"""Clauses 11 and 21: signed minutes are corrected by an annex that cites them, never by edit."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Notification
from bodies.models import Membership, Office
from bodies.rules.procedure import Signer
from minutes import actions
from minutes.documents.correction import Change
from minutes.documents.signers import correction_slots
from minutes.errors import (
    CorrectionRefused,
    IllegalTransition,
    MinutesIncomplete,
    NeverCorrected,
    NotASigner,
    NotConfirmed,
    NotPermitted,
    QualifiedRefused,
    StaleText,
)
from minutes.models import CorrectedText, Correction, CorrectionSignature, Minutes
from minutes.states import CorrectedField, CorrectionState
from records.models import JournalEntry
from tests.minutes.conftest import (
    NOON,
    association,
    draft,
    held,
    hold,
    plain_paper,
    ready,
    signed,
    signing_key,
)
from tests.minutes.correcting import (
    HEARD,
    LATER,
    PLACE,
    REASON,
    SPOKE_RU,
    corrected,
    drawn,
    frozen,
    sign,
    write,
)

__all__ = ["association", "draft", "held", "plain_paper", "ready", "signed", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]
NEVER = {
    "en": "These words do not stand in that text, or they are no correction's to change. Votes, "
    "results, attendance and the texts put to the vote are never corrected: the body decides anew. "
    "The words: ",
    "kk": "Бұл сөздер ол мәтінде жоқ немесе оларды түзетумен өзгертуге болмайды. Дауыстар, дауыс беру "
    "қорытындылары, қатысу тізімі және дауысқа қойылған мәтіндер түзетілмейді: орган қайта шешеді. "
    "Сөздер: ",
    "ru": "Этих слов нет в том тексте, или они исправлению не подлежат. Голоса, итоги голосования, "
    "список участников и тексты, поставленные на голосование, не исправляются: орган решает заново. "
    "Слова: ",
}


def kept(minutes: Minutes) -> list:
    """What no correction may move: text, file, hash, signatures."""
    fresh = Minutes.objects.get(pk=minutes.pk)
    signatures = list(fresh.signatures.order_by("pk").values())
    return [fresh.document, fresh.document_hash, fresh.pdf_id, fresh.signed_at, signatures]


def kinds():
    return list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))


def test_21_a_correction_cites_the_minutes_and_leaves_them_as_they_were_signed(signed, held):
    before = kept(signed)

    correction = corrected(signed, held)

    assert (correction.number, correction.state) == (1, CorrectionState.SIGNED)
    cites = correction.document["cites"]
    assert (cites["number"], cites["document"]) == (signed.number_text, signed.document_hash)
    assert cites["pdf"] == signed.pdf.sha256
    assert correction.document["changes"] == [asdict(one) for one in (HEARD, SPOKE_RU, PLACE)]
    assert [part["reason"] for part in correction.document["parts"]] == list(REASON.values())
    assert correction.texts.count() == 3
    assert kept(signed) == before
    assert [kind for kind in kinds() if "correct" in kind] == [
        "signed_correction_drawn_up", "signed_correction_frozen", "signed_correction_ready",
        "signed_correction_signature", "minutes_corrected",
    ]  # fmt: skip
    told = Notification.objects.filter(kind="minutes_corrected").values_list("recipient", flat=True)
    assert set(told) == {one.user_id for one in held.members}


def test_21_signed_minutes_only_are_corrected(ready, held):
    with pytest.raises(IllegalTransition) as refusal:
        drawn(ready, held)

    assert refusal.value.clause == "21"
    assert not Correction.objects.exists()


def test_21_whoever_keeps_the_records_draws_it_up(signed, held):
    for person in (held.chair, held.member):
        with pytest.raises(NotPermitted):
            actions.draw_up_correction(signed, by=person, at=LATER)
    correction = drawn(signed, held)
    assert drawn(signed, held) == correction
    with pytest.raises(NotPermitted):
        write(correction, held.member)
    assert Correction.objects.get().edition == 1


def test_21_votes_results_attendance_and_adopted_texts_are_never_corrected(signed, held):
    correction = drawn(signed, held)
    for change in (
        Change(2, "heard", "kk", "Һасанова Ү.І.", "Басқа адам"),
        Change(2, "heard", "kk", "Шешім қабылданды", "Шешім қабылданбады"),
        Change(2, "title", "kk", "оқулығын ұсыну", "оқулығын ұсынбау"),
        Change(2, "spoke", "kk", "ұсынылсын", "ұсынылмасын"),
        Change(2, "resolution", "kk", "ұсынылсын", "ұсынылмасын"),
        Change(2, "votes", "kk", "жақтағандар", "қарсы болғандар"),
        Change(0, "seats", "kk", "Һасанова Ү.І.", "Басқа адам"),
    ):
        said = {}
        for language in ("en", "kk", "ru"):
            with translation.override(language), pytest.raises(NeverCorrected) as refusal:
                write(correction, held.clerk, change)
            said[language] = str(refusal.value)
        assert said == {language: text + change.printed for language, text in NEVER.items()}
    assert Correction.objects.get().draft == []


def test_21_no_field_of_a_correction_holds_what_was_counted():
    """The table itself has no place for a vote, a result, the roll or a resolution."""
    assert set(CorrectedField.values) == {
        "place", "invited", "approval", "title", "speaker", "heard", "spoke"
    }  # fmt: skip


def test_21_what_is_printed_must_stand_there_once(signed, held):
    correction = drawn(signed, held)
    wrong = [
        replace(HEARD, printed="бұл сөздер еш жерде жоқ"),
        replace(HEARD, printed="Ә"),
        replace(HEARD, should_read=HEARD.printed),
        replace(HEARD, should_read="  "),
    ]
    for change in wrong:
        with pytest.raises(CorrectionRefused) as refusal:
            write(correction, held.clerk, PLACE, change)
        assert (type(refusal.value), refusal.value.row) == (CorrectionRefused, 1)
    with pytest.raises(CorrectionRefused, match="Екі жол"):
        write(correction, held.clerk, HEARD, replace(HEARD, printed="рецензияның"))

    assert Correction.objects.get().draft == []


def test_21_an_item_nobody_voted_on_has_a_title_that_may_be_corrected(signed, held):
    title = Change(1, "title", "kk", "Алдыңғы шешімдердің", "Бұрынғы шешімдердің")

    write(drawn(signed, held), held.clerk, title)

    assert Correction.objects.get().draft == [asdict(title)]


def test_21_nobody_saves_over_a_draft_they_have_not_seen(signed, held):
    correction = write(drawn(signed, held), held.clerk)
    with pytest.raises(StaleText):
        write(correction, held.clerk, PLACE, edition=1)
    with pytest.raises(StaleText):
        actions.freeze_correction(correction, edition=1, by=held.clerk, at=LATER)

    assert Correction.objects.get().draft == [asdict(HEARD)]


def test_21_a_correction_says_what_and_why_in_both_languages(signed, held):
    correction = drawn(signed, held)
    with pytest.raises(MinutesIncomplete) as refusal:
        actions.freeze_correction(correction, by=held.clerk, at=LATER)

    gaps = [gap.field for gap in refusal.value.gaps]
    assert gaps == ["printed", "reason_kk", "reason_ru"]
    assert Correction.objects.get().state == CorrectionState.DRAFT


def test_21_chair_and_secretary_sign_it_two_different_persons(signed, held):
    correction = frozen(signed, held)
    for person in (held.member, held.deputy):
        with pytest.raises(NotASigner) as refusal:
            sign(correction, person)
        assert refusal.value.clause == "21"
    with pytest.raises(NotConfirmed):
        actions.sign_correction(correction, by=held.clerk, at=LATER, password_confirmed=False)
    sign(correction, held.clerk)
    with pytest.raises(NotASigner):
        sign(correction, held.clerk)
    assert Correction.objects.get().state == CorrectionState.PARTLY_SIGNED
    sign(correction, held.chair)
    with pytest.raises(IllegalTransition):
        sign(correction, held.chair)
    correction.refresh_from_db()
    assert correction.signatures.count() == 2
    first, last = (one.pdf.read() for one in correction.signatures.order_by("pk"))
    assert first.startswith(correction.base_pdf.read())
    assert last.startswith(first)


def test_21_whoever_holds_the_office_now_signs_for_one_who_has_left(signed, held):
    left = held.members[0]
    ended = [left.pk, held.members[4].pk]
    Membership.objects.filter(pk__in=ended).update(ends_on=NOON.date() + timedelta(days=2))
    chair = Membership.objects.create(
        body=left.body, user=held.members[4].user, office=Office.CHAIR,
        starts_on=NOON.date() + timedelta(days=3), starts_act=left.starts_act,
    )  # fmt: skip
    correction = frozen(signed, held)

    with pytest.raises(NotASigner):
        sign(correction, held.chair)
    signature = sign(correction, chair.user)

    assert (signature.role, signature.for_another) == ("presiding", True)
    signatory = correction.document["parts"][0]["signatories"][0]
    assert signatory["office"] == "төраға, түзету күні осы лауазымда"


def test_21_chair_and_secretary_are_enough_when_the_deputy_who_presided_is_gone(held):
    """Where the rules ask for the chair's signature beside the deputy's (C8)."""
    body, day = held.meeting.body, LATER.date()
    rules = replace(body.procedure_on(NOON.date()), signer=Signer.BOTH)
    meeting = hold(body, presiding=1, procedure=rules, seat=held.members).meeting
    assert [slot.role for slot in correction_slots(meeting, day)] == [
        "presiding", "chair", "secretary"
    ]  # fmt: skip
    Membership.objects.filter(pk=held.members[1].pk).update(ends_on=NOON.date())

    places = correction_slots(meeting, day)

    assert [(slot.role, slot.membership.user) for slot in places] == [
        ("chair", held.chair), ("secretary", held.clerk)
    ]  # fmt: skip
    Membership.objects.filter(pk=held.members[2].pk).update(ends_on=NOON.date())
    assert [slot.role for slot in correction_slots(meeting, day)] == ["chair"]


def test_21_an_office_that_changes_hands_before_the_signature_stops_it(signed, held):
    correction = frozen(signed, held)
    Membership.objects.filter(pk=held.members[0].pk).update(ends_on=LATER.date())

    with pytest.raises(NotASigner, match="басқа адамға өтті"):
        sign(correction, held.chair, at=LATER + timedelta(days=2))

    assert not CorrectionSignature.objects.exists()


def test_21_an_open_correction_is_withdrawn_with_a_reason_and_keeps_its_number(signed, held):
    correction = frozen(signed, held)
    sign(correction, held.clerk)
    act = {"by": held.chair, "at": LATER}
    with pytest.raises(CorrectionRefused):
        actions.withdraw_correction(correction, reason=" ", **act)
    with pytest.raises(NotPermitted):
        actions.withdraw_correction(correction, reason="Қате.", by=held.member, at=LATER)
    actions.withdraw_correction(correction, reason="Қате.", **act)
    actions.withdraw_correction(correction, reason="Тағы.", **act)

    correction.refresh_from_db()
    assert (correction.state, correction.withdrawal) == (CorrectionState.WITHDRAWN, "Қате.")
    with pytest.raises(IllegalTransition):
        sign(correction, held.chair)
    assert kinds()[-1] == "signed_correction_withdrawn"
    again = corrected(signed, held)
    assert again.number == 2
    with pytest.raises(IllegalTransition):
        actions.withdraw_correction(again, reason="Қате.", **act)


def test_21_a_body_that_signs_with_keys_of_its_own_is_told_the_way(signed, held):
    held.meeting.procedure_frozen |= {"sign_method": "eds"}
    held.meeting.save()
    signed.meeting.refresh_from_db()

    with pytest.raises(QualifiedRefused, match="жеке ЭЦҚ"):
        drawn(signed, held)

    assert not Correction.objects.exists()


def test_21_the_tables_refuse_what_a_correction_may_not(signed, held):
    correction = corrected(signed, held)
    changes = [
        lambda: Correction.objects.update(state="draft"),
        lambda: Correction.objects.update(document_hash="0" * 64),
        lambda: Correction.objects.update(number=7),
        lambda: Correction.objects.update(pdf=correction.base_pdf),
        lambda: Correction.objects.update(withdrawal="жоқ"),
        lambda: CorrectedText.objects.update(should_read="басқа"),
        lambda: CorrectionSignature.objects.update(signer=held.member),
        CorrectionSignature.objects.all().delete,
        lambda: Minutes.objects.filter(pk=signed.pk).update(document_hash="0" * 64),
        lambda: CorrectedText.objects.create(
            correction=correction, position=9, item=2, field="votes", language="kk",
            printed="а", should_read="б",
        ),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
