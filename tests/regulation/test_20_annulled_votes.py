"""A vote gone wrong is annulled and kept; the question is taken again as another (cl. 10, 20)."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.errors import NotPermitted, RuleViolation
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import annulling, casting, session, voting
from meetings.errors import BallotRefused, IllegalTransition
from meetings.models import AgendaItem, Ballot, Vote
from meetings.states import MeetingState, VoteState
from records import journal
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db
WHY = "Мәтін қате оқылды"


@pytest.fixture
def body():
    return make.association(size=9)


@pytest.fixture
def chair(body):
    return make.officer(body, Office.CHAIR)


@pytest.fixture
def closed(body):
    """Adopted in a meeting that still sits."""
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(body)[:6])
    room.close(vote)
    return vote


def annulled(vote, chair):
    return annulling.annul(vote, by=chair.user, at=room.now(), reason=WHY)


def test_20_an_annulled_vote_keeps_its_ballots_and_its_outcome(closed, chair):
    before = list(closed.ballots.order_by("pk").values())

    annulled(closed, chair)

    closed.refresh_from_db()
    assert (closed.state, closed.outcome, closed.annul_reason) == ("annulled", "adopted", WHY)
    assert closed.annulled_by == chair.user
    assert list(closed.ballots.order_by("pk").values()) == before
    assert JournalEntry.objects.filter(kind="vote_annulled").count() == 1
    assert journal.verify(closed.item.meeting.stream) == []


def test_20_the_question_is_taken_again_as_a_new_vote(body, closed, chair):
    again = annulled(closed, chair)

    item = AgendaItem.objects.get(pk=closed.item_id)
    assert (item.vote, again.state, again.ballots.count()) == (again, VoteState.REMOTE, 0)
    voting.open_vote(again, by=chair.user, at=room.now())
    room.cast(again, "against", room.seats(body)[:6])
    outcome = room.close(again)
    meeting = item.meeting
    session.close_meeting(meeting, by=chair.user, at=room.now())

    assert (outcome.adopted, outcome.tally.against) == (False, 6)
    assert meeting.state == MeetingState.CLOSED


def test_20_a_meeting_does_not_close_before_the_question_is_taken_again(closed, chair):
    annulled(closed, chair)
    meeting = room.Meeting.objects.get(pk=closed.item.meeting_id)

    with room.refused(
        meeting, IllegalTransition, "Decide, withdraw or defer these items first: 1.", clause="21"
    ):
        session.close_meeting(meeting, by=chair.user, at=room.now())


def test_20_whoever_voted_is_told_of_the_annulment(body, closed, chair):
    annulled(closed, chair)

    told = Notification.objects.filter(kind="vote_annulled").values_list("recipient", flat=True)
    assert set(told) == {seat.user_id for seat in room.seats(body)[:6]}


def test_20_annulling_again_returns_the_same_new_vote(closed, chair):
    first = annulled(closed, chair)

    assert annulled(closed, chair) == first
    assert Vote.objects.filter(item=closed.item_id).count() == 2


def test_20_an_open_vote_is_annulled_and_takes_no_more_ballots(body, chair):
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(body)[:2])
    annulled(vote, chair)

    with room.refused(
        meeting, BallotRefused, "Voting on this item has not started or has ended.", clause="20"
    ):
        casting.cast(vote, by=room.seats(body)[4].user, choice="for", at=room.now())
    assert Ballot.objects.filter(vote=vote).count() == 2


def test_20_the_secretary_annuls_nothing_whatever_keys_they_hold(body, closed, chair):
    meeting = room.Meeting.objects.get(pk=closed.item.meeting_id)
    clerk = room.clerk(meeting)
    session.order_operator(meeting, operator=clerk, by=chair.user, at=room.now())

    with room.refused(
        meeting, NotPermitted, "Only the presiding person annuls a vote, in person.", clause="19"
    ):
        annulling.annul(closed, by=clerk, at=room.now(), reason=WHY)


def test_20_nothing_is_annulled_without_a_reason(closed, chair):
    meeting = room.Meeting.objects.get(pk=closed.item.meeting_id)

    with room.refused(meeting, RuleViolation, "Give a reason.", clause=""):
        annulling.annul(closed, by=chair.user, at=room.now(), reason="  ")


def test_20_a_vote_that_was_never_opened_is_not_annulled(body, chair):
    meeting = room.opened(body)

    with room.refused(
        meeting, IllegalTransition, "Only a vote that has been opened can be annulled.",
        clause="20",
    ):  # fmt: skip
        annulled(room.vote_on(meeting), chair)


def test_20_nothing_is_annulled_once_the_meeting_has_closed(closed, chair):
    meeting = closed.item.meeting
    session.close_meeting(meeting, by=chair.user, at=room.now())

    with room.refused(
        meeting, IllegalTransition,
        "This is not possible now: the meeting is in the state “Held”.", clause="",
    ):  # fmt: skip
        annulled(closed, chair)


def test_20_of_the_votes_on_a_question_one_stands_at_most(closed, chair):
    annulled(closed, chair)

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(item_id=closed.item_id, text_hash="0" * 64)


ARROWS = {
    "remote": {"open", "closed", "withdrawn"},
    "open": {"tied", "closed", "withdrawn", "annulled"},
    "tied": {"closed", "withdrawn", "annulled"},
    "closed": {"annulled"},
    "withdrawn": set(),
    "annulled": set(),
}


@pytest.mark.parametrize("start", VoteState.values)
@pytest.mark.parametrize("end", VoteState.values)
def test_20_the_database_lets_no_vote_go_back(body, start, end):
    item = AgendaItem.objects.create(
        meeting=room.notified(body, items=0), position=1, title_kk="Есеп туралы"
    )
    facts = {"outcome": "adopted", "annul_reason": WHY, "annulled_at": room.now()}
    vote = Vote.objects.create(item=item, state=start, text_hash="0" * 64, **facts)
    statement = "UPDATE meetings_vote SET state = %s WHERE id = %s"

    def move() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [end, vote.pk])

    if end == start or end in ARROWS[start]:
        move()
    else:
        with pytest.raises(IntegrityError):
            move()
        vote.refresh_from_db()
        assert vote.state == start
