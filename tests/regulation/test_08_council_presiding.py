"""Clause 8: the Council's chair conducts its meeting and, in the chair's absence, the deputy."""

import pytest

from bodies.rules.procedure import clauses, defaults
from meetings.rules.attendance import Mode
from meetings.rules.presiding import PresidingReason, entitled, who

COUNCIL = defaults("council")


def council(office, *, chair, deputy):
    return entitled(
        office=office,
        chair=chair,
        deputy=deputy,
        counts=COUNCIL.quorum_counts,
        clause=clauses("council").presiding,
    )


def test_08_the_chair_presides():
    verdict = council("chair", chair=Mode.HALL, deputy=Mode.HALL)

    assert (verdict.allowed, verdict.reason, verdict.clause) == (True, PresidingReason.CHAIR, "8")


def test_08_in_the_chairs_absence_the_deputy_presides():
    verdict = council("deputy_chair", chair=Mode.ABSENT, deputy=Mode.HALL)

    assert verdict.allowed
    assert verdict.reason is PresidingReason.DEPUTY_FOR_ABSENT_CHAIR


def test_08_the_deputy_does_not_preside_while_the_chair_attends():
    verdict = council("deputy_chair", chair=Mode.HALL, deputy=Mode.HALL)

    assert not verdict.allowed
    assert verdict.reason is PresidingReason.CHAIR_ATTENDS


def test_08_a_chair_who_only_listens_online_is_absent_from_a_council_that_meets_in_the_hall():
    assert council("deputy_chair", chair=Mode.ONLINE, deputy=Mode.HALL).allowed
    assert not council("chair", chair=Mode.ONLINE, deputy=Mode.HALL).allowed


@pytest.mark.parametrize("office", ["chair", "deputy_chair", "secretary", "member", None])
def test_08_nobody_presides_when_neither_chair_nor_deputy_attends(office):
    verdict = council(office, chair=Mode.EXCUSED, deputy=None)

    assert (verdict.allowed, verdict.reason) == (False, PresidingReason.NOBODY_ENTITLED)
    assert who(chair=Mode.EXCUSED, deputy=None, counts=COUNCIL.quorum_counts) is None
