"""What the rules make of a past meeting: the same functions judge it as judge a live one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from django.utils.translation import gettext as _

from bodies.models import Office
from bodies.rules import procedure as rules
from bodies.rules.procedure import Procedure, QuorumCounts
from meetings.rules import casting, majority, quorum
from meetings.rules.attendance import Mode, participation
from meetings.rules.majority import Outcome, Tally

RANK = {
    office.value: rank
    for rank, office in enumerate(
        [Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY, Office.MEMBER]
    )
}
NO_VOTE = "no_vote"
NOT_PROVIDED = "not_provided"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in office on one day, with the membership that carries the higher office."""

    person: int
    membership: int
    office: str
    voting: bool
    listed: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One membership as it stands in the database."""

    membership: int
    person: int
    office: str
    voting: bool
    starts_on: date
    ends_on: date | None

    def covers(self, day: date) -> bool:
        """First and last day included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def roll_on(day: date, terms: Iterable[Term]) -> dict[int, Seat]:
    """Who is in office on `day`, by person.

    Somebody listed twice counts once, holds the higher office and votes if either seat does.
    """
    roll: dict[int, Seat] = {}
    for term in terms:
        if not term.covers(day):
            continue
        seat = Seat(term.person, term.membership, term.office, term.voting)
        other = roll.get(term.person)
        if other is not None:
            higher = seat if RANK[seat.office] < RANK[other.office] else other
            seat = replace(higher, voting=seat.voting or other.voting, listed=other.listed + 1)
        roll[term.person] = seat
    return roll


@cache
def rules_of(kind: str) -> Procedure:
    """The regulation's own rules, for a body that has not settled any.

    Of a past meeting everybody marked in the hall or online takes part, in the Council too; a
    ballot cast there otherwise than in the hall is still not counted (cl. 10).
    """
    return replace(rules.defaults(kind), quorum_counts=QuorumCounts.HALL_ONLINE)


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What the items of one meeting are judged against. `modes`: how each person attended."""

    roll: dict[int, Seat]
    modes: dict[int, Mode]
    presiding: int
    procedure: Procedure
    clause: str

    @cached_property
    def voters(self) -> set[int]:
        """Distinct voting persons in office on the day."""
        return {person for person, seat in self.roll.items() if seat.voting}

    @cached_property
    def chair(self) -> int | None:
        """Who holds the chair; of several the one who presides, otherwise the first."""
        chairs = [p for p, seat in self.roll.items() if seat.office == Office.CHAIR]
        return self.presiding if self.presiding in chairs else min(chairs, default=None)

    @property
    def officer_presides(self) -> bool:
        """Whether the presiding person was chair or deputy chair that day."""
        seat = self.roll.get(self.presiding)
        return seat is not None and seat.office in (Office.CHAIR, Office.DEPUTY_CHAIR)

    def provides(self, channel: str) -> bool:
        """Whether a ballot of this channel counts under the body's rules."""
        return {
            "hall": True,
            "online": self.procedure.allow_online,
            "absentee": self.procedure.allow_absentee,
            "written": self.procedure.allow_written,
        }[channel]

    def quorum(self, remote: Iterable[int] = ()) -> quorum.QuorumVerdict:
        """The quorum, given who voted from afar."""
        voters = self.voters
        return quorum.check(
            composition=quorum.composition(
                roll=len(voters), approved_seats=self.procedure.approved_seats
            ),
            participation=participation(self.modes, voting=voters, remote_voters=list(remote)),
            counts=self.procedure.quorum_counts,
            clause=self.clause,
        )


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot: who, what, by which channel."""

    person: int
    choice: str
    channel: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An item's outcome, or the error that makes it unjudgeable.

    `untallied` says of each ballot, in the file's order, why it was not counted, or "".
    """

    outcome: Outcome | None
    untallied: list[str]
    error: str = ""
    message: str = ""


def judge(sitting: Sitting, ballots: Sequence[Cast]) -> Judged:
    """Judge one item (cl. 10, 20); the three errors in their order of precedence."""
    error, message = _error(sitting, ballots)
    if error:
        return Judged(None, [], error, message)
    voters = sitting.voters
    untallied = [
        NO_VOTE if ballot.person not in voters
        else "" if sitting.provides(ballot.channel)
        else NOT_PROVIDED
        for ballot in ballots
    ]  # fmt: skip
    choices = {
        ballot.person: ballot.choice
        for ballot, reason in zip(ballots, untallied, strict=True)
        if not reason
    }
    holder = casting.holder(
        policy=sitting.procedure.casting_vote,
        presiding=sitting.presiding,
        chair=sitting.chair,
        chair_has_ballot=sitting.chair in choices,
    )
    outcome = majority.decide(
        tally=Tally.of(choices.values()),
        quorum=sitting.quorum(choices),
        base_kind=sitting.procedure.majority_base,
        casting=holder.member,
        casting_choice=choices.get(int(holder.member)) if holder.member is not None else None,
    )
    return Judged(outcome, untallied)


def _error(sitting: Sitting, ballots: Sequence[Cast]) -> tuple[str, str]:
    if not sitting.officer_presides:
        return "presiding_officer", _(
            "The person who presided was neither chair nor deputy chair on that day."
        )
    if strangers := len({b.person for b in ballots if b.person not in sitting.roll}):
        return "not_a_member", _(
            "There are ballots of people who were not in office on that day: %(count)s."
        ) % {"count": strangers}
    if len({ballot.person for ballot in ballots}) < len(ballots):
        return "duplicate_ballot", _("One person has more than one ballot on this item.")
    return "", ""


def as_report(judged: Judged) -> dict[str, object]:
    """One line of the report."""
    if judged.outcome is None:
        return {"error": judged.error, "message": judged.message}
    outcome = judged.outcome
    return {
        "composition": outcome.composition,
        "participating": outcome.participating,
        "required": outcome.needed,
        "quorum_reached": outcome.quorum_reached,
        **outcome.tally.as_dict(),
        "outcome": outcome.outcome.value,
        "reason": outcome.reason.value,
    }
