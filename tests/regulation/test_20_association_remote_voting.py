"""Clause 20: members unable to participate may vote through online broadcast or by another
electronic method agreed with the Secretariat; clause 27.4: online or in writing.
"""

import pytest

from bodies.rules.procedure import clauses, defaults
from meetings.rules import channel
from meetings.rules.attendance import Mode
from meetings.rules.channel import Channel, Refusal, Voter, VoteState

ASSOCIATION = defaults("association")
CLAUSE = clauses("association").decision


def cast(mode, state, *, method_agreed=False):
    voter = Voter(on_roll=True, voting=True, mode=mode, method_agreed=method_agreed)
    return channel.own(voter=voter, state=state, procedure=ASSOCIATION, clause=CLAUSE)


def enter_written(mode, state, *, scan_attached=True):
    return channel.written(
        voter=Voter(on_roll=True, voting=True, mode=mode),
        state=state,
        procedure=ASSOCIATION,
        scan_attached=scan_attached,
        clause=CLAUSE,
    )


def test_20_members_on_the_broadcast_vote_while_the_item_is_open():
    assert cast(Mode.ONLINE, VoteState.OPEN).channel is Channel.ONLINE
    assert cast(Mode.ONLINE, VoteState.REMOTE).refusal is Refusal.NOT_OPEN


def test_20_another_electronic_method_must_be_agreed_with_the_secretariat_first():
    refused = cast(Mode.ABSENT, VoteState.REMOTE)
    accepted = cast(Mode.ABSENT, VoteState.REMOTE, method_agreed=True)

    assert (refused.refusal, refused.clause) == (Refusal.METHOD_NOT_AGREED, "20")
    assert (accepted.channel, accepted.clause) == (Channel.ABSENTEE, "20")


@pytest.mark.parametrize(
    ("state", "accepted"),
    [
        (VoteState.NONE, False),
        (VoteState.REMOTE, True),
        (VoteState.OPEN, True),
        (VoteState.CLOSED, False),
    ],
)
def test_20_remote_and_written_ballots_come_from_agenda_approval_until_the_close(state, accepted):
    assert cast(Mode.ABSENT, state, method_agreed=True).allowed is accepted
    assert enter_written(Mode.ABSENT, state).allowed is accepted


def test_20_who_is_in_the_hall_votes_at_the_meeting():
    remote = cast(Mode.HALL, VoteState.REMOTE, method_agreed=True)
    in_writing = enter_written(Mode.HALL, VoteState.OPEN)

    assert remote.refusal is Refusal.PRESENT_IN_HALL
    assert (in_writing.refusal, in_writing.clause) == (Refusal.PRESENT_IN_HALL, "27.4")


def test_20_a_written_ballot_needs_the_signed_paper():
    verdict = enter_written(Mode.EXCUSED, VoteState.OPEN, scan_attached=False)

    assert (verdict.refusal, verdict.clause) == (Refusal.NO_SCAN, "27.4")


@pytest.mark.parametrize("sent", [Channel.ABSENTEE, Channel.WRITTEN])
@pytest.mark.parametrize("arrives", [Mode.HALL, Mode.ONLINE])
def test_20_arriving_voids_the_ballot_sent_before_while_the_item_is_not_closed(sent, arrives):
    def void(state):
        return channel.void_on_arrival(channel=sent, mode=arrives, state=state)

    assert void(VoteState.REMOTE)
    assert void(VoteState.OPEN)
    assert not void(VoteState.CLOSED)
