"""What the votes decide (cl. 10, 20)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from bodies.rules.procedure import MajorityBase
from meetings.rules.quorum import QuorumVerdict


class Choice(StrEnum):
    """What a ballot says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Result(StrEnum):
    """How a vote ends."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"


class Reason(StrEnum):
    """Why it ends so."""

    MAJORITY = "majority"
    NO_MAJORITY = "no_majority"
    CASTING_VOTE = "casting_vote"
    TIE_WITHOUT_CASTING_VOTE = "tie_without_casting_vote"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Tally:
    """Ballots in force, by choice. Raises ValueError for a negative count."""

    for_: int = 0
    against: int = 0
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.for_, self.against, self.abstain) < 0:
            raise ValueError(f"votes cannot be negative: {self}")

    @classmethod
    def of(cls, choices: Iterable[Choice | str]) -> Self:
        """Count one choice per member; raises ValueError for a choice that does not exist."""
        counted = [Choice(choice) for choice in choices]
        return cls(*(counted.count(choice) for choice in Choice))

    @property
    def voted(self) -> int:
        """Everybody whose ballot is in, abstentions included."""
        return self.for_ + self.against + self.abstain

    @property
    def tied(self) -> bool:
        """Equal votes for and against, none at all included (REQ-34, REQ-36)."""
        return self.for_ == self.against

    def as_dict(self) -> dict[str, int]:
        """Counts under the regulation's three words."""
        return {"for": self.for_, "against": self.against, "abstain": self.abstain}

    @classmethod
    def from_dict(cls, values: Mapping[str, int]) -> Self:
        """The tally `as_dict` wrote."""
        return cls(values["for"], values["against"], values["abstain"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A vote's end with all its arithmetic: what the room, the minutes and the import print.

    `base` is what `tally.for_` must exceed half of, `threshold` the least number that does.
    `casting` names, as the caller gave it, who holds the decisive vote and is set only on a tie;
    `casting_choice` is that member's own ballot, None when there is none (cl. 10, 20).
    """

    outcome: Result
    reason: Reason
    tally: Tally
    quorum: QuorumVerdict
    base: int
    base_kind: MajorityBase
    threshold: int
    casting: int | str | None
    casting_choice: Choice | None
    clause: str
    would_differ_under_voted_base: bool

    @property
    def adopted(self) -> bool:
        """Whether the item is adopted."""
        return self.outcome is Result.ADOPTED

    @property
    def composition(self) -> int:
        """The total composition."""
        return self.quorum.composition

    @property
    def participating(self) -> int:
        """Heads that counted toward the quorum."""
        return self.quorum.participating

    @property
    def hall(self) -> int:
        """Heads in the hall: the literal figure, always shown beside `participating`."""
        return self.quorum.hall

    @property
    def needed(self) -> int:
        """Heads the quorum needs."""
        return self.quorum.needed

    @property
    def quorum_reached(self) -> bool:
        """Whether the quorum stood when the vote closed."""
        return self.quorum.reached

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, enough to print the whole explanation again."""
        return {
            "outcome": self.outcome.value,
            "reason": self.reason.value,
            "tally": self.tally.as_dict(),
            "quorum": self.quorum.as_dict(),
            "base": self.base,
            "base_kind": self.base_kind.value,
            "threshold": self.threshold,
            "casting": self.casting,
            "casting_choice": self.casting_choice.value if self.casting_choice else None,
            "clause": self.clause,
            "would_differ_under_voted_base": self.would_differ_under_voted_base,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The outcome `as_dict` wrote."""
        choice = values["casting_choice"]
        return cls(
            outcome=Result(values["outcome"]),
            reason=Reason(values["reason"]),
            tally=Tally.from_dict(values["tally"]),
            quorum=QuorumVerdict.from_dict(values["quorum"]),
            base=values["base"],
            base_kind=MajorityBase(values["base_kind"]),
            threshold=values["threshold"],
            casting=values["casting"],
            casting_choice=Choice(choice) if choice else None,
            clause=values["clause"],
            would_differ_under_voted_base=values["would_differ_under_voted_base"],
        )


def base_of(*, tally: Tally, quorum: QuorumVerdict, kind: MajorityBase) -> int:
    """The number the votes "for" must exceed half of (C3).

    PARTICIPANTS are those attending and those who voted from afar; a member who voted and then
    left is still in the base, so it is never below the ballots counted.
    """
    match kind:
        case MajorityBase.FOR_AGAINST:
            return tally.for_ + tally.against
        case MajorityBase.VOTED:
            return tally.voted
        case MajorityBase.PARTICIPANTS:
            return max(quorum.hall + quorum.online + quorum.remote, tally.voted)
        case MajorityBase.COMPOSITION:
            return quorum.composition


def decide(
    *,
    tally: Tally,
    quorum: QuorumVerdict,
    base_kind: MajorityBase,
    casting: int | str | None = None,
    casting_choice: Choice | str | None = None,
) -> Outcome:
    """Adopted, rejected or without a quorum, and why (cl. 10, 20; REQ-25, REQ-34 to REQ-36).

    Adopted when twice the votes "for" exceed the base. Equal votes for and against are a tie under
    any base; the vote already cast by the holder of the decisive vote then decides, no vote being
    added, and without one the item is not adopted. `casting` is the holder's opaque id (see
    `casting.holder`), `casting_choice` that member's ballot.

    Raises ValueError for more ballots than members, and for a decisive vote that nobody holds or
    that is not among the ballots counted.
    """
    if tally.voted > quorum.composition:
        raise ValueError(f"{tally.voted} ballots in a composition of {quorum.composition}")
    base_kind = MajorityBase(base_kind)
    choice = Choice(casting_choice) if casting_choice else None
    if choice is not None and casting is None:
        raise ValueError("a decisive vote needs its holder")
    if choice is not None and not tally.as_dict()[choice]:
        raise ValueError(f"the decisive vote {choice.value!r} is not among the ballots counted")

    base = base_of(tally=tally, quorum=quorum, kind=base_kind)
    tie = quorum.reached and tally.tied
    result, reason = _judge(tally=tally, quorum=quorum, base=base, casting_choice=choice)
    return Outcome(
        outcome=result,
        reason=reason,
        tally=tally,
        quorum=quorum,
        base=base,
        base_kind=base_kind,
        threshold=base // 2 + 1,
        casting=casting if tie else None,
        casting_choice=choice if tie else None,
        clause=quorum.clause,
        would_differ_under_voted_base=quorum.reached
        and tally.for_ > tally.against
        and 2 * tally.for_ <= tally.voted,
    )


def _judge(
    *, tally: Tally, quorum: QuorumVerdict, base: int, casting_choice: Choice | None
) -> tuple[Result, Reason]:
    if not quorum.reached:
        return Result.NO_QUORUM, Reason.NO_QUORUM
    if tally.tied:
        match casting_choice:
            case Choice.FOR:
                return Result.ADOPTED, Reason.CASTING_VOTE
            case Choice.AGAINST:
                return Result.REJECTED, Reason.CASTING_VOTE
            case _:
                return Result.REJECTED, Reason.TIE_WITHOUT_CASTING_VOTE
    if 2 * tally.for_ > base:
        return Result.ADOPTED, Reason.MAJORITY
    return Result.REJECTED, Reason.NO_MAJORITY
