import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies.rules.procedure import MajorityBase, QuorumCounts
from meetings.rules import majority, quorum
from meetings.rules.majority import Choice, Outcome, Reason, Result, Tally

votes = st.integers(0, 60)
bases = st.sampled_from(MajorityBase)


def verdict(composition, hall, *, online=0, remote=0):
    return quorum.check(
        composition=composition,
        participation=quorum.Participation(hall=hall, online=online, remote=remote),
        counts=QuorumCounts.HALL_ONLINE,
        clause="20",
    )


def decide(for_, against, abstain, *, kind=MajorityBase.FOR_AGAINST, choice=None):
    voted = for_ + against + abstain
    return majority.decide(
        tally=Tally(for_, against, abstain),
        quorum=verdict(max(voted, 1), max(voted, 1)),
        base_kind=kind,
        casting=1,
        casting_choice=choice,
    )


@given(for_=votes, against=votes, abstain=votes, kind=bases)
def test_adopted_means_more_than_half_of_the_base(for_, against, abstain, kind):
    outcome = decide(for_, against, abstain, kind=kind)

    assert outcome.adopted == (2 * for_ > outcome.base)
    assert outcome.adopted == (for_ >= outcome.threshold)
    assert (outcome.reason is Reason.TIE_WITHOUT_CASTING_VOTE) == (for_ == against)


@given(for_=votes, against=votes, abstain=votes, kind=bases)
def test_one_more_vote_for_never_defeats_and_one_more_against_never_helps(
    for_, against, abstain, kind
):
    outcome = decide(for_, against, abstain, kind=kind)

    if outcome.adopted:
        assert decide(for_ + 1, against, abstain, kind=kind).adopted
    else:
        assert not decide(for_, against + 1, abstain, kind=kind).adopted


@given(for_=votes, against=votes, abstain=votes)
def test_abstentions_never_matter_to_the_regulations_own_base(for_, against, abstain):
    with_them, without = decide(for_, against, abstain), decide(for_, against, 0)

    assert (with_them.outcome, with_them.reason) == (without.outcome, without.reason)
    assert with_them.base == for_ + against


@given(for_=votes, against=votes, abstain=votes)
def test_a_stricter_base_never_adopts_what_a_looser_one_rejects(for_, against, abstain):
    adopted = [decide(for_, against, abstain, kind=kind).adopted for kind in MajorityBase]

    assert adopted == sorted(adopted, reverse=True)


@given(for_=votes, against=votes, abstain=votes, kind=bases)
def test_the_warning_tells_when_the_two_usual_bases_disagree(for_, against, abstain, kind):
    usual = decide(for_, against, abstain, kind=MajorityBase.FOR_AGAINST).adopted
    voted = decide(for_, against, abstain, kind=MajorityBase.VOTED).adopted

    outcome = decide(for_, against, abstain, kind=kind)

    assert outcome.would_differ_under_voted_base == (usual != voted)


@given(each=st.integers(1, 60), abstain=votes, kind=bases, choice=st.sampled_from(Choice))
def test_a_tie_follows_the_holder_of_the_decisive_vote_under_any_base(each, abstain, kind, choice):
    outcome = decide(each, each, abstain + 1, kind=kind, choice=choice)

    assert outcome.adopted == (choice is Choice.FOR)
    assert (outcome.casting, outcome.casting_choice) == (1, choice)
    assert (outcome.tally.for_, outcome.tally.against) == (each, each)
    assert (outcome.reason is Reason.CASTING_VOTE) == (choice is not Choice.ABSTAIN)


@pytest.mark.parametrize("kind", list(MajorityBase))
def test_four_two_two_is_no_tie_and_so_not_for_the_chair(kind):
    outcome = decide(4, 2, 2, kind=kind, choice=Choice.FOR)

    assert outcome.casting is None
    assert outcome.casting_choice is None
    assert outcome.adopted == (kind is MajorityBase.FOR_AGAINST)


def test_without_a_quorum_nothing_is_decided():
    outcome = majority.decide(
        tally=Tally(6, 0, 0),
        quorum=verdict(10, 6),
        base_kind=MajorityBase.FOR_AGAINST,
        casting=1,
        casting_choice=Choice.FOR,
    )

    assert (outcome.outcome, outcome.reason) == (Result.NO_QUORUM, Reason.NO_QUORUM)
    assert (outcome.participating, outcome.needed, outcome.quorum_reached) == (6, 7, False)
    assert outcome.tally == Tally(6, 0, 0)
    assert outcome.casting is None
    assert not outcome.would_differ_under_voted_base


def test_each_base_is_its_own_number():
    tally, attending = Tally(4, 2, 1), verdict(12, 7, online=1, remote=1)
    base = {
        kind: majority.base_of(tally=tally, quorum=attending, kind=kind) for kind in MajorityBase
    }

    assert base == {
        MajorityBase.FOR_AGAINST: 6,
        MajorityBase.VOTED: 7,
        MajorityBase.PARTICIPANTS: 9,
        MajorityBase.COMPOSITION: 12,
    }


def test_who_voted_and_left_stays_in_the_base():
    attending = verdict(9, 6)

    base = majority.base_of(tally=Tally(4, 3, 1), quorum=attending, kind=MajorityBase.PARTICIPANTS)

    assert base == 8


def test_more_ballots_than_members_is_a_fault():
    with pytest.raises(ValueError, match="3 ballots in a composition of 2"):
        majority.decide(tally=Tally(2, 1), quorum=verdict(2, 2), base_kind="for_against")


def test_a_decisive_vote_must_be_one_of_the_ballots():
    with pytest.raises(ValueError, match="not among the ballots counted"):
        decide(0, 0, 0, choice=Choice.FOR)


def test_a_decisive_vote_must_have_its_holder():
    with pytest.raises(ValueError, match="needs its holder"):
        majority.decide(
            tally=Tally(1, 1),
            quorum=verdict(2, 2),
            base_kind="for_against",
            casting_choice="for",
        )


def test_ballots_are_counted_by_choice():
    assert Tally.of(["for", "against", "for", Choice.ABSTAIN]) == Tally(2, 1, 1)
    assert Tally.of([]) == Tally(0, 0, 0)
    assert Tally(2, 1, 1).as_dict() == {"for": 2, "against": 1, "abstain": 1}
    with pytest.raises(ValueError):
        Tally.of(["perhaps"])
    with pytest.raises(ValueError):
        Tally(-1, 0, 0)


def test_the_words_are_those_of_the_archive():
    assert [r.value for r in Result] == ["adopted", "rejected", "no_quorum"]
    assert [r.value for r in Reason] == [
        "majority",
        "no_majority",
        "casting_vote",
        "tie_without_casting_vote",
        "no_quorum",
    ]


@given(for_=votes, against=votes, abstain=votes, kind=bases, asked=st.booleans())
def test_an_outcome_survives_json(for_, against, abstain, kind, asked):
    choice = Choice.FOR if asked and for_ else None
    outcome = decide(for_, against, abstain, kind=kind, choice=choice)

    assert Outcome.from_dict(json.loads(json.dumps(outcome.as_dict()))) == outcome
