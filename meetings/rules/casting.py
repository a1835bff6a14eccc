"""Whose vote decides when the votes are equal (cl. 10, 20)."""

from dataclasses import dataclass
from enum import StrEnum

from bodies.rules.procedure import CastingVote, TieWithoutCasting
from meetings.rules.majority import Choice, Tally


class HeldBecause(StrEnum):
    """Why this person holds the decisive vote, or why nobody does."""

    CHAIR_PRESIDES = "chair_presides"
    PRESIDES_FOR_CHAIR = "presides_for_chair"
    ABSENT_CHAIR_VOTED = "absent_chair_voted"
    CHAIR_DOES_NOT_PRESIDE = "chair_does_not_preside"
    NOBODY_PRESIDES = "nobody_presides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the decisive vote: `member` as the caller names members, or None."""

    member: int | str | None
    because: HeldBecause

    @property
    def needs_warning(self) -> bool:
        """An absent chair's ballot outweighs the one who presides: said before the close (C5)."""
        return self.because is HeldBecause.ABSENT_CHAIR_VOTED


def holder(
    *,
    policy: CastingVote,
    presiding: int | str | None,
    chair: int | str | None,
    chair_has_ballot: bool = False,
) -> Holder:
    """Who holds the decisive vote under the body's rules (cl. 10, 20; C5).

    `presiding` and `chair` are opaque ids of the same kind, None where nobody presides or the
    office is vacant; `chair_has_ballot` tells whether the chair's own ballot, from whatever
    channel, is among those counted. Under CHAIR_ONLY a tie under a presiding deputy is decided
    by nobody.
    """
    policy = CastingVote(policy)
    if presiding is None:
        return Holder(member=None, because=HeldBecause.NOBODY_PRESIDES)
    if presiding == chair:
        return Holder(member=presiding, because=HeldBecause.CHAIR_PRESIDES)
    match policy:
        case CastingVote.PRESIDING:
            return Holder(member=presiding, because=HeldBecause.PRESIDES_FOR_CHAIR)
        case CastingVote.CHAIR_ONLY:
            return Holder(member=None, because=HeldBecause.CHAIR_DOES_NOT_PRESIDE)
        case CastingVote.CHAIR_ELSE_PRESIDING:
            if chair is not None and chair_has_ballot:
                return Holder(member=chair, because=HeldBecause.ABSENT_CHAIR_VOTED)
            return Holder(member=presiding, because=HeldBecause.PRESIDES_FOR_CHAIR)


def is_asked_before_close(
    *,
    policy: TieWithoutCasting,
    tally: Tally,
    holder: Holder,
    presiding: int | str | None,
    choice: Choice | str | None,
) -> bool:
    """Whether the close waits for the presiding person's own ballot (C6, LATE_CHOICE).

    Only on a tie, and only one who presides, holds the decisive vote and has not voted at all: an
    abstention stands. The answer is an ordinary ballot cast before the close, not a second vote.
    """
    return (
        TieWithoutCasting(policy) is TieWithoutCasting.LATE_CHOICE
        and tally.tied
        and holder.member is not None
        and holder.member == presiding
        and choice is None
    )
