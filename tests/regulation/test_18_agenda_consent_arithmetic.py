"""Clause 18: by prior consent of the members the chair approves the agenda: how much consent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies.rules.procedure import AgendaConsent, defaults
from meetings.rules import consent

ASSOCIATION = defaults("association")


def check(composition, consents, objections=0, *, policy=ASSOCIATION.agenda_consent, **facts):
    return consent.check(
        composition=composition,
        consents=consents,
        objections=objections,
        policy=policy,
        **facts,
    )


@pytest.mark.parametrize(
    ("composition", "consents", "reached", "need"),
    [(10, 5, False, 6), (10, 6, True, 6), (9, 4, False, 5), (9, 5, True, 5), (1, 1, True, 1)],
)
def test_18_more_than_half_of_the_members_consent(composition, consents, reached, need):
    verdict = check(composition, consents)

    assert (verdict.reached, verdict.needed, verdict.clause) == (reached, need, "18")
    assert verdict.missing == max(0, need - consents)


@given(composition=st.integers(1, 2000), data=st.data())
def test_18_the_measure_is_twice_the_consents_over_the_composition(composition, data):
    consents = data.draw(st.integers(0, composition))

    assert check(composition, consents).reached == (2 * consents > composition)


def test_18_silence_is_not_consent():
    verdict = check(10, 5, 0, window_closed=True)

    assert (verdict.reached, verdict.silent) == (False, 5)


def test_18_objections_do_not_undo_a_majority():
    assert check(10, 6, 4).reached


@pytest.mark.parametrize(
    ("policy", "consents", "reached"),
    [
        (AgendaConsent.TWO_THIRDS, 6, False),
        (AgendaConsent.TWO_THIRDS, 7, True),
        (AgendaConsent.UNANIMOUS, 9, False),
        (AgendaConsent.UNANIMOUS, 10, True),
        (AgendaConsent.NONE, 0, True),
    ],
)
def test_18_the_rules_of_procedure_may_ask_for_another_measure(policy, consents, reached):
    assert check(10, consents, policy=policy).reached is reached


@pytest.mark.parametrize(
    ("consents", "objections", "window_closed", "reached"),
    [
        (0, 0, False, False),
        (0, 0, True, True),
        (9, 1, True, False),
        (10, 0, False, True),
        (9, 0, False, False),
    ],
)
def test_18_where_nobody_may_object_the_days_must_pass(
    consents, objections, window_closed, reached
):
    verdict = check(
        10,
        consents,
        objections,
        policy=AgendaConsent.NO_OBJECTION,
        window_closed=window_closed,
    )

    assert verdict.reached is reached


@pytest.mark.parametrize("policy", [p for p in AgendaConsent if p is not AgendaConsent.NONE])
def test_18_an_empty_composition_consents_to_nothing(policy):
    assert not check(0, 0, policy=policy, window_closed=True).reached


@pytest.mark.parametrize(("consents", "objections"), [(6, 5), (11, 0), (-1, 0), (0, -1)])
def test_18_there_are_no_more_answers_than_members(consents, objections):
    with pytest.raises(ValueError):
        check(10, consents, objections)


def test_18_the_councils_chair_approves_the_agenda_alone():
    assert check(10, 0, policy=defaults("council").agenda_consent).reached


def test_18_a_composition_cannot_be_negative():
    with pytest.raises(ValueError):
        consent.needed(composition=-1, policy=AgendaConsent.MAJORITY)
