"""Clause 21: an association's meeting and decisions are formalised by minutes, signed by the chair
and the secretary."""

import pytest

from bodies.rules.procedure import Procedure
from minutes import actions
from minutes.documents.signers import slots
from minutes.errors import IllegalTransition, MinutesIncomplete, NotASigner
from minutes.models import Decision, in_force
from minutes.states import MinutesState
from tests.minutes.conftest import NOON, hold, new_body, plain_paper, signing_key, write_texts

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


@pytest.fixture
def held():
    return hold(new_body())


@pytest.fixture
def minutes(held):
    drawn = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(drawn)
    return actions.submit(drawn, by=held.clerk, at=NOON)


def sign(minutes, by):
    return actions.sign(minutes, by=by, at=NOON, password_confirmed=True)


def roles(held):
    return [str(slot.role) for slot in slots(held.meeting)]


def test_21_the_chair_and_the_secretary_sign(minutes, held):
    sign(minutes, held.clerk)
    sign(minutes, held.chair)

    assert minutes.state == MinutesState.SIGNED


def test_21_a_decision_is_in_force_only_with_both_signatures(minutes, held):
    sign(minutes, held.clerk)
    assert not in_force(held.item)

    sign(minutes, held.chair)

    assert in_force(held.item)
    assert Decision.objects.get(item=held.item).number == "1/2"


def test_21_a_member_does_not_sign(minutes, held):
    with pytest.raises(NotASigner) as refusal:
        sign(minutes, held.member)

    assert refusal.value.clause == "21"
    assert minutes.signatures.count() == 0


def test_21_the_two_are_different_persons(minutes, held):
    sign(minutes, held.clerk)

    with pytest.raises(NotASigner):
        sign(minutes, held.clerk)
    assert minutes.state == MinutesState.PARTLY_SIGNED


def test_21_one_person_in_both_offices_of_a_meeting_is_found_before_freezing(held):
    held.meeting.secretary = held.chair
    held.meeting.save()
    drawn = actions.draw_up(held.meeting, by=held.chair, at=NOON)
    write_texts(drawn)

    with pytest.raises(MinutesIncomplete) as refusal:
        actions.submit(drawn, by=held.chair, at=NOON)

    assert len(refusal.value.gaps) == 1


@pytest.mark.parametrize(
    ("policy", "signers"),
    [
        ("presiding", ["presiding", "secretary"]),
        ("chair", ["chair", "secretary"]),
        ("both", ["presiding", "chair", "secretary"]),
    ],
)
def test_21_who_signs_when_the_deputy_presided_is_the_bodys_rule(policy, signers):
    held = hold(new_body(), presiding=1, procedure=Procedure(signer=policy))

    assert roles(held) == signers


def test_21_the_deputy_who_presided_signs_for_the_chair():
    held = hold(new_body(), presiding=1)

    assert slots(held.meeting)[0].for_chair


def test_21_signed_minutes_are_not_edited(minutes, held):
    sign(minutes, held.clerk)
    sign(minutes, held.chair)

    with pytest.raises(IllegalTransition) as refusal:
        actions.save_text(
            minutes, item=held.item, edition=1, texts={"heard_kk": "Басқа"}, by=held.clerk, at=NOON
        )

    assert refusal.value.clause == "21"


def test_21_a_correction_is_a_new_version_with_the_same_number(minutes, held):
    sign(minutes, held.chair)

    actions.return_to_draft(minutes, by=held.clerk, at=NOON, reason="Қате")

    assert (minutes.version, minutes.number_text, minutes.state) == (2, "1", MinutesState.DRAFT)
    assert not in_force(held.item)
