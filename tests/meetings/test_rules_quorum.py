import json
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies.rules.procedure import QuorumCounts
from meetings.rules import quorum
from meetings.rules.quorum import Participation, QuorumVerdict

heads = st.integers(0, 300)


def check(composition, *, counts=QuorumCounts.HALL_ONLINE, **participation):
    return quorum.check(
        composition=composition,
        participation=Participation(**{"hall": 0, **participation}),
        counts=counts,
        clause="20",
    )


@pytest.mark.parametrize("composition", [0, -1])
def test_nobody_has_no_two_thirds(composition):
    with pytest.raises(ValueError):
        quorum.needed(composition)


def test_needed_is_two_thirds_rounded_up_for_every_composition():
    expected = [ceil(Fraction(2 * n, 3)) for n in range(1, 2001)]

    assert [quorum.needed(n) for n in range(1, 2001)] == expected


@given(composition=st.integers(1, 10**9))
def test_needed_is_the_least_number_that_is_two_thirds(composition):
    least = quorum.needed(composition)

    assert 3 * least >= 2 * composition > 3 * (least - 1)
    assert 1 <= least <= composition


@given(composition=st.integers(1, 10**6))
def test_a_larger_composition_never_needs_fewer(composition):
    assert 0 <= quorum.needed(composition + 1) - quorum.needed(composition) <= 1


@given(hall=heads, online=heads, remote=heads, others=heads, counts=st.sampled_from(QuorumCounts))
def test_another_member_in_the_hall_never_loses_the_quorum(hall, online, remote, others, counts):
    composition = hall + online + remote + others + 1
    before = check(composition, counts=counts, hall=hall, online=online, remote=remote)
    after = check(composition, counts=counts, hall=hall + 1, online=online, remote=remote)

    assert after.reached >= before.reached
    assert after.participating == before.participating + 1
    assert before.reached == (before.missing == 0)
    assert before.reached == (3 * before.participating >= 2 * composition)


@given(hall=heads, online=heads, remote=heads, others=heads)
def test_each_wider_way_of_counting_counts_at_least_as_many(hall, online, remote, others):
    composition = hall + online + remote + others
    literal, usual, widest = (
        check(composition, counts=counts, hall=hall, online=online, remote=remote)
        for counts in QuorumCounts
    )

    assert literal.participating <= usual.participating <= widest.participating
    assert literal.reached <= usual.reached <= widest.reached
    assert literal.literal_reached == usual.literal_reached == widest.literal_reached
    assert literal.literal_reached == literal.reached
    assert not literal.rests_on_online
    assert not usual.rests_on_ballots


def test_both_figures_are_told_when_the_quorum_rests_on_the_broadcast():
    verdict = check(10, hall=5, online=2)

    assert (verdict.participating, verdict.hall, verdict.needed) == (7, 5, 7)
    assert (verdict.reached, verdict.literal_reached, verdict.rests_on_online) == (
        True,
        False,
        True,
    )
    assert not verdict.rests_on_ballots


def test_ballots_from_afar_carry_a_quorum_only_where_the_rules_say_so():
    literal = check(10, counts=QuorumCounts.HALL, hall=5, online=1, remote=4)
    usual = check(10, counts=QuorumCounts.HALL_ONLINE, hall=5, online=1, remote=4)
    widest = check(10, counts=QuorumCounts.ALL_VOTERS, hall=5, online=1, remote=4)

    assert [v.participating for v in (literal, usual, widest)] == [5, 6, 10]
    assert [v.reached for v in (literal, usual, widest)] == [False, False, True]
    assert [v.missing for v in (literal, usual, widest)] == [2, 1, 0]
    assert widest.rests_on_ballots


def test_counts_may_be_the_word_a_column_holds():
    assert check(3, counts="hall", hall=2).counts is QuorumCounts.HALL


def test_more_participants_than_members_is_a_fault():
    with pytest.raises(ValueError, match="4 take part in a composition of 3"):
        check(3, hall=2, online=1, remote=1)


def test_a_negative_composition_is_a_fault():
    with pytest.raises(ValueError):
        check(-1)


def test_negative_heads_are_a_fault():
    with pytest.raises(ValueError):
        Participation(hall=-1)


@pytest.mark.parametrize(
    ("roll", "seats", "total"), [(10, None, 10), (8, 10, 10), (10, 8, 10), (0, None, 0)]
)
def test_seats_fixed_by_an_act_are_the_composition_unless_the_roll_is_longer(roll, seats, total):
    assert quorum.composition(roll=roll, approved_seats=seats) == total


@given(hall=heads, online=heads, remote=heads, counts=st.sampled_from(QuorumCounts))
def test_a_verdict_survives_json(hall, online, remote, counts):
    verdict = check(1000, counts=counts, hall=hall, online=online, remote=remote)

    assert QuorumVerdict.from_dict(json.loads(json.dumps(verdict.as_dict()))) == verdict
