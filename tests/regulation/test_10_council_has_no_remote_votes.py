"""Clause 10 grants no remote vote: the Council's members vote where they meet (REQ-30, C2)."""

import pytest

from meetings.actions import casting
from meetings.errors import BallotRefused
from meetings.states import Channel
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

NO_REMOTE = "The Council's rules do not provide for remote voting."


@pytest.fixture
def council():
    return make.council(size=9)


def test_10_a_member_who_stays_away_does_not_vote(council):
    away = make.ordinary(council)[0]
    meeting = room.opened(council, hall=[s for s in room.seats(council) if s != away])
    vote = room.voting_on(meeting)

    with room.refused(meeting, BallotRefused, NO_REMOTE, clause="10"):
        casting.cast(vote, by=away.user, choice="for", at=room.now())


def test_10_a_member_on_the_broadcast_does_not_vote(council):
    away = make.ordinary(council)[0]
    meeting = room.opened(
        council, hall=[s for s in room.seats(council) if s != away], online=[away]
    )
    vote = room.voting_on(meeting)

    with room.refused(meeting, BallotRefused, NO_REMOTE, clause="10"):
        casting.cast(vote, by=away.user, choice="for", at=room.now())


def test_10_no_electronic_method_is_agreed_in_the_council(council):
    meeting = room.notified(council)

    with room.refused(meeting, BallotRefused, NO_REMOTE, clause="10"):
        casting.request_remote(
            meeting, by=make.ordinary(council)[0].user, at=room.now(), reason="Іссапар"
        )


def test_10_the_council_takes_no_written_ballots(council):
    meeting = room.notified(council)
    paper = room.scan(room.clerk(meeting))

    with room.refused(meeting, BallotRefused, NO_REMOTE, clause="10"):
        room.write(room.vote_on(meeting), make.ordinary(council)[0], scan=paper)


def test_10_rules_of_procedure_may_let_the_council_vote_online():
    council = room.departing(make.council(), allow_online=True, quorum_counts="hall_online")
    online = make.ordinary(council)
    meeting = room.opened(
        council, hall=[s for s in room.seats(council) if s not in online], online=online
    )
    vote = room.voting_on(meeting)

    room.cast(vote, "for", online)

    assert room.close(vote).tally.for_ == 7
    assert set(vote.ballots.values_list("channel", flat=True)) == {Channel.ONLINE}
