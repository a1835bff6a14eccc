"""Clause 10: the Council decides in the hall, openly, by simple majority (REQ-24 to REQ-37).

Here ballots are cast; the arithmetic alone is in test_10_council_quorum_and_majority.
"""

import pytest
from django.utils import translation

from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.documents.counting import quorum_now
from meetings.errors import (
    BallotRefused,
    CastingVoteAwaited,
    NotOnRoll,
    QuorumNotMet,
    RuleViolation,
)
from meetings.models import Ballot
from meetings.rules.majority import Reason, Result
from meetings.states import Channel, VoteState
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

NOT_A_VOTER = "You are not a voting member of this body."
NOT_NOW = "Voting on this item has not started or has ended."


@pytest.fixture
def council():
    return make.council(size=9)


@pytest.fixture
def chair(council):
    return make.officer(council, Office.CHAIR)


@pytest.fixture
def secretary(council):
    return make.officer(council, Office.SECRETARY)


def test_10_below_two_thirds_the_meeting_does_not_open(council, chair):
    meeting = room.notified(council)
    room.come(meeting, [chair, *make.ordinary(council)[:4]])

    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 5 of 9 participate, at least 6 required (cl. 10).", clause="10",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_10_with_two_thirds_it_opens(council, chair):
    meeting = room.notified(council)
    room.come(meeting, [chair, *make.ordinary(council)[:5]])

    verdict = session.open_meeting(meeting, by=chair.user, at=room.now())

    assert (verdict.participating, verdict.needed, verdict.composition) == (6, 6, 9)


def test_10_a_secretary_without_a_vote_counts_toward_nothing(council, chair, secretary):
    meeting = room.notified(council)
    room.come(meeting, [chair, secretary, *make.ordinary(council)[:4]])

    assert (quorum_now(meeting).participating, quorum_now(meeting).composition) == (5, 9)
    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 5 of 9 participate, at least 6 required (cl. 10).", clause="10",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_10_a_secretary_without_a_vote_casts_none(council, secretary):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)

    with room.refused(meeting, BallotRefused, NOT_A_VOTER, clause="10"):
        casting.cast(vote, by=secretary.user, choice="for", at=room.now())


def test_10_guests_count_toward_nothing_and_are_not_marked(council, chair):
    meeting = room.notified(council)
    room.come(meeting, [chair, *make.ordinary(council)[:4]])
    for number in range(3):
        session.add_guest(
            meeting, name=f"Қонақ {number}", organisation="", by=room.clerk(meeting), at=room.now()
        )
    stranger = make.ordinary(make.association())[0]

    assert quorum_now(meeting).participating == 5
    with room.refused(
        meeting, RuleViolation, "This person is not in the composition.", clause="10"
    ):
        session.mark(
            meeting, membership=stranger, presence="hall", by=room.clerk(meeting), at=room.now()
        )


@pytest.mark.parametrize("who", ["outsider", "administrator", "association"])
def test_10_nobody_votes_who_is_not_on_the_roll(council, who):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    by = {
        "outsider": lambda: make.user(is_superuser=True),
        "administrator": lambda: make.granted("administer", council),
        "association": lambda: make.ordinary(make.association())[0].user,
    }[who]()

    with room.refused(meeting, NotOnRoll, NOT_A_VOTER, clause="10"):
        casting.cast(vote, by=by, choice="for", at=room.now())


def test_10_no_hall_vote_before_the_item_is_put_to_the_vote(council):
    meeting = room.opened(council)

    with room.refused(meeting, BallotRefused, NOT_NOW, clause="10"):
        casting.cast(
            room.vote_on(meeting), by=make.ordinary(council)[0].user, choice="for", at=room.now()
        )


def test_10_no_vote_after_the_close(council):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    room.cast(vote, "for", make.ordinary(council)[1:])
    room.close(vote)

    with room.refused(meeting, BallotRefused, NOT_NOW, clause="10"):
        casting.cast(vote, by=make.ordinary(council)[0].user, choice="for", at=room.now())


