"""Clause 21: the minutes print the opinion of whoever does not share a decision (row 18)."""

import json

import pytest

from meetings.actions import session
from minutes import actions
from minutes.documents.building import draw
from minutes.documents.model import Document
from minutes.errors import DissentRefused, IllegalTransition, NotPermitted
from minutes.models import DissentingOpinion, Minutes
from minutes.states import MinutesState
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

TEXT = "Оқулықтың екінші тарауы сараптамадан өткен жоқ."


@pytest.fixture
def body():
    return make.association(size=6)


@pytest.fixture
def member(body):
    return make.ordinary(body)[0]


@pytest.fixture
def meeting(body):
    return room.opened(body)


@pytest.fixture
def item(meeting):
    """Decided."""
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(meeting.body))
    room.close(vote)
    return vote.item


def attach(item, seat, text=TEXT):
    return actions.attach_dissent(item, by=seat.user, at=room.now(), text=text)


def minutes_of(meeting):
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())
    return actions.draw_up(meeting, by=room.clerk(meeting), at=room.now())


def refused(meeting, error, message):
    return room.refused(meeting, error, message, clause="21")


def test_21_a_member_attaches_an_opinion_after_the_vote_and_it_is_printed(meeting, item, member):
    attach(item, member)

    document = draw(minutes_of(meeting))

    [opinion] = document.parts[0].items[0].dissents
    assert (opinion.name, opinion.text) == (member.user.short_name("kk"), TEXT)
    assert JournalEntry.objects.get(kind="dissent_attached").payload["opinion"] == TEXT


def test_21_it_changes_no_result(meeting, item, member):
    before = item.vote.outcome

    attach(item, member)

    item.vote.refresh_from_db()
    assert item.vote.outcome == before == "adopted"


def test_21_sent_twice_it_is_one_opinion_and_it_may_be_worded_anew(item, member):
    assert attach(item, member) == attach(item, member)
    attach(item, member, "Қысқаша: келіспеймін.")

    assert DissentingOpinion.objects.get().text == "Қысқаша: келіспеймін."


def test_21_withdrawn_it_is_not_printed_and_the_journal_keeps_it(meeting, item, member):
    attach(item, member)

    actions.withdraw_dissent(item, by=member.user, at=room.now())

    assert draw(minutes_of(meeting)).parts[0].items[0].dissents == ()
    assert JournalEntry.objects.filter(kind="dissent_withdrawn").count() == 1


def test_21_not_before_the_vote_has_ended(meeting, member):
    vote = room.voting_on(meeting)

    with refused(
        meeting, IllegalTransition,
        "A dissenting opinion is attached once voting on the item has ended.",
    ):  # fmt: skip
        attach(vote.item, member)


def test_21_not_once_the_minutes_are_frozen(meeting, item, member):
    minutes = minutes_of(meeting)
    attach(item, member)
    Minutes.objects.filter(pk=minutes.pk).update(state=MinutesState.RENDERING)

    with refused(
        meeting, IllegalTransition,
        "The minutes are frozen: a dissenting opinion can no longer be attached or changed.",
    ):  # fmt: skip
        attach(item, member, "Басқаша")
    assert DissentingOpinion.objects.get().text == TEXT


def test_21_by_a_voting_member_of_that_meeting_only(meeting, item):
    stranger = make.ordinary(make.association())[0]

    with refused(
        meeting, NotPermitted,
        "A dissenting opinion is attached by a voting member of that meeting.",
    ):  # fmt: skip
        attach(item, stranger)


def test_21_an_empty_opinion_is_none(meeting, item, member):
    with refused(meeting, DissentRefused, "Write your opinion."):
        attach(item, member, " ")


def test_21_a_document_frozen_before_there_were_opinions_keeps_its_fingerprint(meeting, item):
    document = draw(minutes_of(meeting))
    stored = json.loads(json.dumps(document.as_dict()))

    assert "dissents" not in stored["parts"][0]["items"][0]
    assert "disputed" not in stored["parts"][0]["items"][0]["result"]
    assert Document.from_dict(stored).fingerprint() == document.fingerprint()


def test_21_an_opinion_survives_being_stored(meeting, item, member):
    attach(item, member)
    document = draw(minutes_of(meeting))

    assert Document.from_dict(json.loads(json.dumps(document.as_dict()))) == document
