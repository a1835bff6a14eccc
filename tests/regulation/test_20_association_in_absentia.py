"""Clause 20: who cannot come votes by an electronic method agreed with the Secretariat (REQ-31)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting
from meetings.errors import BallotRefused, BodyDissolved, IllegalTransition
from meetings.models import Ballot
from meetings.states import Channel, RequestState
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
def away(body):
    """A member who does not come."""
    return make.ordinary(body)[6]


def all_but(body, *people):
    return [seat for seat in room.seats(body) if seat not in people]


def test_20_a_member_on_the_broadcast_votes_while_the_item_is_open(body, away):
    meeting = room.opened(body, hall=all_but(body, away), online=[away])
    vote = room.voting_on(meeting)

    ballot = casting.cast(vote, by=away.user, choice="for", at=room.now())

    assert ballot.channel == Channel.ONLINE


def test_20_no_absentee_vote_before_the_secretariat_agrees(body, away):
    meeting = room.notified(body)
    casting.request_remote(meeting, by=away.user, at=room.now(), reason="Іссапар")

    with room.refused(
        meeting, BallotRefused, "Agree the electronic method with the Secretariat first.",
        clause="20",
    ):  # fmt: skip
        casting.cast(room.vote_on(meeting), by=away.user, choice="for", at=room.now())


def test_20_agreed_with_the_secretariat_a_member_votes_from_afar_until_the_close(body, away):
    meeting = room.notified(body)
    room.agreed(meeting, away)
    early = casting.cast(room.vote_on(meeting), by=away.user, choice="for", at=room.now())
    room.come(meeting, all_but(body, away))
    room.open_meeting(meeting)
    vote = room.voting_on(meeting)
    late = casting.cast(vote, by=away.user, choice="against", at=room.now())

    outcome = room.close(vote)

    assert (early.channel, late.channel) == (Channel.ABSENTEE, Channel.ABSENTEE)
    assert (outcome.tally.for_, outcome.tally.against) == (0, 1)


def test_20_only_the_secretariat_agrees_the_method(body, away, chair):
    meeting = room.notified(body)
    asked = casting.request_remote(meeting, by=away.user, at=room.now(), reason="Іссапар")

    with room.refused(
        meeting, NotPermitted, "Only the Secretariat agrees the electronic method.", clause="20"
    ):
        casting.decide_remote(asked, by=chair.user, at=room.now(), agree=True)


def test_20_the_secretariat_refuses_with_a_reason_only(body, away):
    meeting = room.notified(body)
    asked = casting.request_remote(meeting, by=away.user, at=room.now(), reason="Іссапар")

    with room.refused(meeting, BallotRefused, "Give a reason.", clause="20"):
        casting.decide_remote(asked, by=room.clerk(meeting), at=room.now(), agree=False)

    refusal = casting.decide_remote(
        asked, by=room.clerk(meeting), at=room.now(), agree=False, reason="Байланыс жоқ"
    )
    assert refusal.state == RequestState.REFUSED
    with room.refused(
        meeting, BallotRefused, "Agree the electronic method with the Secretariat first.",
        clause="20",
    ):  # fmt: skip
        casting.cast(room.vote_on(meeting), by=away.user, choice="for", at=room.now())


def test_20_a_request_is_answered_once_and_told_both_ways(body, away):
    meeting = room.notified(body)
    room.agreed(meeting, away)
    asked = meeting.remote_requests.get()

    told = Notification.objects.filter(kind__startswith="remote_")
    assert [(n.kind, n.recipient) for n in told.order_by("pk")] == [
        ("remote_requested", room.clerk(meeting)), ("remote_decided", away.user),
    ]  # fmt: skip
    with room.refused(
        meeting, IllegalTransition, "This request has been answered already: Agreed.", clause="20"
    ):
        casting.decide_remote(asked, by=room.clerk(meeting), at=room.now(), agree=True)


def test_20_who_attends_asks_for_no_electronic_method(body, away):
    meeting = room.notified(body)
    room.come(meeting, [away])

    with room.refused(
        meeting, BallotRefused, "You are marked present; vote at the meeting.", clause="20"
    ):
        casting.request_remote(meeting, by=away.user, at=room.now(), reason="Іссапар")


@pytest.mark.parametrize("presence", ["hall", "online"])
def test_20_who_arrives_loses_absentee_ballots_on_items_still_open(body, away, presence):
    meeting = room.notified(body, items=2)
    room.agreed(meeting, away)
    room.cast(room.vote_on(meeting, 1), "for", [away])
    room.cast(room.vote_on(meeting, 2), "for", [away])
    room.come(meeting, all_but(body, away))
    room.open_meeting(meeting)
    first = room.voting_on(meeting, 1)
    room.close(first, without_casting=True)

    room.come(meeting, [away], presence)

    second = room.vote_on(meeting, 2)
    assert list(first.ballots.values_list("choice", flat=True)) == ["for"]
    assert list(second.ballots.order_by("revision").values_list("choice", "void_reason")) == [
        ("for", ""), ("", "arrived"),
    ]  # fmt: skip
    assert Notification.objects.get(kind="ballot_voided").recipient == away.user


def test_20_who_has_come_does_not_vote_from_afar(body, away):
    meeting = room.notified(body)
    room.agreed(meeting, away)
    room.come(meeting, [away])

    with room.refused(
        meeting, BallotRefused, "You are marked present; vote at the meeting.", clause="20"
    ):
        casting.cast(room.vote_on(meeting), by=away.user, choice="for", at=room.now())


def test_20_an_absentee_ballot_of_somebody_no_longer_on_the_roll_falls_at_the_opening(body, away):
    meeting = room.notified(body)
    room.agreed(meeting, away)
    room.cast(room.vote_on(meeting), "for", [away])
    away.ends_on = timezone.localdate() - timedelta(days=1)
    away.ends_act = make.act()
    away.save()
    room.come(meeting, all_but(body, away))

    room.open_meeting(meeting)

    vote = room.voting_on(meeting)
    last = Ballot.objects.filter(vote=vote).latest("revision")
    assert (last.choice, last.void_reason) == ("", "not_on_roll")
    assert room.close(vote, without_casting=True).tally.voted == 0


def test_20_where_the_rules_provide_no_absentee_voting_none_is_agreed(body, away):
    room.departing(body, allow_absentee=False)
    meeting = room.notified(body)

    with room.refused(
        meeting, BallotRefused, "The body's rules do not provide for this way of voting.",
        clause="20",
    ):  # fmt: skip
        casting.request_remote(meeting, by=away.user, at=room.now(), reason="Іссапар")


def test_20_a_dissolved_association_takes_no_ballots(body, away):
    meeting = room.notified(body)
    room.agreed(meeting, away)
    body.ends_on = timezone.localdate() - timedelta(days=1)
    body.save()

    with room.refused(
        meeting, BodyDissolved, "The association has been dissolved; records are read-only.",
        clause="29",
    ):  # fmt: skip
        casting.cast(room.vote_on(meeting), by=away.user, choice="for", at=room.now())
