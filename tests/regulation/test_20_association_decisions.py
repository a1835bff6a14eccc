"""Clause 20: an association decides in the hall, online and in absentia (REQ-24 to REQ-37).

Here ballots are cast; the arithmetic alone is in test_20_association_quorum_and_majority.
"""

import pytest

from bodies.models import Office
from meetings.actions import session, voting
from meetings.errors import QuorumNotMet
from meetings.rules.majority import Reason, Result
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=10)


@pytest.fixture
def chair(body):
    return make.officer(body, Office.CHAIR)


@pytest.fixture
def deputy(body):
    return make.officer(body, Office.DEPUTY_CHAIR)


@pytest.fixture
def away(body):
    """A member who does not come."""
    return make.ordinary(body)[6]


def all_but(body, *people):
    return [seat for seat in room.seats(body) if seat not in people]


def test_20_below_two_thirds_the_meeting_does_not_open(body, chair):
    meeting = room.notified(body)
    room.come(meeting, room.seats(body)[:5])
    room.come(meeting, [room.seats(body)[5]], "online")

    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 6 of 10 participate, at least 7 required (cl. 20).", clause="20",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_20_hall_and_broadcast_together_are_the_quorum_and_both_figures_are_kept(body, chair):
    meeting = room.notified(body)
    room.come(meeting, room.seats(body)[:4])
    room.come(meeting, room.seats(body)[4:7], "online")

    verdict = session.open_meeting(meeting, by=chair.user, at=room.now())

    assert (verdict.participating, verdict.hall, verdict.rests_on_online) == (7, 4, True)


def test_20_the_secretary_of_an_association_counts_and_votes(body):
    secretary = make.officer(body, Office.SECRETARY)
    meeting = room.opened(body, hall=room.seats(body)[:7])
    vote = room.voting_on(meeting)

    room.cast(vote, "for", [secretary])

    assert room.close(vote).tally.for_ == 1


def test_20_an_absentee_ballot_is_no_participation(body, chair, away):
    meeting = room.notified(body)
    room.agreed(meeting, away)
    room.cast(room.vote_on(meeting), "for", [away])
    room.come(meeting, room.seats(body)[:6])

    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 6 of 10 participate, at least 7 required (cl. 20).", clause="20",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_20_rules_may_count_everybody_who_votes_toward_the_quorum_of_that_vote(body, chair, away):
    room.departing(body, quorum_counts="all_voters")
    meeting = room.notified(body, items=2)
    room.agreed(meeting, away)
    room.cast(room.vote_on(meeting, 1), "for", [away])
    room.come(meeting, room.seats(body)[:6])

    verdict = session.open_meeting(meeting, by=chair.user, at=room.now())
    voting.open_vote(room.vote_on(meeting, 1), by=chair.user, at=room.now())
    outcome = room.close(room.vote_on(meeting, 1), without_casting=True)

    assert (verdict.participating, verdict.remote, verdict.rests_on_ballots) == (7, 1, True)
    assert outcome.outcome is Result.ADOPTED
    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 6 of 10 participate, at least 7 required (cl. 20).", clause="20",
    ):  # fmt: skip
        voting.open_vote(room.vote_on(meeting, 2), by=chair.user, at=room.now())


def test_20_a_quorum_lost_before_the_close_adopts_nothing_and_says_so(body):
    meeting = room.opened(body, hall=room.seats(body)[:7])
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(body)[:7])
    room.leave(meeting, room.seats(body)[6])

    outcome = room.close(vote)

    assert outcome.outcome is Result.NO_QUORUM
    assert (outcome.composition, outcome.participating, outcome.needed) == (10, 6, 7)


def test_20_a_quorum_regained_before_the_close_stands(body):
    meeting = room.opened(body, hall=room.seats(body)[:7])
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(body)[:7])
    room.leave(meeting, room.seats(body)[6])
    room.come(meeting, [room.seats(body)[7]])

    assert room.close(vote).outcome is Result.ADOPTED


