"""Clause 20: who votes from afar is told, reminded and loses nothing half-filled."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting, drafts, reminding, voting
from meetings.models import Ballot, BallotDraft, Meeting
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=10)


@pytest.fixture
def away(body):
    return make.ordinary(body)[6]


@pytest.fixture
def meeting(body, away):
    """Two items; the method is agreed with one member."""
    meeting = room.notified(body, items=2)
    room.agreed(meeting, away)
    return meeting


def told(kind):
    letters = Notification.objects.filter(kind=kind).order_by("pk")
    return [(letter.recipient, letter.path) for letter in letters]


def remind(meeting, at=None):
    return reminding.remind_absent(meeting, by=room.clerk(meeting), at=at or room.now())


def begin(meeting, hall, online=()):
    room.come(meeting, hall)
    room.come(meeting, online, "online")
    room.open_meeting(meeting)
    return room.voting_on(meeting)


def test_20_when_a_vote_opens_whoever_is_not_in_the_hall_gets_the_way_to_the_ballot(meeting, away):
    seats = room.seats(meeting.body)
    online = make.ordinary(meeting.body)[5]

    vote = begin(meeting, [seat for seat in seats if seat not in (away, online)], [online])

    path = f"/meetings/vote/{vote.pk}/"
    assert sorted(told("vote_opened"), key=lambda one: one[0].pk) == sorted(
        [(online.user, path), (away.user, path)], key=lambda one: one[0].pk
    )


def test_20_who_has_voted_from_afar_is_not_written_to_again(meeting, away):
    room.cast(room.vote_on(meeting), "for", [away])

    begin(meeting, [seat for seat in room.seats(meeting.body) if seat != away])

    assert told("vote_opened") == []


def test_20_the_secretary_reminds_those_who_have_not_voted_on_everything(meeting, away):
    other = make.ordinary(meeting.body)[5]
    room.agreed(meeting, other)
    for position in (1, 2):
        room.cast(room.vote_on(meeting, position), "for", [other])
    room.cast(room.vote_on(meeting, 1), "for", [away])

    assert remind(meeting) == 1
    assert told("absent_reminder") == [(away.user, f"/meetings/{meeting.pk}/absentee/")]


def test_20_a_second_press_within_the_hour_reminds_nobody(meeting):
    remind(meeting)
    before = room.facts(meeting)

    assert remind(meeting) == 0
    assert room.facts(meeting) == before
    assert remind(meeting, room.now() + timedelta(hours=2)) == 1


def test_20_only_the_secretariat_reminds(meeting):
    chair = make.officer(meeting.body, Office.CHAIR).user

    with room.refused(
        meeting, NotPermitted, "Only the Secretariat reminds of voting from afar.", clause="20"
    ):
        reminding.remind_absent(meeting, by=chair, at=room.now())


def test_20_who_has_come_is_not_reminded(meeting, away):
    room.come(meeting, [away])

    assert remind(meeting) == 0


@pytest.mark.parametrize(("hours", "reminded"), [(30, 0), (23, 1), (-1, 0)])
def test_20_a_day_before_the_meeting_by_itself(meeting, hours, reminded):
    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=room.now() + timedelta(hours=hours))

    call_command("remind_absent_voters")

    assert len(told("absent_reminder")) == reminded


def test_20_however_often_it_runs_once_for_each_date(meeting):
    soon = room.now() + timedelta(hours=20)
    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=soon)
    call_command("remind_absent_voters")
    call_command("remind_absent_voters")
    once = len(told("absent_reminder"))

    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=soon + timedelta(hours=2))
    call_command("remind_absent_voters")

    assert (once, len(told("absent_reminder"))) == (1, 2)


def test_20_a_choice_tapped_is_no_ballot_and_comes_back(meeting, away):
    vote = room.vote_on(meeting)
    entries = JournalEntry.objects.count()

    drafts.keep(meeting, choices={vote.pk: "for"}, by=away.user, at=room.now())
    drafts.keep(meeting, choices={vote.pk: "against"}, by=away.user, at=room.now())

    assert drafts.kept([vote], away.user)[vote.pk].choice == "against"
    assert (BallotDraft.objects.count(), Ballot.objects.count()) == (1, 0)
    assert JournalEntry.objects.count() == entries


def test_20_casting_leaves_no_draft_behind(meeting, away):
    vote = room.vote_on(meeting)
    drafts.keep(meeting, choices={vote.pk: "for"}, by=away.user, at=room.now())

    casting.cast(vote, by=away.user, choice="for", at=room.now())
    drafts.keep(meeting, choices={vote.pk: "for"}, by=away.user, at=room.now())

    assert BallotDraft.objects.count() == 0


def test_20_a_choice_on_another_wording_does_not_come_back(meeting, away):
    vote = room.vote_on(meeting)
    drafts.keep(meeting, choices={vote.pk: "for"}, by=away.user, at=room.now())
    Meeting.objects.filter(pk=meeting.pk).update(secretary=room.clerk(meeting))
    voting.reword(
        vote.item, by=room.clerk(meeting), at=room.now(), texts={"resolution_kk": "Қайтарылсын."}
    )

    assert drafts.kept([room.vote_on(meeting)], away.user) == {}


def test_20_nobody_else_sees_a_draft(meeting, away):
    vote = room.vote_on(meeting)
    drafts.keep(meeting, choices={vote.pk: "for"}, by=away.user, at=room.now())

    assert drafts.kept([vote], make.ordinary(meeting.body)[0].user) == {}
