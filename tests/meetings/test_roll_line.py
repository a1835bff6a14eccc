"""What a ballot is judged by is read in one query, and says what the long way says."""

import pytest
from django.db import connection

from bodies.models import Membership, Office
from meetings.actions import casting, drafts, recusing, session
from meetings.documents.standing import roll_line, standing_of
from meetings.models import AttendanceEvent, Ballot, BallotDraft
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db
AFTER_IT_IS_PREPARED = 8


@pytest.fixture
def vote():
    """Of nine: one online, one absent, one away with a method agreed, one recused."""
    body = room.departing(make.association(size=9), recusal=True)
    meeting = room.notified(body)
    *hall, online, _absent, away = room.seats(body)
    room.agreed(meeting, away)
    room.come(meeting, hall)
    room.come(meeting, [online], "online")
    room.open_meeting(meeting)
    recusing.recuse(
        room.vote_on(meeting).item, membership=hall[-1], reason="Өзі туралы",
        by=room.clerk(meeting), at=room.now(),
    )  # fmt: skip
    return room.voting_on(meeting)


def test_the_line_is_what_the_long_way_finds(vote):
    meeting = room.vote_on(vote.item.meeting).item.meeting

    for seat in room.seats(meeting.body):
        line = roll_line(vote.pk, seat.user)
        assert line is not None
        assert line.standing == standing_of(meeting, seat.user, item=vote.item_id)
        assert line.procedure == meeting.procedure()
        assert (line.vote, line.vote.state, line.vote.text_hash, line.vote.presiding_id) == (
            vote, vote.state, vote.text_hash, vote.presiding_id
        )  # fmt: skip
        assert (line.meeting, line.meeting.state, line.meeting.day, line.meeting.opened_at) == (
            meeting, meeting.state, meeting.day, meeting.opened_at
        )  # fmt: skip
        assert (line.meeting.body.kind, line.meeting.body.starts_on, line.meeting.body.ends_on) == (
            meeting.body.kind, meeting.body.starts_on, meeting.body.ends_on
        )  # fmt: skip
        assert (line.last, line.drafted) == (None, False)
    assert {one.voter.mode for one in standings(vote)} == {"hall", "online", "absent"}
    assert [line.voter.recused for line in standings(vote)].count(True) == 1
    assert [line.voter.method_agreed for line in standings(vote)].count(True) == 1


def standings(vote):
    return [roll_line(vote.pk, seat.user).standing for seat in room.seats(vote.item.meeting.body)]


def test_it_follows_every_change_also_once_the_database_has_planned_it(vote):
    meeting = vote.item.meeting
    chair, *_others, away = room.seats(meeting.body)
    drafts.keep(meeting, choices={vote.pk: "against"}, by=chair.user, at=room.now())

    assert roll_line(vote.pk, chair.user).drafted
    for _time in range(AFTER_IT_IS_PREPARED):
        for choice in ("for", "against"):
            ballot = casting.cast(vote, by=chair.user, choice=choice, at=room.now())
            line = roll_line(vote.pk, chair.user)
            assert (line.last, line.last.revision, line.last.choice, line.last.channel) == (
                ballot, ballot.revision, choice, "hall"
            )  # fmt: skip
            assert not line.drafted
    assert not BallotDraft.objects.exists()
    room.leave(meeting, chair)
    room.come(meeting, [away], "online")
    assert [roll_line(vote.pk, seat.user).standing.voter.mode for seat in (chair, away)] == [
        "absent", "online",
    ]  # fmt: skip
    assert AttendanceEvent.objects.filter(membership=chair).count() == 2


def test_of_two_seats_the_one_that_votes_is_asked(vote):
    plain = room.opened(room.departing(make.association(size=6)))
    member, clerk = make.ordinary(plain.body)[0], make.officer(plain.body, Office.SECRETARY)
    asked = room.voting_on(plain)

    assert roll_line(asked.pk, member.user).standing.membership == member.pk
    assert (
        Membership.objects.get(pk=clerk.pk).voting
        is roll_line(asked.pk, clerk.user).standing.voter.voting
    )


def test_there_is_no_line_before_the_opening_after_the_end_and_for_strangers(vote):
    waiting = room.notified(make.association(size=6))
    member = make.ordinary(waiting.body)[0].user
    chair = room.presiding(vote.item.meeting)

    assert roll_line(room.vote_on(waiting).pk, member) is None
    assert roll_line(vote.pk, member) is None
    assert roll_line(0, chair) is None
    room.close(vote, without_casting=True)
    session.close_meeting(vote.item.meeting, by=chair, at=room.now())
    assert roll_line(vote.pk, chair) is None


def test_a_ballot_of_its_own_is_one_statement_and_no_transaction(vote):
    chair = room.presiding(vote.item.meeting)

    with connection.execute_wrapper(noting(seen := [])):
        casting.cast(vote, by=chair, choice="for", at=room.now())

    assert Ballot.objects.count() == 1
    assert [said.split()[0] for said in seen] == ["WITH", "INSERT"]


def noting(seen):
    """The test itself is a transaction: its savepoints are not what is counted."""

    def note(execute, sql, params, many, context):
        if "SAVEPOINT" not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    return note