def test_10_a_vote_changes_until_the_close_and_both_are_kept(council):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    member = make.ordinary(council)[0]

    first = casting.cast(vote, by=member.user, choice="for", at=room.now())
    second = casting.cast(vote, by=member.user, choice="against", at=room.now())

    assert (first.revision, second.revision, vote.ballots.count()) == (1, 2, 2)
    assert room.close(vote).tally.against == 1


def test_10_a_vote_does_not_change_after_the_close(council):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    member = make.ordinary(council)[0]
    room.cast(vote, "for", [member])
    room.close(vote, without_casting=True)

    with room.refused(
        meeting, BallotRefused, "A vote cannot be changed after voting has ended.", clause="10"
    ):
        casting.cast(vote, by=member.user, choice="against", at=room.now())


def test_10_the_same_choice_again_is_the_same_ballot(council):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    member = make.ordinary(council)[0]

    sent = [casting.cast(vote, by=member.user, choice="for", at=room.now()) for _ in range(3)]

    assert {ballot.receipt for ballot in sent} == {vote.ballots.get().receipt}


@pytest.mark.parametrize("choice", ["", "yes", "FOR"])
def test_10_a_ballot_is_for_against_or_abstains(council, choice):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)

    with room.refused(meeting, BallotRefused, "Choose for, against or abstain.", clause="10"):
        casting.cast(vote, by=make.ordinary(council)[0].user, choice=choice, at=room.now())


def test_10_where_the_rules_know_no_abstention_none_is_taken(council):
    room.departing(council, allow_abstain=False)
    meeting = room.opened(council)
    vote = room.voting_on(meeting)

    with room.refused(meeting, BallotRefused, "Choose for or against.", clause="10"):
        casting.cast(vote, by=make.ordinary(council)[0].user, choice="abstain", at=room.now())


@pytest.mark.parametrize(
    ("for_", "against", "abstain", "result", "reason"),
    [
        (5, 4, 0, Result.ADOPTED, Reason.MAJORITY),
        (4, 5, 0, Result.REJECTED, Reason.NO_MAJORITY),
        (2, 1, 6, Result.ADOPTED, Reason.MAJORITY),
        (1, 0, 0, Result.ADOPTED, Reason.MAJORITY),
        (0, 1, 8, Result.REJECTED, Reason.NO_MAJORITY),
    ],
)
def test_10_simple_majority_of_those_for_and_against(
    council, for_, against, abstain, result, reason
):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    voters = [seat for seat in room.seats(council) if seat.voting]
    room.cast(vote, "for", voters[:for_])
    room.cast(vote, "against", voters[for_ : for_ + against])
    room.cast(vote, "abstain", voters[for_ + against : for_ + against + abstain])

    outcome = room.close(vote)

    vote.refresh_from_db()
    assert (outcome.outcome, outcome.reason, outcome.clause) == (result, reason, "10")
    assert (vote.state, vote.outcome, vote.computed()) == (VoteState.CLOSED, result, outcome)


@pytest.mark.parametrize(
    ("choice", "result"), [("for", Result.ADOPTED), ("against", Result.REJECTED)]
)
def test_10_when_votes_are_equal_the_chairs_own_vote_decides(council, chair, choice, result):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    members = make.ordinary(council)
    other = "against" if choice == "for" else "for"
    room.cast(vote, choice, [chair, *members[:3]])
    room.cast(vote, other, members[3:7])

    outcome = room.close(vote)

    assert (outcome.outcome, outcome.reason) == (result, Reason.CASTING_VOTE)
    assert (outcome.casting, outcome.casting_choice) == (chair.pk, choice)
    assert outcome.tally.voted == 8


def test_10_on_a_tie_the_chair_who_has_not_voted_is_asked_before_the_close(council, chair):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    members = make.ordinary(council)
    room.cast(vote, "for", members[:3])
    room.cast(vote, "against", members[3:6])

    with translation.override("en"), pytest.raises(CastingVoteAwaited) as asked:
        room.close(vote)

    vote.refresh_from_db()
    name = chair.user.short_name("en")
    assert str(asked.value) == f"The votes are equal; the decisive vote: {name}."
    assert (asked.value.clause, vote.state, vote.outcome) == ("10", VoteState.TIED, "")
    room.cast(vote, "for", [chair])
    assert room.close(vote).reason is Reason.MAJORITY


