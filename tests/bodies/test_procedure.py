import json
from dataclasses import FrozenInstanceError, replace
from enum import StrEnum

import pytest

from bodies.rules.procedure import (
    DEADLINES,
    ENUMERATIONS,
    KEYS,
    SWITCHES,
    WORKING_DAYS,
    AgendaConsent,
    CastingVote,
    Procedure,
    QuorumCounts,
    clauses,
    defaults,
)

KINDS = ["council", "association", "section"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_survive_being_frozen_as_json(kind):
    frozen = json.dumps(defaults(kind).as_dict())

    assert Procedure.from_dict(json.loads(frozen)) == defaults(kind)


@pytest.mark.parametrize("name", sorted(ENUMERATIONS))
def test_every_value_of_every_enumeration_survives(name):
    for value in ENUMERATIONS[name]:
        settled = replace(Procedure(), **{name: value})

        assert settled.as_dict()[name] == value.value
        assert type(settled.as_dict()[name]) is str
        assert Procedure.from_dict(settled.as_dict()) == settled


def test_values_are_lower_case_words():
    values = [value.value for kind in ENUMERATIONS.values() for value in kind]

    assert [v for v in values if v != v.lower() or " " in v] == []


def test_every_key_is_an_enumeration_a_switch_or_a_number():
    others = set(KEYS) - set(ENUMERATIONS) - set(SWITCHES) - set(DEADLINES)

    assert len(KEYS) == len(set(KEYS))
    assert set(DEADLINES) >= WORKING_DAYS
    assert others == {
        "approved_seats",
        "plan_submitted_month",
        "plan_submitted_day",
        "plan_agreed_month",
        "plan_agreed_day",
        "evaluation_month",
        "evaluation_day",
    }


def test_columns_may_hold_plain_words():
    settled = Procedure(quorum_counts="hall", casting_vote="chair_only")

    assert settled.quorum_counts is QuorumCounts.HALL
    assert settled.casting_vote is CastingVote.CHAIR_ONLY


def test_unknown_keys_are_refused():
    with pytest.raises(ValueError, match="unknown rules of procedure: secret_ballot"):
        Procedure.from_dict({"secret_ballot": True})


def test_missing_keys_take_their_defaults():
    assert Procedure.from_dict({"recusal": True}) == Procedure(recusal=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quorum_counts": "half"},
        {"allow_online": 1},
        {"recusal": "yes"},
        {"notice_days": -1},
        {"notice_days": True},
        {"notice_days": 2.5},
        {"approved_seats": 0},
        {"plan_submitted_month": 13},
        {"plan_agreed_day": 32},
        {"evaluation_month": 2, "evaluation_day": 30},
    ],
)
def test_impossible_values_are_refused(wrong):
    with pytest.raises(ValueError):
        Procedure.from_dict(wrong)


def test_rules_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        Procedure().recusal = True


def test_the_council_votes_in_the_hall_only():
    council = defaults("council")

    assert council.quorum_counts is QuorumCounts.HALL
    assert (council.allow_online, council.allow_absentee, council.allow_written) == (False,) * 3
    assert council.agenda_consent is AgendaConsent.NONE
    assert not council.consent_required


def test_an_association_counts_the_hall_and_the_broadcast():
    association = defaults("association")

    assert association.quorum_counts is QuorumCounts.HALL_ONLINE
    assert association.allow_online
    assert association.allow_absentee
    assert association.allow_written
    assert association.agenda_consent is AgendaConsent.MAJORITY
    assert association.consent_required
    assert not association.recusal
    assert not association.deputy_acts_for_chair


def test_a_section_meets_as_its_association_does():
    assert defaults("section") == defaults("association")
    assert clauses("section") == clauses("association")


def test_each_kind_of_body_has_its_clauses():
    council, association = clauses("council"), clauses("association")

    assert (council.presiding, council.decision, council.minutes) == ("8", "10", "11")
    assert (association.presiding, association.decision, association.minutes) == ("19", "20", "21")
    assert (council.agenda, association.agenda) == ("", "18")


def test_a_kind_may_be_any_string_enumeration():
    class Kind(StrEnum):
        COUNCIL = "council"

    assert defaults(Kind.COUNCIL) == defaults("council")
    assert clauses(Kind.COUNCIL) == clauses("council")


@pytest.mark.parametrize("ask", [defaults, clauses])
def test_an_unknown_kind_of_body_is_refused(ask):
    with pytest.raises(ValueError, match="unknown kind of body: 'committee'"):
        ask("committee")
