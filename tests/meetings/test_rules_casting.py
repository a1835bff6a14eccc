import pytest

from bodies.rules.procedure import CastingVote, TieWithoutCasting
from meetings.rules.casting import HeldBecause, Holder, holder, is_asked_before_close
from meetings.rules.majority import Tally

CHAIR, DEPUTY = 1, 2


@pytest.mark.parametrize("policy", list(CastingVote))
def test_a_presiding_chair_holds_it_under_any_rules(policy):
    held = holder(policy=policy, presiding=CHAIR, chair=CHAIR, chair_has_ballot=True)

    assert held == Holder(member=CHAIR, because=HeldBecause.CHAIR_PRESIDES)


@pytest.mark.parametrize("policy", list(CastingVote))
def test_nobody_holds_it_when_nobody_presides(policy):
    held = holder(policy=policy, presiding=None, chair=CHAIR, chair_has_ballot=True)

    assert held == Holder(member=None, because=HeldBecause.NOBODY_PRESIDES)


@pytest.mark.parametrize(
    ("policy", "chair_has_ballot", "member", "because"),
    [
        (CastingVote.PRESIDING, False, DEPUTY, HeldBecause.PRESIDES_FOR_CHAIR),
        (CastingVote.PRESIDING, True, DEPUTY, HeldBecause.PRESIDES_FOR_CHAIR),
        (CastingVote.CHAIR_ONLY, False, None, HeldBecause.CHAIR_DOES_NOT_PRESIDE),
        (CastingVote.CHAIR_ONLY, True, None, HeldBecause.CHAIR_DOES_NOT_PRESIDE),
        (CastingVote.CHAIR_ELSE_PRESIDING, False, DEPUTY, HeldBecause.PRESIDES_FOR_CHAIR),
        (CastingVote.CHAIR_ELSE_PRESIDING, True, CHAIR, HeldBecause.ABSENT_CHAIR_VOTED),
    ],
)
def test_a_presiding_deputy_holds_it_as_the_rules_say(policy, chair_has_ballot, member, because):
    held = holder(policy=policy, presiding=DEPUTY, chair=CHAIR, chair_has_ballot=chair_has_ballot)

    assert held == Holder(member=member, because=because)
    assert held.needs_warning == (because is HeldBecause.ABSENT_CHAIR_VOTED)


def test_a_vacant_chair_leaves_it_to_the_deputy():
    held = holder(policy="chair_else_presiding", presiding=DEPUTY, chair=None)

    assert held.member == DEPUTY


@pytest.mark.parametrize(
    ("tally", "choice", "member", "asked"),
    [
        (Tally(5, 5), None, CHAIR, True),
        (Tally(0, 0, 3), None, CHAIR, True),
        (Tally(5, 5, 1), "abstain", CHAIR, False),
        (Tally(5, 5), "for", CHAIR, False),
        (Tally(6, 5), None, CHAIR, False),
        (Tally(5, 5), None, DEPUTY, False),
        (Tally(5, 5), None, None, False),
    ],
)
def test_only_a_presiding_person_who_has_not_voted_is_asked(tally, choice, member, asked):
    question = {
        "tally": tally,
        "holder": Holder(member=member, because=HeldBecause.CHAIR_PRESIDES),
        "presiding": CHAIR,
        "choice": choice,
    }

    assert is_asked_before_close(policy=TieWithoutCasting.LATE_CHOICE, **question) is asked
    assert is_asked_before_close(policy=TieWithoutCasting.TIE_FAILS, **question) is False
