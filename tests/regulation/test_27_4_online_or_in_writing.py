"""Clause 27.4: members who cannot come vote online or in writing (REQ-32, REQ-33)."""

import pytest

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting, session
from meetings.errors import BallotRefused, NotOnRoll
from meetings.states import Channel
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

PRESENT = "You are marked present; vote at the meeting."


@pytest.fixture
def body():
    return make.association(size=10)


@pytest.fixture
def away(body):
    return make.ordinary(body)[6]


@pytest.fixture
def meeting(body):
    return room.notified(body)


def sit(meeting, away):
    room.come(meeting, [seat for seat in room.seats(meeting.body) if seat != away])
    room.open_meeting(meeting)
    return room.voting_on(meeting)


def test_27_4_the_secretary_enters_a_signed_paper_and_the_member_is_told(meeting, away):
    vote = room.vote_on(meeting)

    ballot = room.write(vote, away, "against")

    assert (ballot.channel, ballot.entered_by) == (Channel.WRITTEN, room.clerk(meeting))
    assert ballot.scan is not None
    assert Notification.objects.get(kind="ballot_entered").recipient == away.user
    assert JournalEntry.objects.get(kind="written_ballot_entered").payload["receipt"] == (
        ballot.receipt
    )


def test_27_4_a_written_vote_is_counted_and_is_no_participation(meeting, away):
    room.write(room.vote_on(meeting), away, "for")
    vote = sit(meeting, away)

    outcome = room.close(vote)

    assert (outcome.tally.for_, outcome.participating, outcome.quorum.remote) == (1, 9, 1)


def test_27_4_a_written_vote_comes_until_the_close(meeting, away):
    vote = sit(meeting, away)

    room.write(vote, away, "for")

    assert room.close(vote).tally.for_ == 1


def test_27_4_without_the_scan_no_paper_is_entered(meeting, away):
    with room.refused(meeting, BallotRefused, "Attach the signed ballot.", clause="27.4"):
        room.write(room.vote_on(meeting), away, scan=None)


def test_27_4_after_the_close_no_paper_is_entered(meeting, away):
    vote = sit(meeting, away)
    room.close(vote, without_casting=True)
    paper = room.scan(room.clerk(meeting))

    with room.refused(
        meeting, BallotRefused, "Voting on this item has not started or has ended.", clause="27.4"
    ):
        room.write(vote, away, scan=paper)


@pytest.mark.parametrize("presence", ["hall", "online"])
def test_27_4_who_attends_hands_in_no_paper(meeting, away, presence):
    room.come(meeting, [away], presence)
    paper = room.scan(room.clerk(meeting))

    with room.refused(meeting, BallotRefused, PRESENT, clause="27.4"):
        room.write(room.vote_on(meeting), away, scan=paper)


def test_27_4_who_comes_after_all_votes_at_the_meeting_and_the_paper_falls(meeting, away):
    vote = room.vote_on(meeting)
    room.write(vote, away, "for")
    vote = sit(meeting, away)

    room.come(meeting, [away])
    casting.cast(vote, by=away.user, choice="against", at=room.now())

    outcome = room.close(vote)
    reasons = vote.ballots.order_by("revision").values_list("void_reason", flat=True)
    assert (outcome.tally.for_, outcome.tally.against) == (0, 1)
    assert list(reasons) == ["", "arrived", ""]


@pytest.mark.parametrize("office", [Office.CHAIR, Office.DEPUTY_CHAIR, Office.MEMBER])
def test_27_4_only_the_secretary_enters_papers(meeting, away, office):
    body = meeting.body
    by = make.ordinary(body)[0] if office == Office.MEMBER else make.officer(body, office)
    paper = room.scan(by.user)

    with room.refused(
        meeting, NotPermitted, "Only the secretary enters written ballots.", clause="27.4"
    ):
        room.write(room.vote_on(meeting), away, by=by.user, scan=paper)


def test_27_4_the_paper_of_somebody_else_is_not_entered(meeting):
    stranger = make.ordinary(make.association())[0]
    paper = room.scan(room.clerk(meeting))

    with room.refused(meeting, NotOnRoll, "You are not a voting member of this body.", clause="20"):
        room.write(room.vote_on(meeting), stranger, scan=paper)


def test_27_4_the_same_paper_again_is_the_same_ballot_and_nobody_is_told_twice(meeting, away):
    vote = room.vote_on(meeting)
    first = room.write(vote, away, "for")
    paper = room.scan(room.clerk(meeting))
    before = room.facts(meeting)

    assert room.write(vote, away, "for", scan=paper) == first
    assert room.facts(meeting) == before


def test_27_4_where_the_rules_provide_no_written_vote_none_is_entered(body, away):
    room.departing(body, allow_written=False)
    meeting = room.notified(body)
    paper = room.scan(room.clerk(meeting))

    with room.refused(
        meeting, BallotRefused, "The body's rules do not provide for this way of voting.",
        clause="20",
    ):  # fmt: skip
        room.write(room.vote_on(meeting), away, scan=paper)


def test_27_4_online_a_member_votes_without_any_agreement(body, away):
    meeting = room.notified(body, form="online")
    room.come(meeting, room.seats(body), "online")
    room.open_meeting(meeting)
    vote = room.voting_on(meeting)

    room.cast(vote, "for", [away])

    outcome = room.close(vote)
    assert (outcome.tally.for_, outcome.hall, outcome.participating) == (1, 0, 10)


def test_27_4_a_member_without_a_device_votes_through_the_secretary_and_is_told(body, away):
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    chair = make.officer(body, Office.CHAIR)
    session.order_operator(meeting, operator=room.clerk(meeting), by=chair.user, at=room.now())

    ballot = casting.enter_in_hall(
        vote, membership=away, choice="for", by=room.clerk(meeting), at=room.now()
    )

    assert ballot.channel == Channel.HALL
    assert Notification.objects.get(kind="ballot_entered").recipient == away.user
    assert JournalEntry.objects.filter(kind="hall_ballot_entered").count() == 1
