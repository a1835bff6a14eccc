"""Numbers, moving, cancelling, repeating: what scheduling keeps straight."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings import actions
from meetings.errors import IllegalTransition, MeetingRefused
from meetings.models import Meeting, Rsvp, Vote
from meetings.states import BEFORE_SESSION, Form, ItemState, MeetingState, Presence, VoteState
from records.models import JournalEntry
from tests import factories as f
from tests.meetings.agendas import consent, function, in_consent, item, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return f.association(6)


@pytest.fixture
def clerk(body):
    return f.officer(body, Office.SECRETARY).user


def scheduled(body, by, **changes):
    given = {"scheduled_for": f.noon(20), "form": Form.HALL, "place": "700-ауд."}
    return actions.schedule(body=body, by=by, at=timezone.now(), **(given | changes))


def venue(**changes):
    given = {"scheduled_for": f.noon(25), "form": Form.HALL, "place": "Басқа зал", "link": "",
             "reason": "Зал бос емес"}  # fmt: skip
    return given | changes


# Numbers


def test_meetings_are_numbered_from_one_in_each_calendar_year(body, clerk):
    year = timezone.localdate().year

    here = [scheduled(body, clerk, place=place) for place in ("700-ауд.", "701-ауд.")]
    later = scheduled(body, clerk, scheduled_for=f.noon(20).replace(year=year + 2))

    assert [(one.year, one.number) for one in here] == [
        (f.noon(20).year, "1"), (f.noon(20).year, "2")
    ]  # fmt: skip
    assert (later.year, later.number) == (year + 2, "1")


def test_each_body_counts_its_own(body, clerk):
    scheduled(body, clerk)
    other = f.association()

    assert scheduled(other, f.officer(other, Office.SECRETARY).user).number == "1"


def test_a_cancelled_meeting_keeps_its_number(body, clerk):
    actions.cancel(scheduled(body, clerk), by=clerk, at=timezone.now(), reason="Керек емес")

    assert scheduled(body, clerk).number == "2"


def test_an_imported_number_in_words_does_not_count(body, clerk):
    f.meeting(body, number="7-қосымша", archive_key="a", year=f.noon(20).year)

    assert scheduled(body, clerk).number == "1"


# Like the last one, the secretary, history


def test_like_brings_procedural_and_deferred_items_in_their_order(body, clerk):
    last = f.meeting(body, year=2020)
    item(last, "Рәсімдік", function=function("procedural", ""))
    item(last, "Шешілген")
    item(last, "Кейінге қалдырылған", state=ItemState.DEFERRED)

    made = scheduled(body, clerk, like=last)

    assert list(made.items.in_order().values_list("position", "title_kk", "state")) == [
        (1, "Рәсімдік", "included"), (2, "Кейінге қалдырылған", "included"),
    ]  # fmt: skip


def test_the_secretary_is_whoever_holds_the_office_on_the_day_of_the_meeting(body, clerk):
    old = f.officer(body, Office.SECRETARY)
    old.ends_on = timezone.localdate() + timedelta(days=10)
    old.save()
    new = f.member(body, Office.SECRETARY, starts_on=old.ends_on + timedelta(days=1))

    assert scheduled(body, clerk).secretary == new.user


def test_history_is_scheduled_in_the_past_and_tells_nobody(body, clerk):
    past = f.noon(-400)

    meeting = scheduled(body, clerk, scheduled_for=past, retrospective=True)
    item(meeting)
    actions.send_for_consent(meeting, by=clerk, at=past - timedelta(days=10))

    assert (meeting.year, meeting.retrospective) == (past.year, True)
    assert not Notification.objects.exists()


def test_where_nobody_counts_online_a_meeting_is_not_online_only():
    council = f.council()
    clerk = f.officer(council, Office.SECRETARY).user

    with translation.override("en"), pytest.raises(MeetingRefused) as refusal:
        scheduled(council, clerk, form=Form.ONLINE, link="https://meet.example.kz")

    assert refusal.value.clause == "10"
    assert not Meeting.objects.exists()


# Rescheduling


def test_rescheduling_tells_all_members_and_asks_for_new_answers(body, clerk):
    meeting = f.meeting(body, state=MeetingState.NOTIFIED)
    actions.answer_notice(meeting, by=clerk, at=timezone.now(), answer=Presence.HALL)

    actions.reschedule(meeting, by=clerk, at=timezone.now(), **venue())

    told = Notification.objects.filter(kind="meeting_rescheduled")
    assert (meeting.scheduled_for, meeting.place, meeting.state) == (
        f.noon(25), "Басқа зал", MeetingState.NOTIFIED
    )  # fmt: skip
    assert (told.count(), told[0].params["answer_again"]) == (6, True)
    assert not Rsvp.objects.exists()


def test_rescheduling_a_draft_tells_nobody_who_does_not_know_of_it(body, clerk):
    actions.reschedule(f.meeting(body), by=clerk, at=timezone.now(), **venue())

    assert not Notification.objects.exists()


def test_into_another_year_a_meeting_takes_that_years_number(body, clerk):
    next_year = f.noon(20).replace(year=timezone.localdate().year + 2)
    scheduled(body, clerk, scheduled_for=next_year)
    meeting = scheduled(body, clerk)

    actions.reschedule(meeting, by=clerk, at=timezone.now(), **venue(scheduled_for=next_year))

    assert (meeting.year, meeting.number) == (next_year.year, "2")


@pytest.mark.parametrize("changes", [
    {"reason": " "}, {"place": ""}, {"scheduled_for": f.noon(-1)}, {"form": "mixed"},
])  # fmt: skip
def test_a_refused_rescheduling_changes_nothing(body, clerk, changes):
    meeting = f.meeting(body, state=MeetingState.NOTIFIED)
    actions.answer_notice(meeting, by=clerk, at=timezone.now(), answer=Presence.HALL)
    before = (meeting.scheduled_for, meeting.place)

    with pytest.raises(MeetingRefused):
        actions.reschedule(meeting, by=clerk, at=timezone.now(), **venue(**changes))

    assert (meeting.scheduled_for, meeting.place) == before
    meeting.refresh_from_db()
    assert (meeting.scheduled_for, meeting.place, Rsvp.objects.count()) == (*before, 1)
    assert not JournalEntry.objects.filter(kind="meeting_rescheduled").exists()


# Cancelling, and the states


def test_cancelling_ends_voting_by_other_methods_and_tells_all_members(body, clerk):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    chair = f.officer(body, Office.CHAIR).user
    actions.approve_agenda(meeting, by=chair, at=timezone.now())

    actions.cancel(meeting, by=clerk, at=timezone.now(), reason="Карантин")

    assert (meeting.state, Vote.objects.get().state) == (
        MeetingState.CANCELLED, VoteState.WITHDRAWN
    )  # fmt: skip
    assert Notification.objects.filter(kind="meeting_cancelled").count() == 6


def act_on(name, meeting, people):
    clerk, chair = people["secretary"], people["chair"]
    now = timezone.now()
    return {
        "reschedule": lambda: actions.reschedule(meeting, by=clerk, at=now, **venue()),
        "cancel": lambda: actions.cancel(meeting, by=clerk, at=now, reason="Себеп"),
        "schedule_repeat": lambda: actions.schedule_repeat(
            meeting, by=clerk, at=now, scheduled_for=f.noon(15)
        ),
        "send_for_consent": lambda: actions.send_for_consent(meeting, by=clerk, at=now),
        "answer_agenda": lambda: actions.answer_agenda(meeting, by=clerk, at=now, answer="consent"),
        "remind_silent": lambda: actions.remind_silent(meeting, by=clerk, at=now),
        "approve_agenda": lambda: actions.approve_agenda(meeting, by=chair, at=now),
        "send_notice": lambda: actions.send_notice(meeting, by=clerk, at=now),
        "answer_notice": lambda: actions.answer_notice(meeting, by=clerk, at=now, answer="hall"),
    }[name]


S = MeetingState
ARROWS = {
    "reschedule": set(BEFORE_SESSION),
    "cancel": set(BEFORE_SESSION),
    "schedule_repeat": {S.FAILED, S.ADJOURNED},
    "send_for_consent": {S.DRAFT},
    "answer_agenda": {S.CONSENT},
    "remind_silent": {S.CONSENT},
    "approve_agenda": {S.CONSENT},
    "send_notice": {S.APPROVED},
    "answer_notice": {S.NOTIFIED},
}


ABSENT = [
    (verb, state) for verb, drawn in ARROWS.items() for state in MeetingState if state not in drawn
]


@pytest.mark.parametrize(("verb", "state"), ABSENT)
def test_every_arrow_that_is_not_drawn_is_refused(verb, state):
    body = f.association(3)
    meeting = in_consent(body)
    people = {seat.office: seat.user for seat in seats(body)}
    Meeting.objects.filter(pk=meeting.pk).update(state=state)

    with pytest.raises(IllegalTransition):
        act_on(verb, meeting, people)()

    meeting.refresh_from_db()
    assert (meeting.state, Meeting.objects.count()) == (state, 1)
    assert not JournalEntry.objects.exists()


# Repeating


@pytest.mark.parametrize("state", [MeetingState.FAILED, MeetingState.ADJOURNED])
def test_a_repeat_takes_over_what_was_left_undecided(body, clerk, state):
    failed = f.meeting(body, state=state, scheduled_for=f.noon(-1))
    item(failed, "Шешілмеген")
    item(failed, "Алынған", state=ItemState.WITHDRAWN)

    repeat = actions.schedule_repeat(failed, by=clerk, at=timezone.now(), scheduled_for=f.noon(15))

    assert (repeat.repeat_of, repeat.state, repeat.place) == (
        failed, MeetingState.DRAFT, failed.place
    )  # fmt: skip
    assert list(repeat.items.values_list("title_kk", flat=True)) == ["Шешілмеген"]
    assert actions.repeat_warning(repeat) == ""


def test_a_late_repeat_is_scheduled_with_a_warning(body, clerk):
    failed = f.meeting(body, state=MeetingState.FAILED, scheduled_for=f.noon(-1))

    repeat = actions.schedule_repeat(failed, by=clerk, at=timezone.now(), scheduled_for=f.noon(20))

    with translation.override("en"):
        assert actions.repeat_warning(repeat) == (
            "The rules of procedure ask for a repeat meeting within 20 days, "
            f"by {f.noon(19):%d.%m.%Y} at the latest."
        )


def test_a_meeting_is_repeated_once(body, clerk):
    failed = f.meeting(body, state=MeetingState.FAILED, scheduled_for=f.noon(-1))
    actions.schedule_repeat(failed, by=clerk, at=timezone.now(), scheduled_for=f.noon(15))

    with pytest.raises(IllegalTransition):
        actions.schedule_repeat(failed, by=clerk, at=timezone.now(), scheduled_for=f.noon(16))

    assert Meeting.objects.count() == 2


def test_only_the_secretary_repeats(body):
    failed = f.meeting(body, state=MeetingState.FAILED, scheduled_for=f.noon(-1))

    with pytest.raises(NotPermitted):
        actions.schedule_repeat(
            failed, by=f.ordinary(body)[0].user, at=timezone.now(), scheduled_for=f.noon(15)
        )

    assert Meeting.objects.count() == 1


# Answers to the notice


def test_an_answer_the_meeting_does_not_offer_is_refused(body, clerk):
    meeting = f.meeting(body, state=MeetingState.NOTIFIED, form=Form.HALL)

    with pytest.raises(MeetingRefused):
        actions.answer_notice(meeting, by=clerk, at=timezone.now(), answer=Presence.ONLINE)

    assert not Rsvp.objects.exists()


def test_an_outsider_answers_no_notice(body):
    meeting = f.meeting(body, state=MeetingState.NOTIFIED)

    with pytest.raises(NotPermitted):
        actions.answer_notice(meeting, by=f.user(), at=timezone.now(), answer=Presence.HALL)

    assert not Rsvp.objects.exists()


def test_every_letter_about_a_meeting_can_be_read_in_three_languages(body, clerk, mailoutbox):
    for language, seat in zip(("kk", "ru", "en"), seats(body), strict=False):
        seat.user.language = language
        seat.user.save()
    chair, now = f.officer(body, Office.CHAIR).user, timezone.now()
    meeting = scheduled(body, clerk, form=Form.MIXED, link="https://meet.example.kz/1")
    actions.add_item(meeting, by=clerk, at=now, title_kk="Бірінші", function=function())
    asked = actions.propose_item(meeting, by=chair, at=now, title_kk="Екінші", function=function())
    actions.send_for_consent(meeting, by=clerk, at=now)
    consent(meeting, seats(body)[:2])
    actions.decline_item(asked, by=clerk, at=now, reason="Кейін")
    actions.edit_item(meeting.items.get(position=1), by=clerk, at=now, title_kk="Өзгерді")
    actions.remind_silent(meeting, by=clerk, at=now)
    consent(meeting, seats(body))
    actions.approve_agenda(meeting, by=chair, at=now)
    actions.send_notice(meeting, by=clerk, at=now)
    actions.reschedule(meeting, by=clerk, at=now, **venue())
    actions.cancel(meeting, by=clerk, at=now, reason="Себеп")

    kinds = set(Notification.objects.values_list("kind", flat=True))
    assert kinds == {
        "agenda_for_consent", "agenda_changed", "agenda_approved", "consent_reminder",
        "meeting_notice", "meeting_rescheduled", "meeting_cancelled", "item_proposed",
        "item_answered",
    }  # fmt: skip
    assert not Notification.objects.filter(delivered_at=None).exists()
    assert not [mail for mail in mailoutbox if not mail.subject.strip() or "{" in mail.body]
