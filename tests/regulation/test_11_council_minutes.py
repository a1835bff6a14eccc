"""Clause 11: the Council's meeting and decisions are formalised by minutes, signed by the person
presiding and by the secretary."""

import pytest
from django.db import IntegrityError, transaction

from minutes import actions
from minutes.documents.building import draw
from minutes.documents.signers import slots
from minutes.errors import IllegalTransition, NotASigner
from minutes.models import Minutes, Signature
from minutes.states import MinutesState
from tests import factories
from tests.minutes import correcting
from tests.minutes.conftest import NOON, hold, new_body, plain_paper, signing_key, write_texts

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


def council(**fields):
    body = new_body(
        "council", code="reok", name_kk="Республикалық оқу-әдістемелік кеңес",
        name_ru="Республиканский учебно-методический совет", short_kk="РОӘК", short_ru="РУМС",
    )  # fmt: skip
    return hold(body, **fields)


def frozen(held):
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)
    return actions.submit(minutes, by=held.clerk, at=NOON)


def sign(minutes, by):
    return actions.sign(minutes, by=by, at=NOON, password_confirmed=True)


def test_11_the_minutes_are_signed_by_the_person_presiding_and_the_secretary():
    held = council()
    minutes = frozen(held)

    sign(minutes, held.chair)
    sign(minutes, held.clerk)

    assert minutes.state == MinutesState.SIGNED
    assert [one.role for one in minutes.signatures.order_by("pk")] == ["presiding", "secretary"]


def test_11_an_absent_chair_does_not_sign_where_the_deputy_presided():
    held = council(presiding=1)
    minutes = frozen(held)

    with pytest.raises(NotASigner) as refusal:
        sign(minutes, held.chair)

    assert refusal.value.clause == "11"
    assert minutes.signatures.count() == 0
    assert not sign(minutes, held.deputy).for_chair


def test_11_no_other_member_signs():
    held = council()
    minutes = frozen(held)

    with pytest.raises(NotASigner):
        sign(minutes, held.member)
    assert minutes.state == MinutesState.READY


def test_11_the_council_has_exactly_two_signatures_whatever_an_associations_rules_allow():
    held = council(presiding=1)
    held.meeting.procedure_frozen |= {"signer": "both"}
    held.meeting.save()

    assert [slot.role for slot in slots(held.meeting)] == ["presiding", "secretary"]


def test_11_two_signatures_of_one_person_are_impossible_in_the_database_too():
    held = council()
    minutes = frozen(held)
    first = sign(minutes, held.chair)

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            minutes=minutes, version=1, role="secretary", signer=held.chair,
            membership=first.membership, signed_at=NOON, document_hash="0" * 64, pdf=first.pdf,
        )  # fmt: skip


def test_11_the_secretary_who_does_not_vote_is_on_the_roll_and_signs():
    held = council()
    document = draw(actions.draw_up(held.meeting, by=held.clerk, at=NOON))

    seat = document.parts[0].seats[2]
    assert (seat.office, seat.voting) == ("хатшы", False)
    assert document.heads.composition == 8


def test_11_minutes_cite_the_clause_and_council_decisions_are_not_called_recommendatory():
    held = council()

    document = draw(actions.draw_up(held.meeting, by=held.clerk, at=NOON))

    assert (document.clause, document.recommendatory) == ("11", False)


def test_11_there_are_no_minutes_of_a_meeting_that_still_sits():
    held = council()
    held.meeting.state = "in_session"
    held.meeting.save()

    with pytest.raises(IllegalTransition) as refusal:
        actions.draw_up(held.meeting, by=held.clerk, at=NOON)

    assert refusal.value.clause == "11"


def test_11_the_same_person_twice_and_a_third_signature_are_refused_with_the_clause():
    held = council()
    minutes = frozen(held)
    sign(minutes, held.chair)
    with pytest.raises(NotASigner) as twice:
        sign(minutes, held.chair)
    sign(minutes, held.clerk)

    with pytest.raises(IllegalTransition) as third:
        sign(minutes, held.clerk)

    assert (twice.value.clause, third.value.clause) == ("11", "11")
    assert minutes.signatures.count() == 2


def test_11_a_correction_is_signed_likewise_and_told_to_whoever_returned_the_minutes():
    held = council(presiding=1)
    minutes = frozen(held)
    for person in (held.deputy, held.clerk):
        sign(minutes, person)
    ministry = factories.granted("review_minutes", held.meeting.body)
    actions.review(minutes, outcome="returned_form", text="Қате.", by=ministry, at=NOON)
    assert not Minutes.objects.unreviewed().exists()

    correction = correcting.frozen(minutes, held)
    with pytest.raises(NotASigner) as refusal:
        correcting.sign(correction, held.chair)
    assert refusal.value.clause == "11"
    for person in (held.deputy, held.clerk):
        correcting.sign(correction, person)

    assert correction.is_signed
    assert ministry.notifications.filter(kind="minutes_corrected").count() == 1
    assert Minutes.objects.unreviewed().get() == minutes
