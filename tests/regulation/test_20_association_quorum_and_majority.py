"""Clause 20: the association decides by open vote and simple majority where not less than two
thirds of its composition participated; on equality of votes the chair's vote is decisive.
"""

import pytest

from bodies.rules.procedure import (
    CastingVote,
    MajorityBase,
    Procedure,
    QuorumCounts,
    TieWithoutCasting,
    clauses,
    defaults,
)
from meetings.rules import attendance, casting, majority, quorum
from meetings.rules.attendance import Mode
from meetings.rules.majority import Choice, Reason, Result, Tally

ASSOCIATION = defaults("association")
CLAUSE = clauses("association").decision
CHAIR, DEPUTY = 1, 2


def participate(composition, hall, *, online=0, remote=0, counts=ASSOCIATION.quorum_counts):
    return quorum.check(
        composition=composition,
        participation=quorum.Participation(hall=hall, online=online, remote=remote),
        counts=counts,
        clause=CLAUSE,
    )


def vote(
    tally, *, rules=ASSOCIATION, presiding=CHAIR, ballots=None, composition=None, present=None
):
    """Close a vote of an association: `ballots` are those of the chair and the deputy."""
    ballots = ballots or {}
    composition = composition or max(tally.voted, 1)
    holder = casting.holder(
        policy=rules.casting_vote,
        presiding=presiding,
        chair=CHAIR,
        chair_has_ballot=CHAIR in ballots,
    )
    return majority.decide(
        tally=tally,
        quorum=participate(composition, composition if present is None else present),
        base_kind=rules.majority_base,
        casting=holder.member,
        casting_choice=ballots.get(holder.member),
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
        (0, 0, False),
    ],
)
def test_20_not_less_than_two_thirds_of_the_composition_participated(composition, present, reached):
    verdict = participate(composition, present)

    assert (verdict.reached, verdict.clause) == (reached, "20")


def test_20_members_on_the_broadcast_participate_and_the_letter_is_told_beside_it():
    verdict = participate(10, 4, online=3)

    assert (verdict.participating, verdict.hall, verdict.reached) == (7, 4, True)
    assert (verdict.literal_reached, verdict.rests_on_online) == (False, True)


def test_20_absentee_and_written_ballots_are_no_participation():
    verdict = participate(10, 6, remote=4)

    assert (verdict.participating, verdict.missing, verdict.reached) == (6, 1, False)


def test_20_read_to_the_letter_only_the_hall_participates():
    assert not participate(10, 6, online=4, counts=QuorumCounts.HALL).reached


def test_20_a_guest_never_changes_the_quorum():
    standing = dict.fromkeys(range(1, 7), Mode.HALL)
    with_guest = standing | {99: Mode.HALL}
    roll = range(1, 11)

    assert attendance.participation(with_guest, voting=roll) == attendance.participation(
        standing, voting=roll
    )


@pytest.mark.parametrize(
    ("tally", "base", "adopted"),
    [
        (Tally(6, 5, 0), MajorityBase.FOR_AGAINST, True),
        (Tally(5, 6, 0), MajorityBase.FOR_AGAINST, False),
        (Tally(4, 3, 5), MajorityBase.FOR_AGAINST, True),
        (Tally(6, 5, 0), MajorityBase.VOTED, True),
        (Tally(5, 6, 0), MajorityBase.VOTED, False),
        (Tally(4, 3, 5), MajorityBase.VOTED, False),
    ],
)
def test_20_decisions_are_adopted_by_simple_majority(tally, base, adopted):
    outcome = vote(tally, rules=Procedure(majority_base=base))

    assert outcome.adopted is adopted
    assert outcome.reason is (Reason.MAJORITY if adopted else Reason.NO_MAJORITY)
    assert outcome.tally == tally


def test_20_abstentions_are_shown_but_are_not_in_the_base():
    outcome = vote(Tally(4, 3, 5))

    assert (outcome.base, outcome.threshold) == (7, 4)
    assert outcome.would_differ_under_voted_base


