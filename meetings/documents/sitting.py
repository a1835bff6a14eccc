"""The sitting as its screens read it: who is there, where each item stands, who has voted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language

from bodies.models import Membership, Office
from meetings.documents.explanation import outcome_sentences
from meetings.models import (
    AgendaItem,
    AttendanceEvent,
    Ballot,
    Meeting,
    Recusal,
    RollEntry,
    Vote,
)
from meetings.rules.attendance import Event, Interval, Mode, intervals
from meetings.rules.majority import Outcome
from meetings.rules.receipt import code
from meetings.states import RUNNING, Channel, Choice, ItemState, Presence, VoteState

ATTENDING = (Presence.HALL, Presence.ONLINE)


@dataclass(frozen=True, slots=True)
class Line:
    """One member of the composition: how they are there now and what they had answered."""

    membership: int
    user: int
    name: str
    office: str
    organisation: str
    voting: bool
    presence: str = ""
    since: datetime | None = None
    reason: str = ""
    answer: str = ""
    answer_reason: str = ""
    stretches: tuple[Interval, ...] = ()

    @property
    def office_name(self) -> str:
        """Empty for an ordinary member."""
        return "" if self.office == Office.MEMBER else str(Office(self.office).label)

    @property
    def presence_name(self) -> str:
        """In words; empty while nobody has marked this line."""
        return str(Presence(self.presence).label) if self.presence else ""

    @property
    def answer_name(self) -> str:
        """What the member answered to the notice."""
        return str(Presence(self.answer).label) if self.answer else ""

    @property
    def attends(self) -> bool:
        """In the hall or online now."""
        return self.presence in ATTENDING

    @property
    def suggested(self) -> bool:
        """Answered the notice and not marked so far: the secretary confirms it by hand."""
        return bool(self.answer) and not self.presence


@dataclass(frozen=True, slots=True)
class BallotLine:
    """How one member stands in one vote."""

    line: Line
    choice: str = ""
    channel: str = ""
    cast_at: datetime | None = None
    receipt: str = ""
    entered: bool = False
    from_paper: bool = False
    recused: str = ""

    @property
    def callable(self) -> bool:
        """Called by name in the hall: there, and free to vote on this item."""
        return self.line.presence == Presence.HALL and not self.recused

    @property
    def choice_name(self) -> str:
        """In words; empty for somebody who has not voted."""
        return str(Choice(self.choice).label) if self.choice else ""

    @property
    def channel_name(self) -> str:
        """How the ballot came, in words; empty for somebody who has not voted."""
        return str(Channel(self.channel).label) if self.channel else ""

    @property
    def code(self) -> str:
        """The receipt as the voter has it."""
        return code(self.receipt)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as the list of the sitting shows it."""

    item: AgendaItem
    vote: Vote | None
    voted: int = 0
    outcome: Outcome | None = None
    sentences: tuple[str, ...] = field(default=())

    @property
    def waits(self) -> bool:
        """Still to be put to the vote, or settled."""
        return self.item.state == ItemState.INCLUDED and (
            self.vote is None or self.vote.state == VoteState.REMOTE
        )

    @property
    def votable(self) -> bool:
        """Its vote can be opened."""
        return self.waits and self.vote is not None

    @property
    def open(self) -> bool:
        """Being voted on now, by the presiding person alone on a tie."""
        return self.vote is not None and self.vote.state in RUNNING

    @property
    def tied(self) -> bool:
        """Only the presiding person's own ballot is awaited."""
        return self.vote is not None and self.vote.state == VoteState.TIED

    @property
    def annulled(self) -> list[Vote]:
        """Votes on this question that decide nothing, oldest first."""
        return sorted(
            (vote for vote in self.item.votes.all() if vote.is_annulled), key=lambda vote: vote.pk
        )

    @property
    def closed(self) -> bool:
        """Voted on."""
        return self.vote is not None and self.vote.state == VoteState.CLOSED

    @property
    def kind(self) -> str:
        """The kind of its tag."""
        if self.open:
            return "now"
        if self.outcome is not None:
            return "ok" if self.outcome.adopted else "bad"
        return "idle"

    @property
    def status(self) -> str:
        """Where it stands, in words: the outcome, the open vote, or what became of it."""
        if self.vote is not None and (self.closed or self.open):
            return str(self.vote.get_outcome_display() or self.vote.get_state_display())
        return str(self.item.get_state_display())


def attendance(meeting: Meeting) -> list[Line]:
    """The composition in roll order with everybody's presence. Three queries."""
    events = list(meeting.attendance.in_sequence())
    last = {event.membership_id: event for event in events}
    stretches = intervals(map(_as_event, events))
    answers = {rsvp.membership_id: rsvp for rsvp in meeting.rsvps.all()}
    lines = []
    for seat in _seats(meeting):
        event, answer = last.get(seat.membership), answers.get(seat.membership)
        lines.append(
            Line(
                membership=seat.membership, user=seat.user, name=seat.name, office=seat.office,
                organisation=seat.organisation, voting=seat.voting,
                presence=event.presence if event else "",
                since=event.at if event else None,
                reason=event.reason if event else "",
                answer=answer.answer if answer else "",
                answer_reason=answer.reason if answer else "",
                stretches=stretches.get(seat.membership, ()),
            )
        )  # fmt: skip
    return lines


