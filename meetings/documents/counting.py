"""Counting heads: who is on the roll, how each is there, and what that makes of the quorum."""

from __future__ import annotations

from dataclasses import dataclass

from bodies.models import Membership
from meetings.models import AttendanceEvent, Ballot, Meeting, Recusal, RollEntry, Vote
from meetings.rules import quorum
from meetings.rules.attendance import Event, Mode, modes, participation
from meetings.rules.quorum import Participation, QuorumVerdict
from meetings.states import Channel, Presence, VoteState

REMOTE_CHANNELS = (Channel.ABSENTEE, Channel.WRITTEN)


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the composition: the frozen roll's once there is one, before that the day's."""

    membership: int
    user: int
    office: str
    voting: bool


def seats(meeting: Meeting) -> list[Seat]:
    """The composition that counts for this meeting, in roll order. One query, two before."""
    frozen = list(
        RollEntry.objects.filter(meeting=meeting)
        .order_by("position")
        .values_list("membership_id", "membership__user_id", "office", "voting")
    )
    if frozen:
        return [Seat(*row) for row in frozen]
    rows = (
        Membership.objects.on(meeting.day)
        .filter(body=meeting.body_id)
        .with_rank()
        .order_by("office_rank", "user__sort_key")
        .values_list("pk", "user_id", "office", "voting")
    )
    return [Seat(*row) for row in rows]


def events(meeting: Meeting) -> list[Event[int]]:
    """Every attendance event of the meeting, as the rules read them. One query."""
    rows = (
        AttendanceEvent.objects.filter(meeting=meeting)
        .in_sequence()
        .values_list("membership_id", "presence", "at", "pk")
    )
    return [
        Event(member=member, mode=Mode(presence), at=at, sequence=pk)
        for member, presence, at, pk in rows
    ]


def standing(meeting: Meeting) -> dict[int, Mode]:
    """How each member is there now; whoever is missing from it is absent."""
    return modes(events(meeting))


def remote_voters(meeting: Meeting, vote: Vote | None = None) -> set[int]:
    """Members whose absentee or written ballot stands, on one vote or on any of the meeting's."""
    ballots = Ballot.objects.counted().filter(channel__in=REMOTE_CHANNELS)
    ballots = ballots.exclude(vote__state=VoteState.ANNULLED)
    scope = {"vote": vote} if vote else {"vote__item__meeting": meeting}
    return set(ballots.filter(**scope).values_list("membership_id", flat=True))


def verdict(
    meeting: Meeting,
    *,
    composition: list[Seat],
    present: dict[int, Mode],
    vote: Vote | None = None,
) -> QuorumVerdict:
    """The quorum of a composition with these people present (cl. 10, 20)."""
    voting = [seat.membership for seat in composition if seat.voting]
    procedure = meeting.procedure()
    return quorum.check(
        composition=quorum.composition(roll=len(voting), approved_seats=procedure.approved_seats),
        participation=participation(
            present, voting=voting, remote_voters=remote_voters(meeting, vote)
        ),
        counts=procedure.quorum_counts,
        clause=meeting.body.decision_clause,
    )


def recused(item: int, meeting: Meeting) -> set[int]:
    """Members who do not vote on this item; nobody, where the rules exclude nobody (REQ-73)."""
    if not meeting.procedure().recusal:
        return set()
    return set(Recusal.objects.in_force().filter(item=item).values_list("membership_id", flat=True))


def quorum_now(meeting: Meeting) -> QuorumVerdict:
    """Whether there is a quorum at this moment, with its arithmetic (cl. 10, 20)."""
    return verdict(meeting, composition=seats(meeting), present=standing(meeting))


def forecast(meeting: Meeting) -> QuorumVerdict:
    """The quorum there would be if everybody came as they answered the notice."""
    composition = seats(meeting)
    voting = {seat.membership for seat in composition if seat.voting}
    answers = meeting.rsvps.filter(membership__in=voting).values_list("answer", flat=True)
    come = list(answers)
    procedure = meeting.procedure()
    return quorum.check(
        composition=quorum.composition(roll=len(voting), approved_seats=procedure.approved_seats),
        participation=Participation(
            hall=come.count(Presence.HALL), online=come.count(Presence.ONLINE), remote=0
        ),
        counts=procedure.quorum_counts,
        clause=meeting.body.decision_clause,
    )
