"""What was written of a sitting is not unwritten, not even with SQL (REQ-37, REQ-71)."""

import pytest
from django.db import IntegrityError, connection, transaction

from bodies.models import Office
from meetings.actions import session
from meetings.models import (
    AgendaConsent,
    AttendanceEvent,
    Ballot,
    Meeting,
    OperatorOrder,
    RollEntry,
    Vote,
)
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

WRITTEN_ONCE = {
    Ballot: "choice = 'against'",
    RollEntry: "voting = NOT voting",
    AttendanceEvent: "presence = 'absent'",
    AgendaConsent: "answer = 'object'",
    OperatorOrder: "at = NULL",
}


@pytest.fixture
def meeting():
    """A meeting in session with a row of every kind, one vote closed and one open."""
    body = make.association(size=6)
    chair = make.officer(body, Office.CHAIR)
    meeting = room.notified(body, items=2)
    AgendaConsent.objects.create(
        meeting=meeting, membership=chair, version=1, answer="consent", at=room.now()
    )
    session.order_operator(meeting, operator=room.clerk(meeting), by=chair.user, at=room.now())
    room.come(meeting, room.seats(body))
    room.open_meeting(meeting)
    first = room.voting_on(meeting, 1)
    room.cast(first, "for", room.seats(body))
    room.close(first)
    room.cast(room.voting_on(meeting, 2), "for", [chair])
    return meeting


def refused(statement, *values):
    """The database refuses the statement; the transaction of the test lives on."""
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model.__name__)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "DELETE of one"])
def test_a_row_is_written_once(meeting, application_role, model, verb):
    table, before = model._meta.db_table, list(model.objects.order_by("pk").values())
    statement = {
        "UPDATE": f"UPDATE {table} SET {WRITTEN_ONCE[model]}",
        "DELETE": f"DELETE FROM {table}",
        "DELETE of one": f"DELETE FROM {table} WHERE id = {before[0]['id']}",
    }[verb]

    with application_role():
        refused(statement)

    assert before
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite empties a table by DELETE only"
)
@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model.__name__)
def test_a_table_is_not_emptied(meeting, application_role, model):
    connection.check_constraints()  # else PostgreSQL refuses for the checks it still owes

    with application_role():
        refused(f"TRUNCATE {model._meta.db_table} CASCADE")

    assert model.objects.exists()


@pytest.mark.parametrize("model", [Meeting, Vote], ids=lambda model: model.__name__)
def test_meetings_and_votes_are_never_deleted(meeting, application_role, model):
    with application_role():
        refused(f"DELETE FROM {model._meta.db_table}")

    assert model.objects.exists()


INSERT = """INSERT INTO meetings_ballot
    (vote_id, membership_id, revision, choice, channel, cast_at, text_hash, void_reason, receipt)
    VALUES (%s, %s, %s, 'against', 'hall', %s, '', '', 'r')"""


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_no_ballot_enters_a_vote_that_has_ended(meeting, application_role, state):
    vote, seat = room.vote_on(meeting, 1), make.ordinary(meeting.body)[0]
    if state == "withdrawn":
        vote = room.vote_on(meeting, 2)
        Vote.objects.filter(pk=vote.pk).update(state=state)
    before = vote.ballots.count()

    with application_role():
        refused(INSERT, vote.pk, seat.pk, 2, room.now())

    assert vote.ballots.count() == before


def test_a_ballot_enters_an_open_vote(meeting, application_role):
    vote, seat = room.vote_on(meeting, 2), make.ordinary(meeting.body)[0]

    with application_role(), connection.cursor() as cursor:
        cursor.execute(INSERT, [vote.pk, seat.pk, 1, room.now()])

    assert vote.ballots.filter(membership=seat).count() == 1


def test_no_member_has_the_same_revision_twice(meeting, application_role):
    chair = make.officer(meeting.body, Office.CHAIR)

    with application_role():
        refused(INSERT, room.vote_on(meeting, 2).pk, chair.pk, 1, room.now())


@pytest.mark.parametrize(
    "change",
    [
        "state = 'open'",
        "outcome = 'rejected'",
        "result = NULL",
        "digest = ''",
        "text_hash = ''",
        "opened_at = NULL",
        "closed_at = NULL",
        "opened_by_id = NULL",
        "closed_by_id = NULL",
        "presiding_id = NULL",
        "participants = '{}'",
        "item_id = item_id + 1000",
    ],
)
def test_a_closed_vote_stays_as_it_closed(meeting, application_role, change):
    vote = room.vote_on(meeting, 1)
    before = Vote.objects.filter(pk=vote.pk).values().get()

    with application_role():
        refused(f"UPDATE meetings_vote SET {change} WHERE id = {vote.pk}")

    assert Vote.objects.filter(pk=vote.pk).values().get() == before


def test_an_open_vote_may_still_change(meeting, application_role):
    vote = room.vote_on(meeting, 2)

    with application_role(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_vote SET text_hash = 'x' WHERE id = %s", [vote.pk])

    vote.refresh_from_db()
    assert vote.text_hash == "x"
