"""A hundred members in two channels, fifty of this against fifty of that (assurance 5.2 to 6)."""

import time
from collections import Counter

import pytest
from django.utils import timezone

from accounts.errors import RuleViolation
from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.errors import BallotRefused, IllegalTransition
from meetings.models import Ballot, Meeting, OperatorOrder
from meetings.rules.majority import Outcome
from meetings.states import Channel, VoteState
from records import journal
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import racing
from tests.meetings import sittings as room
from tests.meetings.racing import alternating, at_once, fresh

pytestmark = racing.on_postgresql


def closing(vote, after=0.0):
    """`after` so many seconds, so that it falls among the ballots and not before them."""
    chair = racing.chair_of(vote)

    def close():
        time.sleep(after)
        return voting.close_vote(fresh(vote), by=chair, at=timezone.now(), without_casting=True)

    return close


def casting_of(vote, seat, choice):
    return lambda: casting.cast(fresh(vote), by=seat.user, choice=choice, at=timezone.now())


def entries(kind):
    return JournalEntry.objects.filter(kind=kind).count()


def require_whole(vote, results):
    """The outcome is that of the ballots, every receipt given is among them, the chain holds."""
    vote.refresh_from_db()
    assert vote.state == VoteState.CLOSED
    assert entries("vote_closed") == 1
    kept = set(vote.ballots.values_list("receipt", flat=True))
    assert {result.receipt for result in results if isinstance(result, Ballot)} <= kept
    counted = list(Ballot.objects.counted().filter(vote=vote))
    assert len({ballot.membership_id for ballot in counted}) == len(counted)
    tally = Counter(ballot.choice for ballot in counted)
    assert vote.computed().tally.as_dict() == {
        choice: tally[choice] for choice in ("for", "against", "abstain")
    }
    assert vote.digest == voting.digest_of(vote)
    assert journal.verify(vote.item.meeting.stream) == []


@pytest.mark.thorough
@pytest.mark.parametrize("place", [5, 150])
def test_of_a_hundred_members_nobody_is_counted_in_two_channels(place):
    """In the hall by one's own phone and by the secretary; from afar, and by coming after all."""
    vote = racing.opened(100, away=30)
    meeting = vote.item.meeting
    clerk, seats = room.clerk(meeting), room.seats(meeting.body)
    chair = make.officer(meeting.body, Office.CHAIR)
    OperatorOrder.objects.create(meeting=meeting, operator=clerk, ordered_by=chair, at=room.now())
    there, away = seats[:70], seats[70:]
    for seat in away:
        room.agreed(meeting, seat)

    def entered(seat):
        return lambda: casting.enter_in_hall(
            fresh(vote), membership=seat, choice="against", by=clerk, at=timezone.now()
        )

    def arriving(seat):
        def come_and_vote():
            sitting = Meeting.objects.get(pk=meeting.pk)
            session.mark(sitting, membership=seat, presence="hall", by=clerk, at=timezone.now())
            return casting.cast(fresh(vote), by=seat.user, choice="against", at=timezone.now())

        return come_and_vote

    one = [casting_of(vote, seat, "for") for seat in (*away, *there)]
    other = [*map(arriving, away), *map(entered, there)]
    acts = alternating(one, other)

    results = at_once(*acts[:place], closing(vote), *acts[place:])

    refused = [result for result in results if isinstance(result, Exception)]
    assert {type(refusal) for refusal in refused} <= {BallotRefused}
    require_whole(vote, results)
    present = {
        seat
        for seat, presence in meeting.attendance.order_by("pk").values_list(
            "membership", "presence"
        )
        if presence == "hall"
    }
    absentee = Ballot.objects.counted().filter(vote=vote, channel=Channel.ABSENTEE)
    # Whoever came before the close has no ballot from afar that counts; who came later still has.
    came_later = JournalEntry.objects.filter(
        kind="attendance_marked",
        position__gt=JournalEntry.objects.get(kind="vote_closed").position,
    )
    late = {entry.payload["membership"] for entry in came_later}
    assert not set(absentee.values_list("membership", flat=True)) & (present - late)


@pytest.mark.parametrize("after", [0, 0.1, 0.2, 0.4])
def test_fifty_votes_against_fifty_closes_give_one_outcome_and_it_is_that_of_the_ballots(after):
    vote = racing.opened(50)
    votes = [casting_of(vote, seat, "for") for seat in room.seats(vote.item.meeting.body)]

    results = at_once(*alternating(votes, [closing(vote, after)] * 50))

    closes = [result for result in results if isinstance(result, Outcome)]
    refused = [result for result in results if isinstance(result, Exception)]
    assert {type(refusal) for refusal in refused} <= {BallotRefused}
    assert len(closes) == 50
    assert all(close == closes[0] for close in closes)
    require_whole(vote, results)
    assert closes[0] == vote.computed()


def test_fifty_opens_against_fifty_closes_are_one_event_each():
    meeting = racing.gathered(9)
    chair = make.officer(meeting.body, Office.CHAIR).user
    session.open_meeting(meeting, by=chair, at=timezone.now())
    vote = room.vote_on(meeting)

    def opening():
        return voting.open_vote(fresh(vote), by=chair, at=timezone.now())

    results = at_once(*alternating([opening] * 50, [closing(vote)] * 50))
    results.append(closing(vote)())  # all fifty may have come before the first opening

    refused = [result for result in results if isinstance(result, Exception)]
    assert {type(refusal) for refusal in refused} <= {IllegalTransition}
    assert entries("vote_opened") == 1
    assert len({str(result) for result in results if isinstance(result, Outcome)}) == 1
    require_whole(vote, results)


def test_attendance_that_changes_while_the_vote_closes_is_the_one_the_outcome_states():
    """What is journalled before the close counts, and nothing after it."""
    vote = racing.opened(30)
    meeting = vote.item.meeting
    clerk, people = room.clerk(meeting), make.ordinary(meeting.body)
    before = {seat.pk for seat in room.seats(meeting.body)}

    def marking(seat, presence):
        return lambda: session.mark(
            Meeting.objects.get(pk=meeting.pk), membership=seat, presence=presence, by=clerk,
            at=timezone.now(),
        )  # fmt: skip

    leaving = [marking(seat, "absent") for seat in people]
    back = [marking(seat, "hall") for seat in people]
    acts = alternating(leaving, back)

    results = at_once(*acts[:27], closing(vote), *acts[27:])

    assert not [result for result in results if isinstance(result, RuleViolation)]
    close = JournalEntry.objects.get(kind="vote_closed")
    for entry in JournalEntry.objects.filter(
        kind="attendance_marked", position__lt=close.position
    ).order_by("position"):
        come = entry.payload["presence"] == "hall"
        (before.add if come else before.discard)(entry.payload["membership"])
    require_whole(vote, results)
    assert vote.computed().hall == len(before)
    assert close.payload["outcome"] == vote.result
