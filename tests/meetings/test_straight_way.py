"""One meeting, one straight way, without a browser: roll, ballots of four kinds, a tie, the close."""

import pytest
from django.utils import timezone

from bodies.models import Office
from meetings.actions import casting, papers, session, voting
from meetings.documents.texts import item_text_hash
from meetings.errors import BallotRefused, CastingVoteAwaited, QuorumNotMet
from meetings.models import AgendaItem, Ballot, Vote
from meetings.rules.majority import Reason, Result
from meetings.states import MeetingState, VoteState
from records import journal
from records.actions import store_bytes
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A notified meeting, today, of ten with one item to vote on."""
    body = make.association(size=10)
    meeting = make.meeting(body, scheduled_for=timezone.now(), state=MeetingState.NOTIFIED)
    item = AgendaItem.objects.create(meeting=meeting, position=1, title_kk="Жоспар туралы")
    Vote.objects.create(item=item, text_hash=item_text_hash(item))
    return meeting


def come(meeting, seats, presence="hall"):
    clerk = make.officer(meeting.body, Office.SECRETARY).user
    for seat in seats:
        session.mark(meeting, membership=seat, presence=presence, by=clerk, at=timezone.now())


def test_the_whole_way_with_a_tie_decided_by_the_presiding_person(room):
    body, now = room.body, timezone.now()
    chair = make.officer(body, Office.CHAIR)
    deputy = make.officer(body, Office.DEPUTY_CHAIR)
    clerk = make.officer(body, Office.SECRETARY)
    others = make.ordinary(body)
    vote = Vote.objects.get(item__meeting=room)

    asked = casting.request_remote(room, by=others[6].user, at=now, reason="Іссапар")
    casting.decide_remote(asked, by=clerk.user, at=now, agree=True)
    casting.cast(vote, by=others[6].user, choice="against", at=now)
    scan = store_bytes(b"%PDF-1.4 x", name="b.pdf", media_type="application/pdf", by=clerk.user)
    with pytest.raises(BallotRefused):
        papers.enter_paper(
            room, membership=others[5], choices={vote.pk: "against"}, by=clerk.user, at=now,
            scan=None,
        )  # fmt: skip
    paper = papers.enter_paper(
        room, membership=others[5], choices={vote.pk: "against"}, by=clerk.user, at=now, scan=scan
    )
    papers.confirm_paper(paper, by=chair.user, at=now)

    come(room, [chair, deputy, clerk, *others[:3]])
    with pytest.raises(QuorumNotMet):
        session.open_meeting(room, by=chair.user, at=now)
    come(room, [others[3]], "online")
    verdict = session.open_meeting(room, by=chair.user, at=now)
    assert (verdict.composition, verdict.participating, verdict.needed, verdict.hall) == (
        10, 7, 7, 6,
    )  # fmt: skip

    with pytest.raises(BallotRefused):
        casting.cast(vote, by=deputy.user, choice="for", at=now)
    voting.open_vote(vote, by=chair.user, at=now)
    for seat, choice in [(deputy, "for"), (clerk, "for"), (others[0], "against"),
                         (others[1], "for"), (others[3], "abstain")]:  # fmt: skip
        casting.cast(vote, by=seat.user, choice=choice, at=now)
    with pytest.raises(CastingVoteAwaited):
        voting.close_vote(vote, by=chair.user, at=now)
    vote.refresh_from_db()
    assert vote.state == VoteState.TIED
    casting.cast(vote, by=chair.user, choice="abstain", at=now)
    casting.cast(vote, by=chair.user, choice="against", at=now)
    with pytest.raises(BallotRefused):
        casting.cast(vote, by=others[2].user, choice="for", at=now)
    outcome = voting.close_vote(vote, by=chair.user, at=now)

    assert (outcome.outcome, outcome.reason) == (Result.REJECTED, Reason.NO_MAJORITY)
    assert voting.close_vote(vote, by=chair.user, at=now) == outcome
    session.close_meeting(room, by=chair.user, at=now)
    room.refresh_from_db()
    body.refresh_from_db()
    assert (room.state, body.composition_held_by) == (MeetingState.CLOSED, "")
    assert Ballot.objects.filter(vote=vote).count() == 9
    assert journal.verify(body.stream) == []
