"""Clause 8: the Council's chair conducts its meeting, in the chair's absence the deputy (REQ-22).

Here meetings are opened and handed over; the rule alone is in test_08_council_presiding.
"""

import pytest

from accounts.errors import NotPermitted
from bodies.models import Office
from meetings.actions import session, voting
from meetings.errors import CannotPreside, IllegalTransition
from meetings.states import MeetingState
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

CHAIR_MUST = "The chair is attending and must preside."
ONLY_THE_FLOOR = "Only the person presiding, or the secretary by that person's order, may do this."


@pytest.fixture
def council():
    return make.council(size=9)


@pytest.fixture
def chair(council):
    return make.officer(council, Office.CHAIR)


@pytest.fixture
def deputy(council):
    return make.officer(council, Office.DEPUTY_CHAIR)


def test_08_the_chair_opens_the_meeting_and_presides(council, chair):
    meeting = room.opened(council)

    assert (meeting.state, meeting.presiding) == (MeetingState.IN_SESSION, chair)


def test_08_in_the_chairs_absence_the_deputy_opens_the_meeting_and_presides(council, deputy):
    meeting = room.notified(council)
    room.come(meeting, [deputy, *make.ordinary(council)])

    room.open_meeting(meeting, Office.DEPUTY_CHAIR)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.presiding) == (MeetingState.IN_SESSION, deputy)


def test_08_the_deputy_does_not_open_while_the_chair_attends(council, deputy):
    meeting = room.notified(council)
    room.come(meeting, room.seats(council))

    with room.refused(meeting, CannotPreside, CHAIR_MUST, clause="8"):
        session.open_meeting(meeting, by=deputy.user, at=room.now())


def test_08_without_chair_and_deputy_the_meeting_does_not_open(council, chair):
    meeting = room.notified(council)
    room.come(meeting, make.ordinary(council))

    with room.refused(
        meeting, CannotPreside, "Neither the chair nor the deputy is present.", clause="8"
    ):
        session.open_meeting(meeting, by=chair.user, at=room.now())


def test_08_a_chair_who_is_not_marked_present_does_not_open(council, chair, deputy):
    meeting = room.notified(council)
    room.come(meeting, [deputy, *make.ordinary(council)])

    with room.refused(
        meeting, CannotPreside, "Mark the presiding person as present first.", clause="8"
    ):
        session.open_meeting(meeting, by=chair.user, at=room.now())


@pytest.mark.parametrize("who", ["member", "secretary", "Centre", "administrator", "outsider"])
def test_08_nobody_but_chair_and_deputy_opens_a_meeting(council, who):
    meeting = room.notified(council)
    room.come(meeting, room.seats(council))
    by = {
        "member": lambda: make.ordinary(council)[0].user,
        "secretary": lambda: room.clerk(meeting),
        "Centre": lambda: make.granted("act_for_centre", council),
        "administrator": lambda: make.granted("administer", council),
        "outsider": lambda: make.user(is_superuser=True, is_staff=True),
    }[who]()

    with room.refused(meeting, NotPermitted, ONLY_THE_FLOOR, clause="8"):
        session.open_meeting(meeting, by=by, at=room.now())


def test_08_the_secretary_opens_by_the_chairs_order_and_the_chair_presides(council, chair):
    meeting = room.notified(council)
    room.come(meeting, room.seats(council))
    session.order_operator(meeting, operator=room.clerk(meeting), by=chair.user, at=room.now())

    session.open_meeting(meeting, by=room.clerk(meeting), at=room.now())

    meeting.refresh_from_db()
    assert meeting.presiding == chair


def test_08_of_two_orders_the_one_of_whoever_presides_counts(council, chair, deputy):
    meeting = room.notified(council)
    room.come(meeting, [deputy, *make.ordinary(council)])
    for officer in (deputy, chair):
        session.order_operator(
            meeting, operator=room.clerk(meeting), by=officer.user, at=room.now()
        )

    session.open_meeting(meeting, by=room.clerk(meeting), at=room.now())

    meeting.refresh_from_db()
    assert meeting.presiding == deputy


@pytest.mark.parametrize("who", ["member", "secretary"])
def test_08_only_chair_or_deputy_gives_the_order(council, who):
    meeting = room.notified(council)
    by = room.clerk(meeting) if who == "secretary" else make.ordinary(council)[0].user

    with room.refused(
        meeting, CannotPreside, "Only the chair or the deputy chair may preside.", clause="8"
    ):
        session.order_operator(meeting, operator=room.clerk(meeting), by=by, at=room.now())


