"""The order of time around ballots, with real threads on real connections (assurance 6)."""

import pytest
from django.utils import timezone

from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.errors import BallotRefused
from meetings.models import Ballot, Vote
from meetings.states import Channel, VoteState
from records import journal
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import racing
from tests.meetings import sittings as room
from tests.meetings.racing import at_once, fresh

pytestmark = racing.on_postgresql


@pytest.fixture
def open_vote():
    """A vote open in the hall of an association of thirty, everybody present."""
    return racing.opened(30)


def test_fifty_sends_of_one_member_are_one_ballot_and_fifty_equal_receipts(open_vote):
    voter = make.ordinary(open_vote.item.meeting.body)[0].user

    results = at_once(*[
        lambda: casting.cast(open_vote, by=voter, choice="for", at=timezone.now()).receipt
    ] * 50)  # fmt: skip

    assert Ballot.objects.filter(vote=open_vote).count() == 1
    assert set(results) == {Ballot.objects.get(vote=open_vote).receipt}


def test_every_ballot_with_a_receipt_is_in_the_count_however_the_close_races(open_vote):
    chair = racing.chair_of(open_vote)
    votes = [
        lambda seat=seat: casting.cast(open_vote, by=seat.user, choice="for", at=timezone.now())
        for seat in room.seats(open_vote.item.meeting.body)
    ]

    results = at_once(
        *votes,
        lambda: voting.close_vote(
            fresh(open_vote), by=chair, at=timezone.now(), without_casting=True
        ),
    )

    receipts = {result.receipt for result in results if isinstance(result, Ballot)}
    refusals = [result for result in results if isinstance(result, Exception)]
    open_vote.refresh_from_db()
    assert {type(refusal) for refusal in refusals} <= {BallotRefused}
    assert len(receipts) + len(refusals) == len(votes)
    assert set(open_vote.ballots.values_list("receipt", flat=True)) == receipts
    assert open_vote.computed().tally.for_ == len(receipts)
    assert open_vote.digest == voting.digest_of(open_vote)


def test_fifty_closes_return_one_outcome_and_one_journal_entry(open_vote):
    chair = racing.chair_of(open_vote)
    for seat in room.seats(open_vote.item.meeting.body)[:21]:
        casting.cast(open_vote, by=seat.user, choice="against", at=timezone.now())

    results = at_once(*[
        lambda: voting.close_vote(fresh(open_vote), by=chair, at=timezone.now()).as_dict()
    ] * 50)  # fmt: skip

    assert all(result == results[0] for result in results)
    assert JournalEntry.objects.filter(kind="vote_closed").count() == 1
    assert journal.verify(open_vote.item.meeting.stream) == []


def test_a_meeting_opened_by_fifty_clicks_opens_once():
    meeting = racing.gathered(9)
    chair = make.officer(meeting.body, Office.CHAIR).user

    at_once(*[
        lambda: session.open_meeting(
            type(meeting).objects.get(pk=meeting.pk), by=chair, at=timezone.now()
        )
    ] * 50)  # fmt: skip

    assert JournalEntry.objects.filter(kind="meeting_opened").count() == 1
    assert meeting.roll.count() == 9


def test_nobody_is_counted_in_two_channels_when_arrival_races_an_absentee_ballot():
    vote = racing.opened(12, away=1)
    meeting, late = vote.item.meeting, make.ordinary(vote.item.meeting.body)[-1]
    clerk, chair = room.clerk(meeting), racing.chair_of(vote)
    room.agreed(meeting, late)

    at_once(
        lambda: casting.cast(vote, by=late.user, choice="for", at=timezone.now()),
        lambda: session.mark(
            meeting, membership=late, presence="hall", by=clerk, at=timezone.now()
        ),
    )
    casting.cast(vote, by=late.user, choice="against", at=timezone.now())
    outcome = voting.close_vote(fresh(vote), by=chair, at=timezone.now(), without_casting=True)

    assert (outcome.tally.for_, outcome.tally.against) == (0, 1)
    last = Ballot.objects.counted().get(vote=vote, membership=late)
    assert last.channel == Channel.HALL
    assert Vote.objects.get(pk=vote.pk).state == VoteState.CLOSED
