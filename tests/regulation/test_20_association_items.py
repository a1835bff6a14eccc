"""Clause 20: what is put to the vote, what ends without one, and how the meeting ends."""

import pytest

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.errors import BallotRefused, IllegalTransition
from meetings.states import ItemState, MeetingState, VoteState
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

ONLY_THE_FLOOR = "Only the person presiding, or the secretary by that person's order, may do this."


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


def test_20_ballots_on_an_earlier_wording_fall_and_their_voters_are_told(body, away):
    meeting = room.notified(body)
    vote = room.vote_on(meeting)
    room.agreed(meeting, away)
    room.cast(vote, "for", [away])

    voting.reword(
        vote.item, by=room.clerk(meeting), at=room.now(), texts={"resolution_kk": "Қайтарылсын."}
    )

    again = casting.cast(vote, by=away.user, choice="for", at=room.now())
    revisions = vote.ballots.order_by("revision")
    assert [b.void_reason for b in revisions] == ["", "text_changed", ""]
    assert again.text_hash != revisions[0].text_hash
    assert Notification.objects.get(kind="ballot_voided").recipient == away.user


def test_20_the_same_wording_again_changes_nothing(body):
    meeting = room.notified(body)
    before = room.facts(meeting)

    voting.reword(
        room.vote_on(meeting).item, by=room.clerk(meeting), at=room.now(),
        texts={"resolution_kk": "Ұсынылсын."},
    )  # fmt: skip

    assert room.facts(meeting) == before


def test_20_the_wording_does_not_change_once_the_vote_is_open(body, chair):
    meeting = room.opened(body)
    vote = room.voting_on(meeting)

    with room.refused(
        meeting, IllegalTransition, "The wording cannot change once voting on the item has started.",
        clause="20",
    ):  # fmt: skip
        voting.reword(
            vote.item, by=chair.user, at=room.now(), texts={"resolution_kk": "Қайтарылсын."}
        )


def test_20_a_member_rewords_nothing(body, away):
    meeting = room.notified(body)

    with room.refused(meeting, NotPermitted, ONLY_THE_FLOOR, clause="19"):
        voting.reword(
            room.vote_on(meeting).item, by=away.user, at=room.now(),
            texts={"resolution_kk": "Қайтарылсын."},
        )  # fmt: skip


@pytest.mark.parametrize("state", [ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.NOTED])
def test_20_an_item_ends_without_a_vote(body, chair, state):
    meeting = room.opened(body)
    vote = room.vote_on(meeting)

    voting.settle_item(vote.item, state=state, by=chair.user, at=room.now(), reason="Дайын емес")

    vote.refresh_from_db()
    vote.item.refresh_from_db()
    assert (vote.item.state, vote.state) == (state, VoteState.WITHDRAWN)
    session.close_meeting(meeting, by=chair.user, at=room.now())
    assert meeting.state == MeetingState.CLOSED


def test_20_a_withdrawn_item_is_not_put_to_the_vote(body, chair):
    meeting = room.opened(body)
    vote = room.vote_on(meeting)
    voting.settle_item(
        vote.item, state="withdrawn", by=chair.user, at=room.now(), reason="Дайын емес"
    )

    with room.refused(
        meeting, IllegalTransition,
        "Voting on this item cannot start: the vote is in the state “Withdrawn”.", clause="20",
    ):  # fmt: skip
        voting.open_vote(vote, by=chair.user, at=room.now())


def test_20_an_item_being_voted_on_is_not_settled(body, chair):
    meeting = room.opened(body)
    vote = room.voting_on(meeting)

    with room.refused(
        meeting, IllegalTransition, "This item has already been put to the vote or settled.",
        clause="20",
    ):  # fmt: skip
        voting.settle_item(
            vote.item, state="deferred", by=chair.user, at=room.now(), reason="Дайын емес"
        )


def test_20_one_item_is_voted_on_at_a_time(body, chair):
    meeting = room.opened(body, items=2)
    room.voting_on(meeting, 1)

    with room.refused(meeting, IllegalTransition, "Close the vote on item 1 first.", clause="20"):
        voting.open_vote(room.vote_on(meeting, 2), by=chair.user, at=room.now())


def test_20_only_the_floor_opens_and_closes_a_vote(body, deputy):
    meeting = room.opened(body)

    with room.refused(meeting, NotPermitted, ONLY_THE_FLOOR, clause="19"):
        voting.open_vote(room.vote_on(meeting), by=deputy.user, at=room.now())

    vote = room.voting_on(meeting)
    with room.refused(meeting, NotPermitted, ONLY_THE_FLOOR, clause="19"):
        voting.close_vote(vote, by=room.clerk(meeting), at=room.now())


def test_20_a_meeting_does_not_close_with_items_undecided(body, chair):
    meeting = room.opened(body, items=3)
    room.close(room.voting_on(meeting, 2), without_casting=True)

    with room.refused(
        meeting, IllegalTransition, "Decide, withdraw or defer these items first: 1, 3.",
        clause="21",
    ):  # fmt: skip
        session.close_meeting(meeting, by=chair.user, at=room.now())


@pytest.mark.parametrize("verb", [session.close_meeting, session.adjourn])
def test_20_a_meeting_does_not_end_during_a_vote(body, chair, verb):
    meeting = room.opened(body)
    room.voting_on(meeting)
    how = {"reason": "Кеш болды"} if verb is session.adjourn else {}

    with room.refused(meeting, IllegalTransition, "Close the vote on item 1 first.", clause="21"):
        verb(meeting, by=chair.user, at=room.now(), **how)


def test_20_an_adjourned_meeting_keeps_its_outcomes_and_leaves_the_rest(body, chair):
    meeting = room.opened(body, items=2)
    decided = room.voting_on(meeting, 1)
    room.cast(decided, "for", room.seats(body))
    room.close(decided)

    session.adjourn(meeting, by=chair.user, at=room.now(), reason="Кеш болды")

    decided.refresh_from_db()
    body.refresh_from_db()
    rest = room.vote_on(meeting, 2)
    assert (decided.outcome, rest.state, rest.item.state) == ("adopted", "withdrawn", "included")
    assert (meeting.state, body.composition_held_by) == (MeetingState.ADJOURNED, "")


def test_20_an_adjourned_meeting_takes_no_ballots(body, chair, away):
    meeting = room.opened(body)
    session.adjourn(meeting, by=chair.user, at=room.now(), reason="Кеш болды")

    with room.refused(
        meeting, BallotRefused, "Voting on this item has not started or has ended.", clause="20"
    ):
        casting.cast(room.vote_on(meeting), by=away.user, choice="for", at=room.now())
