"""Clause 27.3: members submit proposals to the meeting agenda (REQ-18)."""

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings import actions
from meetings.errors import AgendaClosed, ItemRefused
from meetings.states import ItemState, MeetingState
from tests import factories as f
from tests.meetings.agendas import consent, function, in_consent, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return f.association()


@pytest.fixture
def clerk(body):
    return f.officer(body, Office.SECRETARY).user


@pytest.fixture
def member(body):
    return f.ordinary(body)[0]


def proposed(meeting, by, title="Жаңа мүше туралы"):
    return actions.propose_item(
        meeting, by=by, at=timezone.now(), title_kk=title, function=function("27.5")
    )


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CONSENT])
def test_27_3_a_member_proposes_an_item_until_the_agenda_is_approved(body, clerk, member, state):
    meeting = f.meeting(body, state=state)

    item = proposed(meeting, member.user)

    told = Notification.objects.get(kind="item_proposed")
    assert (item.state, item.position, item.proposed_by) == (ItemState.PROPOSED, 0, member)
    assert told.recipient == clerk


def test_27_3_after_approval_nothing_is_proposed(body, member):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    actions.approve_agenda(meeting, by=f.officer(body, Office.CHAIR).user, at=timezone.now())

    with translation.override("en"), pytest.raises(AgendaClosed) as refusal:
        proposed(meeting, member.user)

    assert (str(refusal.value), refusal.value.clause) == ("The agenda is already approved.", "27.3")
    assert not meeting.items.proposed().exists()


def test_27_3_somebody_from_outside_proposes_nothing(body):
    meeting = f.meeting(body)

    with pytest.raises(NotPermitted):
        proposed(meeting, f.ordinary(f.association())[0].user)

    assert not meeting.items.exists()


def test_27_3_a_proposal_does_not_change_the_agenda_and_voids_no_consent(body, member):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:6])

    proposed(meeting, member.user)

    assert actions.consent_on(meeting, timezone.localdate()).consents == 6


def test_27_3_the_secretary_includes_a_proposal_and_its_proposer_is_told(body, clerk, member):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:6])
    item = proposed(meeting, member.user)

    actions.include_item(item, by=clerk, at=timezone.now())

    told = Notification.objects.get(kind="item_answered")
    assert (item.state, item.position) == (ItemState.INCLUDED, 2)
    assert (told.recipient, told.params["included"]) == (member.user, True)
    assert actions.consent_on(meeting, timezone.localdate()).consents == 0


def test_27_3_the_secretary_declines_a_proposal_with_a_reason(body, clerk, member):
    meeting = f.meeting(body)
    item = proposed(meeting, member.user)

    actions.decline_item(item, by=clerk, at=timezone.now(), reason="Құзыретке жатпайды.")

    told = Notification.objects.get(kind="item_answered")
    assert (item.state, item.answer_reason) == (ItemState.DECLINED, "Құзыретке жатпайды.")
    assert (told.params["included"], told.params["reason"]) == (False, "Құзыретке жатпайды.")


def test_27_3_without_a_reason_nothing_is_declined(body, clerk, member):
    item = proposed(f.meeting(body), member.user)

    with pytest.raises(ItemRefused):
        actions.decline_item(item, by=clerk, at=timezone.now(), reason="  ")

    item.refresh_from_db()
    assert item.state == ItemState.PROPOSED


def test_27_3_a_members_item_is_declined_not_removed(body, clerk, member):
    item = proposed(f.meeting(body), member.user)
    actions.include_item(item, by=clerk, at=timezone.now())

    with pytest.raises(ItemRefused):
        actions.remove_item(item, by=clerk, at=timezone.now())

    item.refresh_from_db()
    assert item.state == ItemState.INCLUDED


def test_27_3_only_the_secretary_answers_a_proposal(body, member):
    item = proposed(f.meeting(body), member.user)

    for act in (
        lambda: actions.include_item(item, by=member.user, at=timezone.now()),
        lambda: actions.decline_item(item, by=member.user, at=timezone.now(), reason="Жоқ"),
    ):
        with pytest.raises(NotPermitted):
            act()

    item.refresh_from_db()
    assert item.state == ItemState.PROPOSED


def test_27_3_a_proposal_still_waiting_at_approval_gets_its_answer(body, clerk, member):
    meeting = in_consent(body)
    item = proposed(meeting, member.user)
    consent(meeting, seats(body))
    actions.approve_agenda(meeting, by=f.officer(body, Office.CHAIR).user, at=timezone.now())

    with pytest.raises(AgendaClosed):
        actions.include_item(item, by=clerk, at=timezone.now())
    actions.decline_item(item, by=clerk, at=timezone.now(), reason="Келесі отырыста.")

    assert item.state == ItemState.DECLINED


def test_27_3_a_proposal_serves_a_function_of_the_body(body, member):
    meeting = f.meeting(body)

    with pytest.raises(ItemRefused):
        actions.propose_item(meeting, by=member.user, at=timezone.now(), title_kk="Туралы",
                             function=function("13.4", "council"))  # fmt: skip

    assert not meeting.items.exists()