def _as_event(event: AttendanceEvent) -> Event[int]:
    return Event(
        member=event.membership_id, mode=Mode(event.presence), at=event.at, sequence=event.pk
    )


def _seats(meeting: Meeting) -> list[Line]:
    """The frozen roll once there is one, before that the composition of the meeting's day."""
    # Not as models: a screen of two hundred is drawn again at every ballot.
    own = "ru" if get_language() == "ru" else "kk"
    frozen = RollEntry.objects.filter(meeting=meeting).order_by("position").values_list(
        "membership_id", "membership__user_id", f"name_{own}", "office", f"organisation_{own}",
        "voting",
    )  # fmt: skip
    entries = [
        Line(
            membership=seat, user=user, name=name, office=office, organisation=organisation,
            voting=voting,
        )
        for seat, user, name, office, organisation, voting in frozen
    ]  # fmt: skip
    return entries or [
        Line(
            membership=seat.pk, user=seat.user_id, name=seat.user.full_name(),
            office=seat.office, voting=seat.voting,
            organisation=seat.represents.short_name() if seat.represents else "",
        )
        for seat in Membership.objects.on(meeting.day)
        .filter(body=meeting.body_id)
        .with_rank()
        .in_roll_order()
    ]  # fmt: skip


def heads(lines: list[Line]) -> dict[str, int]:
    """How many stand in each way; "unmarked" are those nobody has marked."""
    counted = {presence.value: 0 for presence in Presence} | {"unmarked": 0}
    for line in lines:
        counted[line.presence or "unmarked"] += 1
    return counted


def items(meeting: Meeting, lines: list[Line]) -> list[ItemLine]:
    """The agenda in order, each item with its vote and how many have voted. Three queries."""
    counted = Ballot.objects.counted().filter(vote__item__meeting=meeting)
    voted = dict(counted.order_by().values_list("vote").annotate(Count("pk")))
    rows = meeting.items.on_agenda().in_order().with_votes()
    return [line_of(item, item.vote, lines, voted=voted) for item in rows]


def line_of(
    item: AgendaItem, vote: Vote | None, lines: list[Line], *, voted: Mapping[int, int]
) -> ItemLine:
    """The item with one of its votes; `voted` says how many have voted in each."""
    outcome = vote.computed() if vote else None
    return ItemLine(
        item=item,
        vote=vote,
        voted=voted.get(vote.pk, 0) if vote else 0,
        outcome=outcome,
        sentences=tuple(outcome_sentences(outcome, casting_name=name_of(outcome.casting, lines)))
        if outcome
        else (),
    )


def name_of(membership: int | str | None, lines: list[Line]) -> str:
    """Whose line it is; empty for nobody."""
    return next((line.name for line in lines if line.membership == membership), "")


def ballots(vote: Vote, lines: list[Line]) -> list[BallotLine]:
    """Every voting member in roll order with the ballot that stands. Two queries at most."""
    counted = Ballot.objects.counted().filter(vote=vote)
    standing = {row[0]: row for row in counted.values_list(*SHOWN)}
    recused = recusals(vote.item)
    return [
        _ballot(line, standing.get(line.membership), recused=recused.get(line.membership, ""))
        for line in lines
        if line.voting
    ]


def recusals(item: AgendaItem) -> dict[int, str]:
    """Who does not vote on the item and why; nobody, where the rules exclude nobody (REQ-73)."""
    if not item.meeting.procedure().recusal:
        return {}
    rows = Recusal.objects.in_force().filter(item=item).order_by("pk")
    return dict(rows.values_list("membership_id", "reason"))


SHOWN = ("membership_id", "choice", "channel", "cast_at", "receipt", "entered_by_id", "scan_id")


def _ballot(line: Line, row: tuple[Any, ...] | None, *, recused: str) -> BallotLine:
    if row is None:
        return BallotLine(line, recused=recused)
    _member, choice, channel, cast_at, receipt, entered_by, scan = row
    hall = channel == Channel.HALL
    return BallotLine(
        line, choice=choice, channel=channel, cast_at=cast_at, receipt=receipt, recused=recused,
        entered=hall and entered_by is not None, from_paper=hall and scan is not None,
    )  # fmt: skip


def may_still_vote(lines: list[BallotLine]) -> list[BallotLine]:
    """Who attends and has not voted: the names the presiding person reads out."""
    return [row for row in lines if not row.choice and row.line.attends and not row.recused]


def presiding_officers(lines: list[Line]) -> list[Line]:
    """Chair and deputy: those between whom presiding is handed over."""
    return [line for line in lines if line.office in (Office.CHAIR, Office.DEPUTY_CHAIR)]


def presides(meeting: Meeting, lines: list[Line]) -> str:
    """Who presides, or before the opening who would: the chair, else the deputy (cl. 8, 19)."""
    if meeting.presiding_id is not None:
        return name_of(meeting.presiding_id, lines)
    counts = meeting.procedure().quorum_counts
    return next(
        (
            line.name
            for line in presiding_officers(lines)
            if line.presence and Mode(line.presence).counts_toward(counts)
        ),
        "",
    )
