"""Clause 19: the association's chair conducts its meeting and, in the chair's absence, the deputy."""

from itertools import product

import pytest

from bodies.rules.procedure import QuorumCounts, clauses, defaults
from meetings.rules.attendance import Mode
from meetings.rules.presiding import Office, PresidingReason, entitled, who

ASSOCIATION = defaults("association")


def association(office, *, chair, deputy, counts=ASSOCIATION.quorum_counts):
    return entitled(
        office=office,
        chair=chair,
        deputy=deputy,
        counts=counts,
        clause=clauses("association").presiding,
    )


@pytest.mark.parametrize("mode", [Mode.HALL, Mode.ONLINE])
def test_19_a_chair_who_attends_must_preside(mode):
    chair = association("chair", chair=mode, deputy=Mode.HALL)
    deputy = association("deputy_chair", chair=mode, deputy=Mode.HALL)

    assert (chair.allowed, chair.reason, chair.clause) == (True, PresidingReason.CHAIR, "19")
    assert (deputy.allowed, deputy.reason) == (False, PresidingReason.CHAIR_ATTENDS)


@pytest.mark.parametrize("chair", [Mode.ABSENT, Mode.EXCUSED, None])
def test_19_in_the_chairs_absence_or_vacancy_the_deputy_presides(chair):
    verdict = association("deputy_chair", chair=chair, deputy=Mode.ONLINE)

    assert verdict.allowed
    assert verdict.reason is PresidingReason.DEPUTY_FOR_ABSENT_CHAIR


def test_19_an_absent_chair_does_not_preside_from_afar():
    verdict = association("chair", chair=Mode.ABSENT, deputy=Mode.HALL)

    assert (verdict.allowed, verdict.reason) == (False, PresidingReason.NOT_ATTENDING)


@pytest.mark.parametrize("office", ["secretary", "member", "", None])
def test_19_an_ordinary_member_never_presides(office):
    verdict = association(office, chair=Mode.HALL, deputy=Mode.HALL)

    assert (verdict.allowed, verdict.reason) == (False, PresidingReason.NOT_AN_OFFICER)


def test_19_without_chair_and_deputy_the_meeting_cannot_open():
    verdict = association("member", chair=Mode.ABSENT, deputy=Mode.ABSENT)

    assert (verdict.allowed, verdict.reason) == (False, PresidingReason.NOBODY_ENTITLED)


def test_19_where_only_the_hall_counts_an_online_chair_is_absent():
    verdict = association(
        "deputy_chair", chair=Mode.ONLINE, deputy=Mode.HALL, counts=QuorumCounts.HALL
    )

    assert verdict.allowed


@pytest.mark.parametrize("counts", list(QuorumCounts))
def test_19_whatever_happens_at_most_one_office_may_preside(counts):
    for chair, deputy in product([*Mode, None], repeat=2):
        allowed = [
            office
            for office in Office
            if association(office, chair=chair, deputy=deputy, counts=counts).allowed
        ]
        entitled_office = who(chair=chair, deputy=deputy, counts=counts)
        assert allowed == ([entitled_office] if entitled_office else [])
