"""Clauses 11 and 21: what those who sat correct before the minutes are signed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notification
from bodies.models import BodyKind
from minutes import actions
from minutes.errors import IllegalTransition, NotPermitted, RemarksOpen, StaleText
from minutes.models import NoRemarks, ProposedChange
from minutes.states import ChangeState, MinutesState
from records.models import JournalEntry
from tests.factories import user
from tests.minutes.conftest import NOON, hold, new_body, plain_paper, signing_key, write_texts

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]
LATER = NOON + timedelta(hours=5)


@pytest.fixture
def held():
    return hold(new_body())


@pytest.fixture
def draft(held):
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)
    return minutes


@pytest.fixture
def reading(draft, held):
    return actions.open_reading(draft, by=held.clerk, at=NOON)


def propose(draft, held, new="Жүнісов Е.Қ.: төртінші тарау туралы айтты.", **given):
    text = draft.texts.get(item=held.item)
    given = {"edition": text.edition, "why": "Дәлірек", "by": held.member, "at": NOON} | given
    return actions.propose_changes(text, texts={"spoke_kk": new}, **given)


def kinds():
    return list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))


def test_21_the_draft_is_read_for_three_days_by_everybody_on_the_roll(draft, held, reading):
    assert reading.ends_at == NOON + timedelta(days=3)
    told = Notification.objects.filter(kind="draft_opened").values_list("recipient", flat=True)
    assert set(told) == {one.user_id for one in held.members} - {held.clerk.pk}
    assert actions.open_reading(draft, by=held.clerk, at=LATER) == reading
    assert kinds().count("draft_opened") == 1
    for person in (held.chair, held.member, user()):
        with pytest.raises(NotPermitted):
            actions.open_reading(draft, by=person, at=NOON)
    for days in (0, 31):
        with pytest.raises(IllegalTransition):
            actions.open_reading(draft, by=held.clerk, at=NOON + timedelta(days=9), days=days)
    assert draft.readings.count() == 1


def test_21_nothing_is_frozen_before_the_answers(draft, held, reading):
    with pytest.raises(RemarksOpen) as refusal:
        actions.submit(draft, by=held.clerk, at=LATER)

    assert refusal.value.clause == "21"
    assert "03.12.2026 12:00" in str(refusal.value)
    draft.refresh_from_db()
    assert (draft.state, draft.number_text) == (MinutesState.DRAFT, "")
    actions.submit(draft, by=held.clerk, at=reading.ends_at)
    assert draft.state == MinutesState.READY


def test_21_the_last_one_without_remarks_ends_the_reading(draft, held, reading):
    for member in held.members:
        if member.user != held.clerk:
            actions.say_no_remarks(draft, by=member.user, at=LATER)
            actions.say_no_remarks(
                draft, by=member.user, at=LATER
            ) if member.user == held.chair else None

    reading.refresh_from_db()
    assert (reading.ended_at, reading.ended_by) == (LATER, None)
    assert NoRemarks.objects.count() == len(held.members) - 1
    assert kinds().count("no_remarks") == len(held.members) - 1
    with pytest.raises(IllegalTransition):
        propose(draft, held, at=LATER)
    actions.submit(draft, by=held.clerk, at=LATER)
    assert draft.state == MinutesState.READY


def test_21_the_secretary_ends_the_reading_with_a_reason_only(draft, held, reading):
    for by, reason, refused in (
        (held.clerk, " ", IllegalTransition),
        (held.chair, "Бар", NotPermitted),
    ):
        with pytest.raises(refused):
            actions.close_reading(draft, by=by, at=LATER, reason=reason)
    reading.refresh_from_db()
    assert reading.ended_at is None

    actions.close_reading(draft, by=held.clerk, at=LATER, reason="Қол қою мерзімі өтіп барады")

    actions.close_reading(draft, by=held.clerk, at=LATER, reason="Екінші рет")
    reading.refresh_from_db()
    assert (reading.ended_by, reading.reason) == (held.clerk, "Қол қою мерзімі өтіп барады")
    assert kinds().count("reading_ended") == 1
    actions.submit(draft, by=held.clerk, at=LATER)


def test_21_a_correction_taken_over_is_a_new_edition_with_its_author(draft, held, reading):
    (change,) = propose(draft, held)
    assert propose(draft, held) == [change]
    before = draft.texts.get(item=held.item)
    assert (
        Notification.objects.filter(kind="correction_proposed", recipient=held.clerk).count() == 1
    )

    actions.accept_change(change, by=held.clerk, at=LATER)

    text = draft.texts.get(item=held.item)
    assert (text.spoke_kk, text.edition) == (change.new, before.edition + 1)
    assert text.history.latest().history_change_reason == f"proposed_change:{change.pk}"
    assert Notification.objects.filter(kind="correction_accepted", recipient=held.member).exists()
    assert held.item.vote.outcome == "adopted"
    with pytest.raises(IllegalTransition):
        actions.decline_change(change, by=held.clerk, at=LATER, reason="Кеш")
    change.refresh_from_db()
    assert (change.state, change.settled_by) == (ChangeState.ACCEPTED, held.clerk)


def test_21_a_correction_is_declined_with_a_reason_that_its_author_is_told(draft, held, reading):
    (change,) = propose(draft, held)
    text = draft.texts.get(item=held.item).spoke_kk
    with pytest.raises(IllegalTransition):
        actions.decline_change(change, by=held.clerk, at=LATER, reason="")
    with pytest.raises(NotPermitted):
        actions.decline_change(change, by=held.chair, at=LATER, reason="Бар")

    actions.decline_change(change, by=held.clerk, at=LATER, reason="Жазбада үшінші тарау")

    told = Notification.objects.get(kind="correction_declined")
    assert (told.recipient, told.params["reason"]) == (held.member, "Жазбада үшінші тарау")
    assert draft.texts.get(item=held.item).spoke_kk == text


def test_21_an_unsettled_correction_keeps_the_minutes_from_being_frozen(draft, held, reading):
    (change,) = propose(draft, held)
    with pytest.raises(RemarksOpen):
        actions.submit(draft, by=held.clerk, at=reading.ends_at)
    draft.refresh_from_db()
    assert (draft.state, draft.number_text) == (MinutesState.DRAFT, "")

    actions.decline_change(change, by=held.clerk, at=LATER, reason="Жоқ")
    actions.submit(draft, by=held.clerk, at=reading.ends_at)

    assert draft.state == MinutesState.READY


def test_21_a_text_changed_meanwhile_is_not_overwritten(draft, held, reading):
    (change,) = propose(draft, held)
    text = draft.texts.get(item=held.item)
    with pytest.raises(StaleText):
        propose(draft, held, edition=text.edition - 1)
    actions.save_text(
        draft, item=held.item, edition=text.edition, texts={"spoke_kk": "Хатшының мәтіні"},
        by=held.clerk, at=LATER,
    )  # fmt: skip

    with pytest.raises(StaleText):
        actions.accept_change(change, by=held.clerk, at=LATER)

    change.refresh_from_db()
    assert change.state == ChangeState.PROPOSED
    actions.accept_change(change, by=held.clerk, at=LATER, by_hand=True)
    assert draft.texts.get(item=held.item).spoke_kk == "Хатшының мәтіні"


def test_21_only_those_on_the_roll_propose_and_only_while_the_draft_is_open(draft, held):
    with pytest.raises(IllegalTransition):
        propose(draft, held)
    actions.open_reading(draft, by=held.clerk, at=NOON)
    same = draft.texts.get(item=held.item).spoke_kk
    for given, refused in (
        ({"by": user()}, NotPermitted),
        ({"why": " "}, IllegalTransition),
        ({"new": same}, IllegalTransition),
        ({"at": NOON + timedelta(days=3)}, IllegalTransition),
    ):
        with pytest.raises(refused):
            propose(draft, held, **given)
    with pytest.raises(NotPermitted):
        actions.say_no_remarks(draft, by=user(), at=NOON)
    assert ProposedChange.objects.count() == 0


def test_21_what_was_answered_stays(draft, held, reading):
    (change,) = propose(draft, held)
    actions.say_no_remarks(draft, by=held.chair, at=NOON)
    for act in (
        lambda: ProposedChange.objects.update(new="Басқа"),
        lambda: NoRemarks.objects.update(at=LATER),
        change.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    change.refresh_from_db()
    assert change.new.startswith("Жүнісов")


def test_11_the_councils_draft_is_read_alike(db):
    council = hold(new_body(BodyKind.COUNCIL, code="council"))
    minutes = actions.draw_up(council.meeting, by=council.clerk, at=NOON)
    write_texts(minutes)
    actions.open_reading(minutes, by=council.clerk, at=NOON, days=1)

    with pytest.raises(RemarksOpen) as refusal:
        actions.submit(minutes, by=council.clerk, at=LATER)

    assert refusal.value.clause == "11"
    actions.submit(minutes, by=council.clerk, at=NOON + timedelta(days=1))