@pytest.mark.parametrize(
    ("base", "for_", "against", "abstain", "result"),
    [
        ("for_against", 4, 3, 5, Result.ADOPTED),
        ("voted", 4, 3, 5, Result.REJECTED),
        ("participants", 4, 3, 0, Result.REJECTED),
        ("composition", 6, 0, 0, Result.REJECTED),
        ("composition", 7, 5, 0, Result.ADOPTED),
    ],
)
def test_20_what_the_majority_is_counted_over_is_the_bodys_rule(
    base, for_, against, abstain, result
):
    body = room.departing(make.association(size=12), majority_base=base)
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    people = room.seats(body)
    room.cast(vote, "for", people[:for_])
    room.cast(vote, "against", people[for_ : for_ + against])
    room.cast(vote, "abstain", people[for_ + against : for_ + against + abstain])

    outcome = room.close(vote)

    assert outcome.outcome is result
    assert outcome.base_kind == base


def test_20_on_a_tie_the_presiding_deputys_vote_decides(body, deputy):
    meeting = room.notified(body)
    room.come(meeting, all_but(body, make.officer(body, Office.CHAIR)))
    room.open_meeting(meeting, Office.DEPUTY_CHAIR)
    vote = room.voting_on(meeting)
    members = make.ordinary(body)
    room.cast(vote, "for", [deputy, *members[:2]])
    room.cast(vote, "against", members[2:5])

    outcome = room.close(vote)

    assert (outcome.outcome, outcome.casting) == (Result.ADOPTED, deputy.pk)


def test_20_where_only_the_chairs_vote_decides_a_tie_under_the_deputy_is_not_adopted(body, deputy):
    room.departing(body, casting_vote="chair_only")
    meeting = room.notified(body)
    room.come(meeting, all_but(body, make.officer(body, Office.CHAIR)))
    room.open_meeting(meeting, Office.DEPUTY_CHAIR)
    vote = room.voting_on(meeting)
    members = make.ordinary(body)
    room.cast(vote, "for", [deputy, *members[:2]])
    room.cast(vote, "against", members[2:5])

    outcome = room.close(vote)

    assert (outcome.outcome, outcome.reason) == (Result.REJECTED, Reason.TIE_WITHOUT_CASTING_VOTE)


def test_20_the_absent_chairs_ballot_may_decide_where_the_rules_say_so(body, deputy, chair):
    room.departing(body, casting_vote="chair_else_presiding")
    meeting = room.notified(body)
    room.agreed(meeting, chair)
    room.cast(room.vote_on(meeting), "against", [chair])
    room.come(meeting, all_but(body, chair))
    room.open_meeting(meeting, Office.DEPUTY_CHAIR)
    vote = room.voting_on(meeting)
    members = make.ordinary(body)
    room.cast(vote, "for", [deputy, *members[:2]])
    room.cast(vote, "against", members[2:4])

    outcome = room.close(vote)

    assert (outcome.outcome, outcome.casting) == (Result.REJECTED, chair.pk)


def test_20_a_tie_fails_at_once_where_nobody_is_asked(body, chair):
    room.departing(body, tie_without_casting="tie_fails")
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    members = make.ordinary(body)
    room.cast(vote, "for", members[:3])
    room.cast(vote, "against", members[3:6])

    outcome = room.close(vote)

    assert (outcome.reason, outcome.casting) == (Reason.TIE_WITHOUT_CASTING_VOTE, chair.pk)


def test_20_closing_twice_gives_one_outcome(body):
    meeting = room.opened(body)
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(body))

    first = room.close(vote)

    before = room.facts(meeting)
    assert room.close(vote) == first
    assert room.facts(meeting) == before


def test_20_a_later_change_of_the_rules_leaves_the_open_meeting_alone(body):
    meeting = room.opened(body)
    room.departing(body, majority_base="composition")
    vote = room.voting_on(meeting)
    room.cast(vote, "for", room.seats(body)[:1])

    assert room.close(vote).outcome is Result.ADOPTED
