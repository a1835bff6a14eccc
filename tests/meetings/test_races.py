"""The order of time around ballots, with real threads on real connections (assurance 6)."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone

from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.documents.texts import item_text_hash
from meetings.errors import BallotRefused
from meetings.models import AgendaItem, Ballot, Vote
from meetings.states import Channel, MeetingState, VoteState
from records import journal
from records.models import JournalEntry
from tests import factories as make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "__import__('django.db').db.connection.vendor != 'postgresql'",
        reason="one writer at a time on SQLite: there is nothing to race",
    ),
]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run every act in a thread with a connection of its own, started together."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = act()
        except Exception as refusal:  # noqa: BLE001 - the test looks at what was raised
            results[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def open_vote():
    """A vote open in the hall of an association of thirty, everybody present."""
    body = make.association(size=30)
    meeting = make.meeting(body, scheduled_for=timezone.now(), state=MeetingState.NOTIFIED)
    item = AgendaItem.objects.create(meeting=meeting, position=1, title_kk="Жоспар туралы")
    vote = Vote.objects.create(item=item, text_hash=item_text_hash(item))
    chair = make.officer(body, Office.CHAIR)
    clerk = make.officer(body, Office.SECRETARY).user
    for seat in body.memberships.all():
        session.mark(meeting, membership=seat, presence="hall", by=clerk, at=timezone.now())
    session.open_meeting(meeting, by=chair.user, at=timezone.now())
    return voting.open_vote(vote, by=chair.user, at=timezone.now())


def seats_of(vote: Vote):
    return list(vote.item.meeting.body.memberships.select_related("user"))


def test_fifty_sends_of_one_member_are_one_ballot_and_fifty_equal_receipts(open_vote):
    voter = make.ordinary(open_vote.item.meeting.body)[0].user

    results = at_once(*[
        lambda: casting.cast(open_vote, by=voter, choice="for", at=timezone.now()).receipt
    ] * 50)  # fmt: skip

    assert Ballot.objects.filter(vote=open_vote).count() == 1
    assert set(results) == {Ballot.objects.get(vote=open_vote).receipt}


def test_every_ballot_with_a_receipt_is_in_the_count_however_the_close_races(open_vote):
    chair = make.officer(open_vote.item.meeting.body, Office.CHAIR).user
    votes = [
        lambda seat=seat: casting.cast(open_vote, by=seat.user, choice="for", at=timezone.now())
        for seat in seats_of(open_vote)
    ]

    results = at_once(
        *votes,
        lambda: voting.close_vote(open_vote, by=chair, at=timezone.now(), without_casting=True),
    )

    receipts = {result.receipt for result in results if isinstance(result, Ballot)}
    refusals = [result for result in results if isinstance(result, Exception)]
    open_vote.refresh_from_db()
    assert {type(refusal) for refusal in refusals} <= {BallotRefused}
    assert len(receipts) + len(refusals) == len(votes)
    assert set(open_vote.ballots.values_list("receipt", flat=True)) == receipts
    assert open_vote.computed().tally.for_ == len(receipts)
    assert open_vote.digest == voting.digest_of(open_vote)


def test_twenty_closes_return_one_outcome_and_one_journal_entry(open_vote):
    chair = make.officer(open_vote.item.meeting.body, Office.CHAIR).user
    for seat in seats_of(open_vote)[:21]:
        casting.cast(open_vote, by=seat.user, choice="against", at=timezone.now())

    results = at_once(*[
        lambda: voting.close_vote(
            Vote.objects.get(pk=open_vote.pk), by=chair, at=timezone.now()
        ).as_dict()
    ] * 20)  # fmt: skip

    assert all(result == results[0] for result in results)
    assert JournalEntry.objects.filter(kind="vote_closed").count() == 1
    assert journal.verify(open_vote.item.meeting.stream) == []


def test_a_meeting_opened_by_twenty_clicks_opens_once():
    body = make.association(size=9)
    meeting = make.meeting(body, scheduled_for=timezone.now(), state=MeetingState.NOTIFIED)
    clerk = make.officer(body, Office.SECRETARY).user
    chair = make.officer(body, Office.CHAIR).user
    for seat in body.memberships.all():
        session.mark(meeting, membership=seat, presence="hall", by=clerk, at=timezone.now())

    at_once(*[
        lambda: session.open_meeting(
            type(meeting).objects.get(pk=meeting.pk), by=chair, at=timezone.now()
        )
    ] * 20)  # fmt: skip

    assert JournalEntry.objects.filter(kind="meeting_opened").count() == 1
    assert meeting.roll.count() == 9


def test_nobody_is_counted_in_two_channels_when_arrival_races_an_absentee_ballot():
    body = make.association(size=12)
    meeting = make.meeting(body, scheduled_for=timezone.now(), state=MeetingState.NOTIFIED)
    item = AgendaItem.objects.create(meeting=meeting, position=1, title_kk="Жоспар туралы")
    vote = Vote.objects.create(item=item, text_hash=item_text_hash(item))
    clerk, chair = make.officer(body, Office.SECRETARY), make.officer(body, Office.CHAIR)
    late = make.ordinary(body)[0]
    for seat in body.memberships.exclude(pk=late.pk):
        session.mark(meeting, membership=seat, presence="hall", by=clerk.user, at=timezone.now())
    asked = casting.request_remote(meeting, by=late.user, at=timezone.now(), reason="Іссапар")
    casting.decide_remote(asked, by=clerk.user, at=timezone.now(), agree=True)
    session.open_meeting(meeting, by=chair.user, at=timezone.now())
    voting.open_vote(vote, by=chair.user, at=timezone.now())

    at_once(
        lambda: casting.cast(vote, by=late.user, choice="for", at=timezone.now()),
        lambda: session.mark(
            meeting, membership=late, presence="hall", by=clerk.user, at=timezone.now()
        ),
    )
    casting.cast(vote, by=late.user, choice="against", at=timezone.now())
    outcome = voting.close_vote(
        Vote.objects.get(pk=vote.pk), by=chair.user, at=timezone.now(), without_casting=True
    )

    assert (outcome.tally.for_, outcome.tally.against) == (0, 1)
    last = Ballot.objects.counted().get(vote=vote, membership=late)
    assert last.channel == Channel.HALL
    vote.refresh_from_db()
    assert vote.state == VoteState.CLOSED