def test_08_when_the_chair_comes_the_deputy_opens_no_further_vote(council, chair, deputy):
    meeting = room.notified(council, items=2)
    room.come(meeting, [deputy, *make.ordinary(council)])
    room.open_meeting(meeting, Office.DEPUTY_CHAIR)
    first = room.voting_on(meeting, 1)
    room.come(meeting, [chair])
    room.cast(first, "for", make.ordinary(council))
    assert room.close(first).adopted

    with room.refused(meeting, CannotPreside, CHAIR_MUST, clause="8"):
        voting.open_vote(room.vote_on(meeting, 2), by=deputy.user, at=room.now())

    session.hand_over(meeting, to=chair, by=room.clerk(meeting), at=room.now())
    second = room.voting_on(meeting, 2)
    assert (first.presiding, second.presiding) == (deputy, chair)


def test_08_presiding_does_not_change_while_a_vote_is_open(council, chair, deputy):
    meeting = room.notified(council)
    room.come(meeting, [deputy, *make.ordinary(council)])
    room.open_meeting(meeting, Office.DEPUTY_CHAIR)
    room.voting_on(meeting)
    room.come(meeting, [chair])

    with room.refused(
        meeting, IllegalTransition, "Presiding cannot change while a vote is open.", clause="8"
    ):
        session.hand_over(meeting, to=chair, by=chair.user, at=room.now())


def test_08_a_chair_who_leaves_during_a_vote_is_followed_by_the_deputy(council, chair, deputy):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    room.leave(meeting, chair)

    session.hand_over(meeting, to=deputy, by=deputy.user, at=room.now())
    room.cast(vote, "for", make.ordinary(council))
    outcome = voting.close_vote(vote, by=deputy.user, at=room.now())

    meeting.refresh_from_db()
    assert (outcome.adopted, meeting.presiding, vote.presiding) == (True, deputy, chair)


def test_08_presiding_is_not_handed_to_a_deputy_while_the_chair_attends(council, deputy, chair):
    meeting = room.opened(council)

    with room.refused(meeting, CannotPreside, CHAIR_MUST, clause="8"):
        session.hand_over(meeting, to=deputy, by=chair.user, at=room.now())


def test_08_presiding_is_not_handed_to_an_ordinary_member(council, chair):
    meeting = room.opened(council)

    with room.refused(
        meeting, CannotPreside, "Only the chair or the deputy chair may preside.", clause="8"
    ):
        session.hand_over(meeting, to=make.ordinary(council)[0], by=chair.user, at=room.now())


def test_08_an_ordinary_member_hands_nothing_over(council, chair):
    meeting = room.opened(council)

    with room.refused(meeting, NotPermitted, ONLY_THE_FLOOR, clause="8"):
        session.hand_over(meeting, to=chair, by=make.user(), at=room.now())


def test_08_when_both_have_left_the_secretary_adjourns_and_the_open_vote_comes_to_nothing(
    council, chair, deputy
):
    meeting = room.opened(council)
    vote = room.voting_on(meeting)
    room.leave(meeting, chair, deputy)

    session.adjourn(meeting, by=room.clerk(meeting), at=room.now(), reason="Төраға кетті")

    vote.refresh_from_db()
    council.refresh_from_db()
    assert (meeting.state, vote.state, vote.outcome) == ("adjourned", "withdrawn", "")
    assert council.composition_held_by == ""


def test_08_while_one_of_them_is_there_the_secretary_does_not_adjourn(council, chair):
    meeting = room.opened(council)
    room.leave(meeting, chair)

    with room.refused(meeting, NotPermitted, ONLY_THE_FLOOR, clause="8"):
        session.adjourn(meeting, by=room.clerk(meeting), at=room.now(), reason="Төраға кетті")


def test_08_a_meeting_nobody_can_preside_over_is_recorded_as_not_held(council):
    meeting = room.notified(council)
    room.come(meeting, make.ordinary(council)[:6])

    session.record_failure(meeting, by=room.clerk(meeting), at=room.now())

    assert meeting.state == MeetingState.FAILED
    assert meeting.roll.count() == 10
