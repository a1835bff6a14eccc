"""Clauses 10 and 20: an open vote by roll call, spoken or on paper, entered by order."""

import pytest
from django.core.files.base import ContentFile

from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting, roll_call, session
from meetings.documents import sitting
from meetings.errors import BallotRefused
from meetings.models import Ballot
from records.models import JournalEntry, StoredFile
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db
NO_ORDER = "The presiding person has not ordered that you enter votes."


@pytest.fixture
def body():
    return make.association(size=9)


@pytest.fixture
def meeting(body):
    return room.opened(body)


@pytest.fixture
def clerk(meeting, body):
    """Holds the keys of the room."""
    chair = make.officer(body, Office.CHAIR)
    session.order_operator(meeting, operator=room.clerk(meeting), by=chair.user, at=room.now())
    return room.clerk(meeting)


@pytest.fixture
def vote(meeting):
    return room.voting_on(meeting)


def enter(vote, seat, choice, by):
    return casting.enter_in_hall(vote, membership=seat, choice=choice, by=by, at=room.now())


def back(vote, seat, by):
    return roll_call.take_back(vote, membership=seat, by=by, at=room.now())


def sheet(vote, choices, by):
    scan = ContentFile(b"%PDF-1.4 x", "sheet.pdf")
    return roll_call.enter_paper(vote, choices=choices, by=by, at=room.now(), scan=scan)


def test_20_a_vote_taken_back_is_a_further_revision(body, vote, clerk):
    seat = make.ordinary(body)[0]
    enter(vote, seat, "against", clerk)

    back(vote, seat, clerk)

    kept = list(vote.ballots.order_by("revision").values_list("choice", "void_reason"))
    assert kept == [("against", ""), ("", "taken_back")]
    assert JournalEntry.objects.filter(kind="hall_ballot_taken_back").count() == 1
    told = Notification.objects.filter(recipient=seat.user).values_list("kind", flat=True)
    assert list(told.order_by("pk"))[-2:] == ["ballot_entered", "ballot_voided"]


def test_20_what_the_member_cast_before_stands_again(body, vote, clerk):
    seat = make.ordinary(body)[0]
    room.cast(vote, "for", [seat])
    enter(vote, seat, "against", clerk)

    back(vote, seat, clerk)

    kept = list(vote.ballots.order_by("revision").values_list("choice", flat=True))
    assert kept == ["for", "against", "for"]


def test_20_nobody_takes_back_a_vote_the_member_cast(body, meeting, vote, clerk):
    seat = make.ordinary(body)[0]
    room.cast(vote, "for", [seat])

    with room.refused(
        meeting, BallotRefused, "There is no vote of this member that you entered.", clause="20"
    ):
        back(vote, seat, clerk)


def test_20_nothing_is_taken_back_after_the_close(body, meeting, vote, clerk):
    seat = make.ordinary(body)[0]
    enter(vote, seat, "against", clerk)
    room.close(vote, without_casting=True)

    with room.refused(
        meeting, BallotRefused, "A vote cannot be changed after voting has ended.", clause="20"
    ):
        back(vote, seat, clerk)


def test_20_a_paper_roll_call_is_entered_whole_with_its_scan(body, vote, clerk):
    members = make.ordinary(body)
    choices = {members[0].pk: "for", members[1].pk: "for", members[2].pk: "abstain"}

    sheet(vote, choices, clerk)

    ballots = list(Ballot.objects.counted().filter(vote=vote))
    assert {ballot.membership_id: ballot.choice for ballot in ballots} == choices
    assert {(b.channel, b.entered_by, b.scan) for b in ballots} == {
        ("hall", clerk, StoredFile.objects.get())
    }
    rows = sitting.ballots(vote, sitting.attendance(vote.item.meeting))
    assert sum(row.from_paper for row in rows) == 3
    entry = JournalEntry.objects.get(kind="paper_roll_call_entered")
    assert entry.payload["scan"] == StoredFile.objects.get().sha256
    assert Notification.objects.filter(kind="ballot_entered").count() == 3
    assert room.close(vote).tally.for_ == 2


def test_20_without_the_order_no_sheet_is_entered(body, meeting, vote):
    with room.refused(meeting, BallotRefused, NO_ORDER, clause="20"):
        sheet(vote, {make.ordinary(body)[0].pk: "for"}, room.clerk(meeting))
    assert not StoredFile.objects.exists()


def test_20_one_row_refused_leaves_the_whole_sheet_out(body, meeting, vote, clerk):
    members = make.ordinary(body)
    room.leave(meeting, members[1])

    with room.refused(
        meeting, BallotRefused, "The member is not marked as present in the hall.", clause="20"
    ):
        sheet(vote, {members[0].pk: "for", members[1].pk: "for"}, clerk)
    assert not StoredFile.objects.exists()
