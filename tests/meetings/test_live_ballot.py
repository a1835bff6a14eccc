"""An open ballot is told why it would be refused before it is cast, and nobody else is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from meetings.actions import annulling, recusing, session
from meetings.models import Meeting, Vote
from meetings.views import audience
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def told(vote, seat) -> str:
    """What stands beside this member's ballot on this vote."""
    meeting = Meeting.objects.select_related("body").get(pk=vote.item.meeting_id)
    return audience.now(meeting, "ballot", seat.user).parts[f"vote-{vote.pk}"]


@pytest.fixture
def body():
    return room.departing(make.association(size=6), recusal=True)


def test_of_an_annulled_vote_with_its_reason_and_the_way_to_the_new_one(body):
    meeting = room.opened(body)
    vote, member = room.voting_on(meeting), make.ordinary(body)[0]
    assert "have voted" in told(vote, member)

    annulling.annul(vote, by=room.presiding(meeting), at=room.now(), reason="Ақау болды")

    again = Vote.objects.standing().get(item=vote.item_id)
    said = told(vote, member)
    assert "This vote was annulled and decides nothing" in said
    assert "Ақау болды" in said
    assert f"/meetings/vote/{again.pk}/" in said


def test_whom_the_item_concerns_is_told_and_the_others_are_not(body):
    meeting = room.notified(body)
    vote, (subject, other) = room.vote_on(meeting), make.ordinary(body)[:2]
    for seat in (subject, other):
        room.agreed(meeting, seat)

    recusing.recuse(
        vote.item, membership=subject, by=room.clerk(meeting), at=room.now(), reason="Өзі"
    )

    assert "You are the subject of this item and do not vote." in told(vote, subject)
    assert told(vote, other) == ""


def test_who_comes_while_a_ballot_from_afar_is_open_is_told_to_vote_at_the_meeting(body):
    meeting = room.notified(body)
    vote, away = room.vote_on(meeting), make.ordinary(body)[-1]
    room.agreed(meeting, away)
    assert told(vote, away) == ""

    room.come(meeting, [away])

    assert "You are marked present; vote at the meeting." in told(vote, away)
    assert 'role="alert"' in told(vote, away)


def test_on_a_tie_the_others_are_told_whose_vote_decides(body):
    meeting = room.opened(
        room.departing(make.association(size=6), tie_without_casting="late_choice")
    )
    vote, others = room.voting_on(meeting), make.ordinary(meeting.body)
    room.cast(vote, "for", others[:2])
    room.cast(vote, "against", others[2:3])
    Vote.objects.filter(pk=vote.pk).update(state="tied")
    chair = room.seats(meeting.body)[0]

    assert "The votes are equal" in told(vote, others[0])
    assert "The votes are equal" not in told(vote, chair)


def test_of_the_close_and_of_the_end_of_the_meeting(body):
    meeting = room.opened(body, items=2)
    vote, waiting, member = (
        room.voting_on(meeting),
        room.vote_on(meeting, 2),
        make.ordinary(body)[0],
    )
    room.close(vote, without_casting=True)
    assert "This vote is closed" in told(vote, member)

    session.adjourn(meeting, by=room.presiding(meeting), at=room.now(), reason="Кеш")

    assert "Voting on this item has not started or has ended." in told(waiting, member)


def test_those_who_stand_alike_share_one_drawing_in_as_many_queries_for_one_as_for_all(body):
    *there, away = room.seats(body)
    meeting = room.opened(body, hall=there)
    room.voting_on(meeting)
    everybody = {("ballot", "en", seat.user_id) for seat in [*there, away]}

    with CaptureQueriesContext(connection) as for_one:
        audience.for_viewers(meeting.pk, {("ballot", "en", away.user_id)})
    with CaptureQueriesContext(connection) as for_all:
        _mark, voices, drawings = audience.for_viewers(meeting.pk, everybody)

    assert (len(voices), len(drawings)) == (6, 2)
    assert len(for_all) == len(for_one)
