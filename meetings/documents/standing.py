"""How a person stands before a vote: the line on the roll, presence, what they said before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from bodies.models import Body, Membership
from bodies.rules.procedure import Procedure
from meetings.documents import counting
from meetings.errors import NotOnRoll
from meetings.models import (
    AgendaItem,
    AttendanceEvent,
    Ballot,
    Meeting,
    RemoteRequest,
    RollEntry,
    Vote,
)
from meetings.querysets import OF_BALLOT, OF_BODY, OF_ITEM, OF_MEETING, OF_VOTE
from meetings.rules import channel
from meetings.rules.attendance import Mode
from meetings.rules.channel import Voter
from meetings.states import BEFORE_SESSION, MeetingState, RequestState, VoteState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """What a ballot is judged by: the member's line, presence and the vote's state."""

    membership: int
    voter: Voter


def standing_of(
    meeting: Meeting, user: User | None, membership: int | None = None, *, item: int | None = None
) -> Standing:
    """How a person stands in this meeting, by user or by membership, and on one of its items.

    Raises NotOnRoll for somebody who is not in the composition (REQ-27).
    """
    lines = _lines(meeting)
    key = {"membership": membership} if membership else {"membership__user": user}
    if meeting.opened_at is None:
        key = {"pk": membership} if membership else {"user": user}
    seat_of = "pk" if meeting.opened_at is None else "membership_id"
    line = (
        lines.filter(**key)
        .annotate(mode=Subquery(_last_presence(meeting, seat_of)), agreed=_agreed(meeting, seat_of))
        .order_by("-voting")
        .values_list(seat_of, "voting", "mode", "agreed")
        .first()
    )
    if line is None:
        raise NotOnRoll(
            _("You are not a voting member of this body."), clause=meeting.body.decision_clause
        )
    seat, voting, presence, agreed = line
    recused = item is not None and seat in counting.recused(item, meeting)
    return _standing(seat, voting=voting, presence=presence, agreed=agreed, recused=recused)


def _standing(
    seat: int, *, voting: bool, presence: str | None, agreed: bool, recused: bool
) -> Standing:
    mode = Mode(presence) if presence else Mode.ABSENT
    return Standing(
        seat,
        Voter(on_roll=True, voting=voting, mode=mode, method_agreed=agreed, recused=recused),
    )


def _last_presence(meeting: Meeting, seat_of: str) -> QuerySet[Any]:
    events = AttendanceEvent.objects.filter(meeting=meeting, membership=OuterRef(seat_of))
    return events.order_by("-pk").values("presence")[:1]


def _agreed(meeting: Meeting, seat_of: str) -> Exists:
    return Exists(
        RemoteRequest.objects.filter(
            meeting=meeting, membership=OuterRef(seat_of), state=RequestState.AGREED
        )
    )


def _lines(meeting: Meeting) -> QuerySet[Any]:
    if meeting.opened_at is not None:
        return RollEntry.objects.filter(meeting=meeting)
    return Membership.objects.on(meeting.day).filter(body=meeting.body_id)


def vote_state(vote: Vote, meeting: Meeting, member: int | None) -> channel.VoteState:
    """The vote as the rules see it for one member: withdrawn or annulled is closed, and so is any
    vote of an ended meeting; on a tie it is open to the presiding person alone.
    """
    if meeting.state not in (*BEFORE_SESSION, MeetingState.IN_SESSION):
        return channel.VoteState.CLOSED
    if vote.state == VoteState.TIED and member == vote.presiding_id:
        return channel.VoteState.OPEN
    if vote.state in (VoteState.TIED, VoteState.WITHDRAWN, VoteState.ANNULLED):
        return channel.VoteState.CLOSED
    return channel.VoteState(vote.state)


@dataclass(frozen=True, slots=True)
class RollLine:
    """A person on the frozen roll before one vote of a meeting in session, read in one query.

    `vote` with item, meeting and body has only what judging a ballot takes; `last` is the last
    revision, a voiding one included; `drafted` tells whether a choice is kept that was not cast.
    """

    vote: Vote
    procedure: Procedure
    standing: Standing
    last: Ballot | None
    drafted: bool

    @property
    def meeting(self) -> Meeting:
        """Whose vote it is."""
        meeting: Meeting = self.vote.item.meeting
        return meeting


def roll_line(vote: int, user: User) -> RollLine | None:
    """The person's line; None when the meeting is not in session or the roll has none for them."""
    row = Vote.objects.roll_line(vote, user.pk)
    if row is None:
        return None
    values = iter(row)
    asked: Vote = _read(Vote, OF_VOTE, values)
    asked.item = _read(AgendaItem, OF_ITEM, values)
    meeting = asked.item.meeting = _read(Meeting, OF_MEETING, values)
    meeting.body = _read(Body, OF_BODY, values)
    procedure = _frozen_rules(next(values))
    seat, voting, presence, agreed, recused, drafted, *last = values
    return RollLine(
        vote=asked, procedure=procedure, drafted=bool(drafted),
        standing=_standing(
            seat, voting=bool(voting), presence=presence, agreed=bool(agreed),
            recused=bool(recused) and procedure.recusal,
        ),
        last=_read(Ballot, OF_BALLOT, iter(last)) if last[0] else None,
    )  # fmt: skip


def _read(model: type[Any], names: list[str], values: Iterator[Any]) -> Any:
    """The model with these of its fields; the others are read when somebody asks for them."""
    read = [_aware(next(values)) for _name in names]
    return model.from_db(None, names, read)


def _aware(value: Any) -> Any:
    """SQLite's driver gives a moment in UTC without saying so."""
    naive = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if naive else value


@lru_cache(maxsize=256)
def _frozen_rules(text: str) -> Procedure:
    """By what they say: the rules of a meeting do not change once it is open."""
    return Procedure.from_dict(json.loads(text))