def test_10_on_a_tie_with_the_chair_abstaining_nothing_is_adopted(council, chair):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    members = make.ordinary(council)
    room.cast(vote, "for", members[:3])
    room.cast(vote, "against", members[3:6])
    room.cast(vote, "abstain", [chair])

    outcome = room.close(vote)

    assert (outcome.outcome, outcome.reason) == (Result.REJECTED, Reason.TIE_WITHOUT_CASTING_VOTE)


def test_10_when_nobody_votes_nothing_is_adopted(council):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)

    outcome = room.close(vote, without_casting=True)

    assert (outcome.outcome, outcome.reason) == (Result.REJECTED, Reason.TIE_WITHOUT_CASTING_VOTE)


def test_10_a_vote_does_not_open_once_the_quorum_is_lost(council, chair):
    members = make.ordinary(council)
    meeting = room.opened(council, hall=[chair, *members[:5]])
    room.leave(meeting, members[0])

    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 5 of 9 participate, at least 6 required (cl. 10).", clause="10",
    ):  # fmt: skip
        voting.open_vote(room.vote_on(meeting), by=chair.user, at=room.now())


def test_10_a_vote_closed_without_a_quorum_adopts_nothing(council, chair):
    members = make.ordinary(council)
    meeting = room.opened(council, hall=[chair, *members[:5]])
    vote = room.voting_on(meeting)
    room.cast(vote, "for", [chair, *members[:5]])
    room.leave(meeting, members[0])

    outcome = room.close(vote)

    assert (outcome.outcome, outcome.reason) == (Result.NO_QUORUM, Reason.NO_QUORUM)
    assert (outcome.tally.for_, outcome.participating, outcome.needed) == (6, 5, 6)


def test_10_the_secretary_enters_a_hall_vote_only_by_order_of_whoever_presides(
    council, chair, secretary
):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    member = make.ordinary(council)[0]
    deputy = make.officer(council, Office.DEPUTY_CHAIR)
    session.order_operator(meeting, operator=secretary.user, by=deputy.user, at=room.now())

    with room.refused(
        meeting, BallotRefused,
        "The presiding person has not ordered that you enter votes.", clause="10",
    ):  # fmt: skip
        casting.enter_in_hall(
            vote, membership=member, choice="for", by=secretary.user, at=room.now()
        )

    session.order_operator(meeting, operator=secretary.user, by=chair.user, at=room.now())
    ballot = casting.enter_in_hall(
        vote, membership=member, choice="for", by=secretary.user, at=room.now()
    )
    assert (ballot.channel, ballot.entered_by) == (Channel.HALL, secretary.user)


def test_10_no_hall_vote_is_entered_for_a_member_who_is_not_there(council, chair, secretary):
    away = make.ordinary(council)[0]
    meeting = room.opened(council, hall=[s for s in room.seats(council) if s != away])
    vote = room.voting_on(meeting)
    session.order_operator(meeting, operator=secretary.user, by=chair.user, at=room.now())

    with room.refused(
        meeting, BallotRefused, "The member is not marked as present in the hall.", clause="10"
    ):
        casting.enter_in_hall(vote, membership=away, choice="for", by=secretary.user, at=room.now())


def test_10_approved_seats_are_the_total_composition_where_an_act_fixes_them(council, chair):
    room.departing(council, approved_seats=12)
    meeting = room.notified(council)
    room.come(meeting, [chair, *make.ordinary(council)[:6]])

    with room.refused(
        meeting, QuorumNotMet,
        "No quorum: 7 of 12 participate, at least 8 required (cl. 10).", clause="10",
    ):  # fmt: skip
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_10_several_votes_with_one_confirmation_are_all_or_none(council):
    meeting = room.opened(council, items=2)
    first = room.voting_on(meeting, 1)
    member = make.ordinary(council)[0]
    both = {first.pk: "for", room.vote_on(meeting, 2).pk: "for"}

    with room.refused(meeting, BallotRefused, NOT_NOW, clause="10"):
        casting.cast_all(meeting, by=member.user, choices=both, at=room.now())

    assert not Ballot.objects.exists()
