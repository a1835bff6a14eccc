"""Clause 10: the Council decides at a meeting, by simple majority in an open vote, if at least two
thirds of the total composition participate; on equal votes the chair's vote is decisive.
"""

import pytest

from bodies.rules.procedure import clauses, defaults
from meetings.rules import casting, channel, majority, quorum
from meetings.rules.attendance import Mode
from meetings.rules.channel import Channel, Refusal, Voter, VoteState
from meetings.rules.majority import Choice, Reason, Result, Tally

COUNCIL = defaults("council")
CLAUSE = clauses("council").decision
CHAIR, DEPUTY = "chair", "deputy"


def participate(composition, hall, *, online=0):
    return quorum.check(
        composition=composition,
        participation=quorum.Participation(hall=hall, online=online),
        counts=COUNCIL.quorum_counts,
        clause=CLAUSE,
    )


def vote(tally, *, presiding=CHAIR, presiding_choice=None, composition=None, hall=None):
    composition = composition or max(tally.voted, 1)
    holder = casting.holder(policy=COUNCIL.casting_vote, presiding=presiding, chair=CHAIR)
    return majority.decide(
        tally=tally,
        quorum=participate(composition, composition if hall is None else hall),
        base_kind=COUNCIL.majority_base,
        casting=holder.member,
        casting_choice=presiding_choice,
    )


@pytest.mark.parametrize(
    ("composition", "present", "reached"),
    [
        (9, 5, False),
        (9, 6, True),
        (10, 6, False),
        (10, 7, True),
        (25, 16, False),
        (25, 17, True),
        (1, 1, True),
        (1, 0, False),
        (0, 0, False),
    ],
)
def test_10_at_least_two_thirds_of_the_total_composition_participate(composition, present, reached):
    verdict = participate(composition, present)

    assert (verdict.reached, verdict.clause) == (reached, "10")


def test_10_members_on_the_broadcast_do_not_make_the_councils_quorum():
    verdict = participate(9, 5, online=4)

    assert (verdict.participating, verdict.needed, verdict.missing) == (5, 6, 1)
    assert not verdict.reached


@pytest.mark.parametrize(
    ("tally", "adopted"),
    [(Tally(6, 5, 0), True), (Tally(5, 6, 0), False), (Tally(4, 3, 5), True)],
)
def test_10_decisions_are_adopted_by_simple_majority(tally, adopted):
    outcome = vote(tally)

    assert outcome.adopted is adopted
    assert outcome.reason is (Reason.MAJORITY if adopted else Reason.NO_MAJORITY)
    assert outcome.clause == "10"


@pytest.mark.parametrize(
    ("choice", "result"), [(Choice.FOR, Result.ADOPTED), (Choice.AGAINST, Result.REJECTED)]
)
def test_10_on_equal_votes_the_chairs_vote_is_decisive(choice, result):
    outcome = vote(Tally(5, 5), presiding_choice=choice)

    assert (outcome.outcome, outcome.reason) == (result, Reason.CASTING_VOTE)
    assert (outcome.casting, outcome.casting_choice) == (CHAIR, choice)
    assert outcome.tally == Tally(5, 5)


def test_10_a_presiding_deputy_holds_the_decisive_vote():
    outcome = vote(Tally(5, 5), presiding=DEPUTY, presiding_choice=Choice.FOR)

    assert outcome.adopted
    assert outcome.casting == DEPUTY


def test_10_on_equal_votes_without_a_decisive_vote_nothing_is_adopted():
    outcome = vote(Tally(5, 5), composition=11)

    assert (outcome.outcome, outcome.reason) == (
        Result.REJECTED,
        Reason.TIE_WITHOUT_CASTING_VOTE,
    )


def test_10_without_a_quorum_no_decision_is_adopted():
    outcome = vote(Tally(5, 0), composition=9, hall=5)

    assert (outcome.outcome, outcome.reason) == (Result.NO_QUORUM, Reason.NO_QUORUM)


@pytest.mark.parametrize("mode", [Mode.ONLINE, Mode.ABSENT, Mode.EXCUSED])
@pytest.mark.parametrize("state", [VoteState.REMOTE, VoteState.OPEN])
def test_10_the_council_has_no_remote_voting(mode, state):
    voter = Voter(on_roll=True, voting=True, mode=mode, method_agreed=True)

    verdict = channel.own(voter=voter, state=state, procedure=COUNCIL, clause=CLAUSE)

    assert (verdict.refusal, verdict.clause) == (Refusal.REMOTE_NOT_PROVIDED, "10")


def test_10_members_vote_at_the_meeting_while_the_item_is_open():
    voter = Voter(on_roll=True, voting=True, mode=Mode.HALL)

    def answer(state):
        return channel.own(voter=voter, state=state, procedure=COUNCIL, clause=CLAUSE)

    assert answer(VoteState.OPEN).channel is Channel.HALL
    assert answer(VoteState.REMOTE).refusal is Refusal.NOT_OPEN
    assert answer(VoteState.CLOSED).refusal is Refusal.CLOSED


def test_10_a_council_secretary_without_a_voting_right_does_not_vote():
    secretary = Voter(on_roll=True, voting=False, mode=Mode.HALL)

    verdict = channel.own(voter=secretary, state=VoteState.OPEN, procedure=COUNCIL, clause=CLAUSE)

    assert verdict.refusal is Refusal.NOT_VOTING
