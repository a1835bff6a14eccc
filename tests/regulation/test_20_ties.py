"""Clauses 10 and 20: on equal votes the presiding person's own ballot decides (REQ-35, REQ-36)."""

import pytest
from django.utils import translation

from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.errors import BallotRefused, CastingVoteAwaited, IllegalTransition
from meetings.models import Ballot
from meetings.rules.majority import Reason, Result
from meetings.states import VoteState
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=9)


@pytest.fixture
def chair(body):
    return make.officer(body, Office.CHAIR)


@pytest.fixture
def tied(body, chair):
    """Three for, three against, the chair has not voted, the close was asked for."""
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    members = make.ordinary(body)
    room.cast(vote, "for", members[:3])
    room.cast(vote, "against", members[3:6])
    with translation.override("en"), pytest.raises(CastingVoteAwaited):
        room.close(vote)
    vote.refresh_from_db()
    return vote


def test_20_a_tie_is_a_state_of_its_own_and_journalled_once(tied):
    with pytest.raises(CastingVoteAwaited):
        room.close(tied)

    tied.refresh_from_db()
    assert (tied.state, tied.outcome, tied.closed_at) == (VoteState.TIED, "", None)
    assert JournalEntry.objects.filter(kind="vote_tied").count() == 1


def test_20_on_a_tie_nobody_else_votes_any_more(body, tied):
    late, voted = make.officer(body, Office.DEPUTY_CHAIR), make.ordinary(body)[0]
    meeting = tied.item.meeting

    with room.refused(
        meeting, BallotRefused, "Voting on this item has not started or has ended.", clause="20"
    ):
        casting.cast(tied, by=late.user, choice="for", at=room.now())
    with room.refused(
        meeting, BallotRefused, "A vote cannot be changed after voting has ended.", clause="20"
    ):
        casting.cast(tied, by=voted.user, choice="against", at=room.now())


@pytest.mark.parametrize(
    ("choice", "result", "reason"),
    [
        ("for", Result.ADOPTED, Reason.MAJORITY),
        ("against", Result.REJECTED, Reason.NO_MAJORITY),
        ("abstain", Result.REJECTED, Reason.TIE_WITHOUT_CASTING_VOTE),
    ],
)
def test_20_the_presiding_persons_own_ballot_decides(chair, tied, choice, result, reason):
    room.cast(tied, choice, [chair])

    outcome = room.close(tied)

    assert (outcome.outcome, outcome.reason, outcome.tally.voted) == (result, reason, 7)
    assert Ballot.objects.filter(vote=tied).count() == 7


def test_20_without_that_ballot_the_item_is_not_adopted(tied):
    outcome = room.close(tied, without_casting=True)

    assert (outcome.outcome, outcome.reason) == (Result.REJECTED, Reason.TIE_WITHOUT_CASTING_VOTE)


def test_20_while_a_tie_waits_no_other_vote_opens_and_the_meeting_does_not_end(body, chair):
    meeting = room.opened(body, items=2)
    vote = room.voting_on(meeting, 1)
    with pytest.raises(CastingVoteAwaited):
        room.close(vote)
    meeting.refresh_from_db()

    with room.refused(meeting, IllegalTransition, "Close the vote on item 1 first.", clause="20"):
        voting.open_vote(room.vote_on(meeting, 2), by=chair.user, at=room.now())
    with room.refused(meeting, IllegalTransition, "Close the vote on item 1 first.", clause="21"):
        session.adjourn(meeting, by=chair.user, at=room.now(), reason="Кеш болды")


def test_20_a_quorum_lost_while_the_tie_waits_adopts_nothing(body, chair, tied):
    room.cast(tied, "for", [chair])
    room.leave(tied.item.meeting, *make.ordinary(body)[:4])

    assert room.close(tied).reason is Reason.NO_QUORUM


def test_20_where_the_rules_let_a_tie_fail_nobody_is_asked():
    body = room.departing(make.association(size=9), tie_without_casting="tie_fails")
    vote = room.voting_on(room.opened(body))

    assert room.close(vote).reason is Reason.TIE_WITHOUT_CASTING_VOTE