@pytest.mark.parametrize(
    ("choice", "result"), [(Choice.FOR, Result.ADOPTED), (Choice.AGAINST, Result.REJECTED)]
)
def test_20_on_equality_the_chairs_vote_is_decisive_and_no_vote_is_added(choice, result):
    outcome = vote(Tally(5, 5), ballots={CHAIR: choice})

    assert (outcome.outcome, outcome.reason) == (result, Reason.CASTING_VOTE)
    assert outcome.tally == Tally(5, 5)
    assert (outcome.casting, outcome.casting_choice) == (CHAIR, choice)


@pytest.mark.parametrize(
    ("tally", "ballots"),
    [
        (Tally(5, 5, 1), {CHAIR: Choice.ABSTAIN}),
        (Tally(5, 5), {}),
        (Tally(0, 0), {}),
        (Tally(0, 0, 7), {CHAIR: Choice.ABSTAIN}),
    ],
)
def test_20_on_equality_without_a_decisive_vote_nothing_is_adopted(tally, ballots):
    outcome = vote(tally, ballots=ballots, composition=12)

    assert (outcome.outcome, outcome.reason) == (
        Result.REJECTED,
        Reason.TIE_WITHOUT_CASTING_VOTE,
    )


@pytest.mark.parametrize("base", list(MajorityBase))
def test_20_equality_is_of_votes_for_and_against_under_any_base(base):
    rules = Procedure(majority_base=base)

    equal = vote(Tally(4, 4, 2), rules=rules, ballots={CHAIR: Choice.FOR})
    unequal = vote(Tally(4, 2, 2), rules=rules, ballots={CHAIR: Choice.FOR})

    assert equal.reason is Reason.CASTING_VOTE
    assert unequal.reason in {Reason.MAJORITY, Reason.NO_MAJORITY}


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        (CastingVote.PRESIDING, Reason.CASTING_VOTE),
        (CastingVote.CHAIR_ELSE_PRESIDING, Reason.CASTING_VOTE),
        (CastingVote.CHAIR_ONLY, Reason.TIE_WITHOUT_CASTING_VOTE),
    ],
)
def test_20_a_presiding_deputy_decides_equality_where_the_rules_let_the_deputy(policy, reason):
    outcome = vote(
        Tally(5, 5),
        rules=Procedure(casting_vote=policy),
        presiding=DEPUTY,
        ballots={DEPUTY: Choice.FOR},
    )

    assert outcome.reason is reason
    assert outcome.adopted is (reason is Reason.CASTING_VOTE)


def test_20_an_absent_chairs_ballot_may_be_made_decisive_over_the_presiding_deputys():
    outcome = vote(
        Tally(5, 5),
        rules=Procedure(casting_vote=CastingVote.CHAIR_ELSE_PRESIDING),
        presiding=DEPUTY,
        ballots={DEPUTY: Choice.FOR, CHAIR: Choice.AGAINST},
    )

    assert (outcome.outcome, outcome.casting) == (Result.REJECTED, CHAIR)


def test_20_the_question_to_the_chair_is_an_ordinary_ballot_before_the_close():
    held = casting.holder(policy=CastingVote.PRESIDING, presiding=CHAIR, chair=CHAIR)

    assert casting.is_asked_before_close(
        policy=TieWithoutCasting.LATE_CHOICE,
        tally=Tally(5, 5),
        holder=held,
        presiding=CHAIR,
        choice=None,
    )
    assert vote(Tally(6, 5), ballots={CHAIR: Choice.FOR}).reason is Reason.MAJORITY


def test_20_a_quorum_lost_before_the_close_leaves_nothing_adopted():
    opened = vote(Tally(7, 0), composition=10, present=7)
    one_left = vote(Tally(7, 0), composition=10, present=6)

    assert opened.adopted
    assert (one_left.outcome, one_left.reason) == (Result.NO_QUORUM, Reason.NO_QUORUM)
    assert (one_left.participating, one_left.needed) == (6, 7)
