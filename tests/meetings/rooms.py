"""Rooms that tests of the sitting walk into: a notified meeting of ten, today."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bodies.models import Body, Membership, Office
from meetings.actions import session, voting
from meetings.documents.texts import item_text_hash
from meetings.models import AgendaItem, Meeting, Vote
from meetings.states import MeetingState
from tests import factories as make


def notified(*, size: int = 10, items: int = 2, body: Body | None = None) -> Meeting:
    """A meeting of today whose notice is out, every item with its vote."""
    body = body or make.association(size=size)
    meeting = make.meeting(body, scheduled_for=timezone.now(), state=MeetingState.NOTIFIED)
    for position in range(1, items + 1):
        item = AgendaItem.objects.create(
            meeting=meeting, position=position, title_kk=f"№ {position} мәселе",
            resolution_kk="Бекітілсін.",
        )  # fmt: skip
        Vote.objects.create(item=item, text_hash=item_text_hash(item))
    return meeting


def seats(meeting: Meeting) -> dict[str, Membership]:
    """Chair, deputy and secretary by name."""
    return {
        "chair": make.officer(meeting.body, Office.CHAIR),
        "deputy": make.officer(meeting.body, Office.DEPUTY_CHAIR),
        "clerk": make.officer(meeting.body, Office.SECRETARY),
    }


def come(meeting: Meeting, members: list[Membership], presence: str = "hall") -> None:
    """Mark these members."""
    clerk = seats(meeting)["clerk"].user
    for seat in members:
        session.mark(meeting, membership=seat, presence=presence, by=clerk, at=timezone.now())


def opened(**options: Any) -> Meeting:
    """In session with everybody in the hall but the last two members."""
    meeting = notified(**options)
    officers = list(seats(meeting).values())
    come(meeting, [*officers, *make.ordinary(meeting.body)[:-2]])
    session.open_meeting(meeting, by=officers[0].user, at=timezone.now())
    return meeting


def votes(meeting: Meeting) -> list[Vote]:
    """In the order of the agenda."""
    return list(Vote.objects.filter(item__meeting=meeting).order_by("item__position"))


def voting_open(**options: Any) -> tuple[Meeting, Vote]:
    """With the vote on the first item open."""
    meeting = opened(**options)
    vote = votes(meeting)[0]
    voting.open_vote(vote, by=seats(meeting)["chair"].user, at=timezone.now())
    return meeting, vote
