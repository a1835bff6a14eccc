"""Clause 18: by prior consent of the members the chair approves the agenda (REQ-19 to 21)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Delegation, Office, RulesOfProcedure
from meetings import actions
from meetings.documents.texts import item_text_hash
from meetings.errors import AgendaClosed, ConsentMissing, IllegalTransition, ItemRefused, StaleForm
from meetings.models import AgendaConsent, Vote
from meetings.states import Answer, MeetingState, VoteState
from records.models import JournalEntry
from tests import factories as f
from tests.meetings.agendas import consent, function, in_consent, item, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return f.association(10)


@pytest.fixture
def chair(body):
    return f.officer(body, Office.CHAIR).user


@pytest.fixture
def clerk(body):
    return f.officer(body, Office.SECRETARY).user


def rules(body, **departures):
    RulesOfProcedure.objects.create(
        body=body, starts_on=f.SINCE, basis=f.act(), departures=departures
    )


def unchanged(meeting, state, entries=0):
    meeting.refresh_from_db()
    assert (meeting.state, meeting.agenda_approved_at) == (state, None)
    assert not Vote.objects.filter(item__meeting=meeting).exists()
    assert not JournalEntry.objects.filter(kind="agenda_approved").exists()


# Sending for consent


def test_18_the_secretary_sends_the_agenda_to_every_member_for_consent(body, clerk):
    meeting = f.meeting(body)
    item(meeting)

    actions.send_for_consent(meeting, by=clerk, at=timezone.now())

    asked = Notification.objects.filter(kind="agenda_for_consent")
    assert meeting.state == MeetingState.CONSENT
    assert asked.count() == 10


def test_18_an_empty_agenda_is_not_sent_for_consent(body, clerk):
    meeting = f.meeting(body)

    with translation.override("en"), pytest.raises(ItemRefused) as refusal:
        actions.send_for_consent(meeting, by=clerk, at=timezone.now())

    assert str(refusal.value) == "The agenda is empty: add an item first."
    unchanged(meeting, MeetingState.DRAFT)


def test_18_an_item_of_the_councils_functions_does_not_stand_on_an_associations_agenda(body, clerk):
    meeting = f.meeting(body)

    with translation.override("en"), pytest.raises(ItemRefused) as refusal:
        actions.add_item(meeting, by=clerk, at=timezone.now(), title_kk="Жіктеуіш туралы",
                         function=function("13.4", "council"))  # fmt: skip

    assert str(refusal.value) == "Choose a function of this body."
    assert not meeting.items.exists()


# Answering


def test_18_a_member_answers_one_version_of_the_agenda_once(body):
    meeting, member = in_consent(body), f.ordinary(body)[0]
    consent(meeting, [member])

    with translation.override("en"), pytest.raises(IllegalTransition) as refusal:
        consent(meeting, [member], Answer.OBJECT)

    assert str(refusal.value) == "You have already answered this agenda."
    assert list(meeting.consents.values_list("answer", flat=True)) == [Answer.CONSENT]


def test_18_somebody_from_outside_consents_to_nothing(body):
    meeting, stranger = in_consent(body), f.ordinary(f.association())[0]

    with pytest.raises(NotPermitted):
        consent(meeting, [stranger])

    assert not AgendaConsent.objects.exists()


def test_18_editing_the_agenda_voids_the_consents_given_and_asks_again(body, clerk):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:6])

    actions.edit_item(meeting.items.get(), by=clerk, at=timezone.now(), title_kk="Басқа мәселе")

    meeting.refresh_from_db()
    verdict = actions.consent_on(meeting, timezone.localdate())
    assert (meeting.state, meeting.agenda_version, verdict.consents) == (MeetingState.CONSENT, 2, 0)
    assert Notification.objects.filter(kind="agenda_changed").count() == 6


def test_18_saving_an_item_without_a_change_voids_nothing(body, clerk):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:6])
    standing = meeting.items.get()

    actions.edit_item(standing, by=clerk, at=timezone.now(), title_kk=standing.title_kk)

    assert actions.consent_on(meeting, timezone.localdate()).consents == 6


def test_18_an_answer_to_an_agenda_that_has_changed_meanwhile_is_refused(body, clerk):
    meeting, member = in_consent(body), f.ordinary(body)[0]
    read = meeting.agenda_version
    actions.add_item(meeting, by=clerk, at=timezone.now(), title_kk="Жаңа", function=function())

    with translation.override("en"), pytest.raises(StaleForm) as refusal:
        actions.answer_agenda(meeting, by=member.user, at=timezone.now(), answer="consent",
                              version=read)  # fmt: skip

    assert str(refusal.value) == "The agenda has changed; please respond again."
    assert not AgendaConsent.objects.exists()


def test_18_the_silent_are_reminded_and_nobody_else(body, clerk):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:4])

    reminded = actions.remind_silent(meeting, by=clerk, at=timezone.now())

    told = Notification.objects.filter(kind="consent_reminder").values_list("recipient", flat=True)
    assert (reminded, set(told)) == (6, {seat.user_id for seat in seats(body)[4:]})


# Approving


def test_18_five_consents_of_ten_do_not_suffice(body, chair):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:5])

    with translation.override("en"), pytest.raises(ConsentMissing) as refusal:
        actions.approve_agenda(meeting, by=chair, at=timezone.now())

    assert (str(refusal.value), refusal.value.clause) == (
        "Prior consent: 5 of 10; 6 needed (cl. 18).", "18"
    )  # fmt: skip
    unchanged(meeting, MeetingState.CONSENT)


def test_18_six_consents_of_ten_suffice(body, chair):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:6])

    actions.approve_agenda(meeting, by=chair, at=timezone.now())

    meeting.refresh_from_db()
    assert (meeting.state, meeting.agenda_approved_by.user) == (MeetingState.APPROVED, chair)


def test_18_an_objection_and_silence_are_no_consent(body, chair):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:5])
    consent(meeting, seats(body)[5:7], Answer.OBJECT)

    with pytest.raises(ConsentMissing):
        actions.approve_agenda(meeting, by=chair, at=timezone.now())

    unchanged(meeting, MeetingState.CONSENT)


def test_18_the_composition_is_that_of_the_day_of_approval(body, chair):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:5])
    gone = seats(body)[-1]
    gone.ends_on = timezone.localdate() - timedelta(days=1)
    gone.save()

    actions.approve_agenda(meeting, by=chair, at=timezone.now())

    assert meeting.state == MeetingState.APPROVED
    entry = JournalEntry.objects.get(kind="agenda_approved")
    assert (entry.payload["consents"], entry.payload["composition"]) == (5, 9)


@pytest.mark.parametrize("office", ["secretary", "deputy_chair", "member"])
def test_18_only_the_chair_approves_the_agenda(body, office):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    by = f.ordinary(body)[0].user if office == "member" else f.officer(body, office).user

    with translation.override("en"), pytest.raises(NotPermitted) as refusal:
        actions.approve_agenda(meeting, by=by, at=timezone.now())

    assert (str(refusal.value), refusal.value.clause) == (
        "Only the chair approves the agenda.",
        "18",
    )
    unchanged(meeting, MeetingState.CONSENT)


def test_18_the_chair_of_another_association_approves_nothing(body):
    meeting = in_consent(body)
    consent(meeting, seats(body))

    with pytest.raises(NotPermitted):
        actions.approve_agenda(
            meeting, by=f.officer(f.association(), Office.CHAIR).user, at=timezone.now()
        )

    unchanged(meeting, MeetingState.CONSENT)


@pytest.mark.parametrize(("rule", "dated", "approved"), [
    (True, True, True), (True, False, False), (False, True, False),
])  # fmt: skip
def test_18_the_deputy_approves_by_a_dated_delegation_where_the_rules_allow_it(
    body, rule, dated, approved
):
    rules(body, deputy_acts_for_chair=rule)
    deputy, today = f.officer(body, Office.DEPUTY_CHAIR), timezone.localdate()
    first = today if dated else today - timedelta(days=20)
    delegation = Delegation.objects.create(
        body=body, deputy=deputy, act=f.act("delegation"), starts_on=first,
        ends_on=first + timedelta(days=10),
    )  # fmt: skip
    meeting = in_consent(body)
    consent(meeting, seats(body))

    if approved:
        actions.approve_agenda(meeting, by=deputy.user, at=timezone.now())
        assert (meeting.agenda_approved_by, meeting.delegation) == (deputy, delegation)
        return
    with pytest.raises(NotPermitted):
        actions.approve_agenda(meeting, by=deputy.user, at=timezone.now())
    unchanged(meeting, MeetingState.CONSENT)


def test_18_approval_opens_every_votable_item_to_remote_ballots_on_a_hashed_text(body, chair):
    meeting = in_consent(body, items=2)
    noted = item(meeting, "Ақпарат", votable=False)
    consent(meeting, seats(body))

    actions.approve_agenda(meeting, by=chair, at=timezone.now())

    votes = Vote.objects.filter(item__meeting=meeting).order_by("item__position")
    assert [(vote.state, vote.text_hash) for vote in votes] == [
        (VoteState.REMOTE, item_text_hash(one)) for one in meeting.items.filter(votable=True)
        .order_by("position")
    ]  # fmt: skip
    assert noted.vote is None
    assert meeting.consent_frozen["agenda_consent"] == "majority"


def test_18_an_agenda_once_approved_does_not_change(body, chair, clerk):
    meeting = in_consent(body, items=2)
    consent(meeting, seats(body))
    actions.approve_agenda(meeting, by=chair, at=timezone.now())
    standing, now = meeting.items.order_by("position").first(), timezone.now()

    refused = [
        lambda: actions.add_item(meeting, by=clerk, at=now, title_kk="Тағы", function=function()),
        lambda: actions.edit_item(standing, by=clerk, at=now, title_kk="Басқа"),
        lambda: actions.move_item(standing, by=clerk, at=now, up=False),
        lambda: actions.remove_item(standing, by=clerk, at=now),
        lambda: actions.decline_item(standing, by=clerk, at=now, reason="Артық"),
    ]
    for act in refused:
        with translation.override("en"), pytest.raises(AgendaClosed) as refusal:
            act()
        assert str(refusal.value) == "The agenda is already approved."

    assert list(meeting.items.in_order().values_list("title_kk", "position", "state")) == [
        ("1-мәселе туралы", 1, "included"), ("2-мәселе туралы", 2, "included"),
    ]  # fmt: skip


def test_18_the_chair_approves_what_the_chair_has_read(body, chair, clerk):
    meeting = in_consent(body)
    read = meeting.agenda_version
    actions.add_item(meeting, by=clerk, at=timezone.now(), title_kk="Жаңа", function=function())
    consent(meeting, seats(body))

    with pytest.raises(StaleForm):
        actions.approve_agenda(meeting, by=chair, at=timezone.now(), version=read)

    unchanged(meeting, MeetingState.CONSENT)


# Other policies (C12)


@pytest.mark.parametrize(("policy", "enough"), [("two_thirds", 7), ("unanimous", 10)])
def test_18_the_rules_of_procedure_may_ask_for_more(body, chair, policy, enough):
    rules(body, agenda_consent=policy)
    meeting = in_consent(body)
    consent(meeting, seats(body)[: enough - 1])

    with pytest.raises(ConsentMissing):
        actions.approve_agenda(meeting, by=chair, at=timezone.now())
    unchanged(meeting, MeetingState.CONSENT)

    consent(meeting, [seats(body)[enough - 1]])
    actions.approve_agenda(meeting, by=chair, at=timezone.now())
    assert meeting.state == MeetingState.APPROVED


def test_18_without_objections_the_agenda_is_approved_once_the_days_have_passed(body, chair, clerk):
    rules(body, agenda_consent="no_objection")
    meeting = f.meeting(body)
    item(meeting)
    sent = timezone.now()
    actions.send_for_consent(meeting, by=clerk, at=sent)

    with pytest.raises(ConsentMissing):
        actions.approve_agenda(meeting, by=chair, at=sent + timedelta(hours=1))
    unchanged(meeting, MeetingState.CONSENT)

    actions.approve_agenda(meeting, by=chair, at=sent + timedelta(days=8))
    assert meeting.state == MeetingState.APPROVED


def test_18_the_councils_chair_approves_its_agenda_without_asking():
    body = f.council()
    meeting = f.meeting(body, form="hall")
    item(meeting)

    actions.approve_agenda(meeting, by=f.officer(body, Office.CHAIR).user, at=timezone.now())

    assert meeting.state == MeetingState.APPROVED


def test_18_the_councils_chair_approves_no_empty_agenda():
    body = f.council()
    meeting = f.meeting(body, form="hall")

    with pytest.raises(ItemRefused):
        actions.approve_agenda(meeting, by=f.officer(body, Office.CHAIR).user, at=timezone.now())

    unchanged(meeting, MeetingState.DRAFT)
