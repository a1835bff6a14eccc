"""Sittings for tests: people in their places, at the step a test starts from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone, translation

from accounts.errors import RuleViolation
from accounts.models import Notification
from bodies.models import Body, Membership, Office, RulesOfProcedure
from meetings.actions import casting, papers, session, voting
from meetings.documents.texts import item_text_hash
from meetings.models import AgendaItem, Ballot, Comment, Meeting, Speech, Vote, WrittenPaper
from meetings.rules.majority import Outcome
from meetings.states import MeetingState
from records.actions import store_bytes
from records.models import JournalEntry, StoredFile
from tests import factories as make

EVERYBODY = None


def now() -> datetime:
    return timezone.now()


def notified(body: Body, items: int = 1, **fields: Any) -> Meeting:
    """Today's meeting, its agenda approved and its notice sent."""
    given = {"scheduled_for": now(), "state": MeetingState.NOTIFIED}
    meeting = make.meeting(body, **(given | fields))
    for position in range(1, items + 1):
        item = AgendaItem.objects.create(
            meeting=meeting, position=position, title_kk=f"{position}-мәселе туралы",
            resolution_kk="Ұсынылсын.",
        )  # fmt: skip
        Vote.objects.create(item=item, text_hash=item_text_hash(item))
    return meeting


def opened(body: Body, *, hall: list[Membership] | None = EVERYBODY,
           online: Iterable[Membership] = (), items: int = 1, **fields: Any) -> Meeting:  # fmt: skip
    """In session; everybody in the hall unless told otherwise."""
    meeting = notified(body, items, **fields)
    come(meeting, seats(body) if hall is EVERYBODY else hall)
    come(meeting, online, "online")
    open_meeting(meeting)
    return meeting


def voting_on(meeting: Meeting, position: int = 1) -> Vote:
    """The item put to the vote by whoever presides."""
    vote = vote_on(meeting, position)
    voting.open_vote(vote, by=presiding(meeting), at=now())
    return vote


def open_meeting(meeting: Meeting, office: str = Office.CHAIR) -> None:
    session.open_meeting(meeting, by=make.officer(meeting.body, office).user, at=now())


def close(vote: Vote, **how: Any) -> Outcome:
    return voting.close_vote(vote, by=presiding(vote.item.meeting), at=now(), **how)


def presiding(meeting: Meeting) -> Any:
    return Meeting.objects.select_related("presiding__user").get(pk=meeting.pk).presiding.user


def vote_on(meeting: Meeting, position: int = 1) -> Vote:
    return Vote.objects.select_related("item__meeting__body").get(
        item__meeting=meeting, item__position=position
    )


def clerk(meeting: Meeting) -> Any:
    return make.officer(meeting.body, Office.SECRETARY).user


def come(meeting: Meeting, people: Iterable[Membership], presence: str = "hall") -> None:
    for seat in people:
        session.mark(meeting, membership=seat, presence=presence, by=clerk(meeting), at=now())


def leave(meeting: Meeting, *people: Membership) -> None:
    come(meeting, people, "absent")


def cast(vote: Vote, choice: str, people: Iterable[Membership]) -> None:
    for seat in people:
        casting.cast(vote, by=seat.user, choice=choice, at=now())


def agreed(meeting: Meeting, seat: Membership) -> None:
    """The Secretariat has agreed the electronic method with this member (cl. 20)."""
    asked = casting.request_remote(meeting, by=seat.user, at=now(), reason="Іссапар")
    casting.decide_remote(asked, by=clerk(meeting), at=now(), agree=True)


def write(vote: Vote, seat: Membership, choice: str = "for", **how: Any) -> Ballot:
    """The secretary enters a signed paper and the deputy confirms it."""
    paper = enter(vote, seat, choice, **how)
    return papers.confirm_paper(paper, by=second(vote.item.meeting), at=now())[0]


def enter(vote: Vote, seat: Membership, choice: str = "for", **how: Any) -> WrittenPaper:
    """The secretary enters a signed paper; nobody has confirmed it."""
    meeting = vote.item.meeting
    given = {"by": clerk(meeting), "at": now()} | how
    if "scan" not in given:
        given["scan"] = scan(given["by"])
    return papers.enter_paper(meeting, membership=seat, choices={vote.pk: choice}, **given)


def second(meeting: Meeting) -> Any:
    """Somebody who did not enter it: the deputy."""
    return make.officer(meeting.body, Office.DEPUTY_CHAIR).user


def scan(by: Any) -> StoredFile:
    return store_bytes(b"%PDF-1.4 x", name="b.pdf", media_type="application/pdf", by=by)


def seats(body: Body) -> list[Membership]:
    """Everybody, in order of appointment."""
    return list(body.memberships.select_related("user", "body").order_by("pk"))


def departing(body: Body, **departures: Any) -> Body:
    """The body with rules of procedure that depart from the regulation's defaults."""
    RulesOfProcedure.objects.create(
        body=body, starts_on=make.SINCE, basis=make.act(), departures=departures
    )
    return body


def facts(meeting: Meeting) -> dict[str, Any]:
    """Everything a refusal must leave as it was."""
    votes = Vote.objects.filter(item__meeting=meeting).order_by("pk")
    return {
        "meeting": Meeting.objects.filter(pk=meeting.pk).values().get(),
        "held": Body.objects.get(pk=meeting.body_id).composition_held_by,
        "items": list(meeting.items.order_by("pk").values()),
        "votes": list(votes.values()),
        "ballots": list(Ballot.objects.filter(vote__in=votes).order_by("pk").values()),
        "roll": list(meeting.roll.order_by("pk").values()),
        "attendance": list(meeting.attendance.order_by("pk").values()),
        "orders": list(meeting.operator_orders.order_by("pk").values()),
        "requests": list(meeting.remote_requests.order_by("pk").values()),
        "papers": list(meeting.papers.order_by("pk").values()),
        "comments": list(Comment.objects.filter(item__meeting=meeting).order_by("pk").values()),
        "speeches": list(Speech.objects.filter(item__meeting=meeting).order_by("pk").values()),
        "guests": meeting.guests.count(),
        "journal": JournalEntry.objects.count(),
        "letters": Notification.objects.count(),
    }


@contextmanager
def refused(
    meeting: Meeting, error: type[RuleViolation], message: str, *, clause: str
) -> Iterator[None]:
    """The body of the `with` is refused in these words by this clause, and nothing changed."""
    before = facts(meeting)

    with translation.override("en"), pytest.raises(error) as refusal:
        yield

    assert type(refusal.value) is error
    assert (str(refusal.value), refusal.value.clause) == (message, clause)
    assert facts(meeting) == before
