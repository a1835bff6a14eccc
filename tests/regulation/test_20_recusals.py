"""REQ-73: where the rules provide it, a member whom an item concerns does not vote on it."""

import pytest

from accounts.errors import NotPermitted, RuleViolation
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting, recusing, session
from meetings.documents import sitting
from meetings.errors import BallotRefused, IllegalTransition
from meetings.models import Ballot
from meetings.rules.majority import Reason
from meetings.states import VoteState
from minutes.actions import draw_up
from minutes.documents.building import draw
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db
WHY = "Өз жұмысын бағалау"
SUBJECT = "You are the subject of this item and do not vote."


@pytest.fixture
def body():
    return room.departing(make.association(size=9), recusal=True)


@pytest.fixture
def subject(body):
    return make.ordinary(body)[0]


def recused(meeting, seat, **how):
    given = {"by": room.clerk(meeting), "at": room.now(), "reason": WHY}
    return recusing.recuse(room.vote_on(meeting).item, membership=seat, **(given | how))


def test_73_the_subject_of_an_item_does_not_vote_on_it(body, subject):
    meeting = room.opened(body)
    recused(meeting, subject)
    vote = room.voting_on(meeting)

    with room.refused(meeting, BallotRefused, SUBJECT, clause="20"):
        casting.cast(vote, by=subject.user, choice="for", at=room.now())


def test_73_by_default_the_rules_exclude_nobody(subject):
    plain = make.association(size=9)
    meeting = room.opened(plain)

    with room.refused(
        meeting, RuleViolation,
        "The body's rules exclude nobody from a vote on a matter that concerns them.", clause="20",
    ):  # fmt: skip
        recused(meeting, make.ordinary(plain)[0])


def test_73_the_composition_and_the_quorum_stay_as_they_are(body, subject):
    meeting = room.opened(body)
    recused(meeting, subject)
    vote = room.voting_on(meeting)
    others = [seat for seat in room.seats(body) if seat != subject]
    room.cast(vote, "for", others)

    outcome = room.close(vote)

    assert (outcome.composition, outcome.participating, outcome.tally.for_) == (9, 9, 8)


def test_73_a_ballot_sent_before_becomes_void_and_the_member_is_told(body, subject):
    meeting = room.notified(body)
    room.agreed(meeting, subject)
    casting.cast(room.vote_on(meeting), by=subject.user, choice="for", at=room.now())

    recused(meeting, subject)

    last = Ballot.objects.latest("pk")
    assert (last.choice, last.void_reason, last.membership) == ("", "recused", subject)
    told = Notification.objects.filter(recipient=subject.user).values_list("kind", flat=True)
    assert {"recused", "ballot_voided"} <= set(told)


def test_73_a_recused_presiding_person_is_not_asked_on_a_tie(body):
    chair, members = make.officer(body, Office.CHAIR), make.ordinary(body)
    meeting = room.opened(body)
    recused(meeting, chair)
    vote = room.voting_on(meeting)
    room.cast(vote, "for", members[:2])
    room.cast(vote, "against", members[2:4])

    assert room.close(vote).reason is Reason.TIE_WITHOUT_CASTING_VOTE


def test_73_nobody_waits_for_a_recused_member(body, subject):
    meeting = room.opened(body)
    recused(meeting, subject)
    vote = room.voting_on(meeting)

    rows = sitting.ballots(vote, sitting.attendance(meeting))

    assert subject.pk not in {row.line.membership for row in sitting.may_still_vote(rows)}
    assert [row.recused for row in rows if row.line.membership == subject.pk] == [WHY]


def test_73_it_is_said_before_the_vote_opens(body, subject):
    meeting = room.opened(body)
    room.voting_on(meeting)

    with room.refused(
        meeting, IllegalTransition, "Who does not vote on an item is named before its vote opens.",
        clause="20",
    ):  # fmt: skip
        recused(meeting, subject)


def test_73_a_member_excludes_nobody(body, subject):
    meeting = room.opened(body)

    with room.refused(
        meeting, NotPermitted, "Only the presiding person or the secretary says who does not vote.",
        clause="20",
    ):  # fmt: skip
        recused(meeting, subject, by=make.ordinary(body)[1].user)


def test_73_a_stranger_is_not_excluded(body):
    meeting = room.opened(body)

    with room.refused(
        meeting, RuleViolation, "This person is not in the composition.", clause="20"
    ):
        recused(meeting, make.ordinary(make.association())[0])


def test_73_the_same_again_is_the_recusal_there_is(body, subject):
    meeting = room.opened(body)

    assert recused(meeting, subject) == recused(meeting, subject)


def test_73_a_lifted_recusal_stays_on_record_and_the_member_votes(body, subject):
    meeting = room.opened(body)
    recusal = recused(meeting, subject)
    recusing.lift(recusal, by=room.clerk(meeting), at=room.now())
    vote = room.voting_on(meeting)

    room.cast(vote, "for", [subject])

    recusal.refresh_from_db()
    assert (recusal.reason, recusal.lifted_at is None) == (WHY, False)
    assert vote.ballots.get().choice == "for"


def test_73_the_minutes_name_who_did_not_vote_and_why(body, subject):
    meeting = room.opened(body)
    recused(meeting, subject)
    vote = room.voting_on(meeting)
    room.cast(vote, "for", [seat for seat in room.seats(body) if seat != subject][:6])
    room.close(vote)
    chair = make.officer(body, Office.CHAIR)
    session.close_meeting(meeting, by=chair.user, at=room.now())

    item = draw(draw_up(meeting, by=room.clerk(meeting), at=room.now())).parts[0].items[0]

    assert vote.state == VoteState.CLOSED
    assert [WHY in line for line in item.recused] == [True]
    assert len(item.result.votes) == 8  # two were there and gave no ballot
