"""Who may preside over a meeting (cl. 8, 19; REQ-22, REQ-23)."""

from dataclasses import dataclass
from enum import StrEnum

from bodies.rules.procedure import QuorumCounts
from meetings.rules.attendance import Mode


class Office(StrEnum):
    """The offices that matter for presiding; everybody else is a member or no member at all."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    OTHER = "other"

    @classmethod
    def of(cls, value: str | None) -> "Office":
        """Read any office: whatever is neither chair nor deputy is OTHER."""
        return cls(value) if value in (cls.CHAIR, cls.DEPUTY_CHAIR) else cls.OTHER


class PresidingReason(StrEnum):
    """Why somebody may preside (the first two) or may not."""

    CHAIR = "chair"
    DEPUTY_FOR_ABSENT_CHAIR = "deputy_for_absent_chair"
    CHAIR_ATTENDS = "chair_attends"
    NOT_ATTENDING = "not_attending"
    NOBODY_ENTITLED = "nobody_entitled"
    NOT_AN_OFFICER = "not_an_officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresidingVerdict:
    """Whether the person asked about may preside, and why."""

    allowed: bool
    reason: PresidingReason
    clause: str


def who(
    *, chair: Mode | str | None, deputy: Mode | str | None, counts: QuorumCounts
) -> Office | None:
    """The office that presides: the chair, in the chair's absence the deputy, otherwise nobody.

    `chair` and `deputy` say how they take part now, None where the office is vacant. To attend
    means in a mode that counts toward the quorum (C1): a chair who only sent a ballot is absent.
    """
    if _attends(chair, counts):
        return Office.CHAIR
    if _attends(deputy, counts):
        return Office.DEPUTY_CHAIR
    return None


def entitled(
    *,
    office: Office | str | None,
    chair: Mode | str | None,
    deputy: Mode | str | None,
    counts: QuorumCounts,
    clause: str,
) -> PresidingVerdict:
    """Whether the holder of `office` may preside now (cl. 8 Council, cl. 19 others).

    The office is the one on the meeting's roll. Never raises for an office it does not know: such
    a person is not an officer and may not preside.
    """
    office = Office.of(office)
    presides = who(chair=chair, deputy=deputy, counts=counts)
    if presides is None:
        reason = PresidingReason.NOBODY_ENTITLED
    elif office is Office.OTHER:
        reason = PresidingReason.NOT_AN_OFFICER
    elif office is presides:
        reason = (
            PresidingReason.CHAIR
            if office is Office.CHAIR
            else PresidingReason.DEPUTY_FOR_ABSENT_CHAIR
        )
    elif presides is Office.CHAIR:
        reason = PresidingReason.CHAIR_ATTENDS
    else:
        reason = PresidingReason.NOT_ATTENDING
    return PresidingVerdict(allowed=office is presides, reason=reason, clause=clause)


def _attends(mode: Mode | str | None, counts: QuorumCounts) -> bool:
    return mode is not None and Mode(mode).counts_toward(counts)
