"""The rules of procedure of one body: every policy the regulation leaves open.

Keys and defaults are those of the regulation's table of ambiguities (C1 to C28) and of its table
of deadlines, which are settings of the project and not of the regulation. A meeting freezes
`Procedure.as_dict()` of the rules it was opened under; later rules never touch it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Literal, Self

BodyKind = Literal["council", "association", "section"]


class QuorumCounts(StrEnum):
    """C1. Whose taking part counts toward the quorum (cl. 10, 20)."""

    HALL = "hall"
    HALL_ONLINE = "hall_online"
    ALL_VOTERS = "all_voters"


class MajorityBase(StrEnum):
    """C3. What the votes "for" must exceed half of (cl. 10, 20)."""

    FOR_AGAINST = "for_against"
    VOTED = "voted"
    PARTICIPANTS = "participants"
    COMPOSITION = "composition"


class CastingVote(StrEnum):
    """C5. Whose vote decides a tie (cl. 10, 20)."""

    PRESIDING = "presiding"
    CHAIR_ONLY = "chair_only"
    CHAIR_ELSE_PRESIDING = "chair_else_presiding"


class TieWithoutCasting(StrEnum):
    """C6. What happens on a tie while the holder of the decisive vote has not voted."""

    TIE_FAILS = "tie_fails"
    LATE_CHOICE = "late_choice"


class Signer(StrEnum):
    """C8. Who signs the minutes beside the secretary (cl. 11, 21)."""

    PRESIDING = "presiding"
    CHAIR = "chair"
    BOTH = "both"


class ChoicesVisible(StrEnum):
    """C11. When the body sees how each member voted; who has voted is always seen."""

    LIVE = "live"
    AFTER_CLOSE = "after_close"


class DisputedWritten(StrEnum):
    """What a confirmed written ballot is worth once its member disputes it (cl. 27.4).

    The regulation is silent. STANDS: the signed paper and two persons speak for it; the dispute is
    shown, and the member may come, or vote otherwise, before the close. FALLS: it is void at once.
    """

    STANDS = "stands"
    FALLS = "falls"


class Publish(StrEnum):
    """C11. What leaves the body: nothing, or tallies without names."""

    BODY = "body"
    TALLIES = "tallies"


class AgendaConsent(StrEnum):
    """C12. How much prior consent the agenda needs before it is approved (cl. 18)."""

    NONE = "none"
    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    UNANIMOUS = "unanimous"
    NO_OBJECTION = "no_objection"


class PlanOrder(StrEnum):
    """C15. Whether the Council agrees the work plan before the chair approves it (13.10, 17)."""

    COUNCIL_FIRST = "council_first"
    CHAIR_FIRST = "chair_first"


class SectionApproval(StrEnum):
    """C16. What the Council approves about a section (cl. 16)."""

    SECTION = "section"
    PROFILE_ONLY = "profile_only"


class SectionRules(StrEnum):
    """C17. Whether sections meet by clauses 18 to 21 or as they please."""

    SAME = "same"
    FREE = "free"


class CompositionIssuer(StrEnum):
    """C19. Whose act may approve a member."""

    ANY = "any"
    MINISTER = "minister"


class ExtraCopies(StrEnum):
    """C20. Who receives a copy of a decision beyond clause 22."""

    NONE = "none"
    BASE_INSTITUTION = "base_institution"


class CouncilNature(StrEnum):
    """C22. How a decision of the Council is labelled."""

    COUNCIL_DECISION = "council_decision"
    RECOMMENDATORY = "recommendatory"


class YearBasis(StrEnum):
    """C23. Which year "at least twice a year" speaks of (cl. 9)."""

    CALENDAR = "calendar"
    ACADEMIC = "academic"


class SignMethod(StrEnum):
    """C25. What a signature is."""

    IN_SYSTEM = "in_system"
    SCAN = "scan"
    EDS = "eds"


class MinutesInForce(StrEnum):
    """When a recorded decision takes effect; never at the vote alone."""

    BOTH_SIGNATURES = "both_signatures"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One body's rules on one day. Enumerations may be given by value, as a column holds them.

    Raises ValueError for an unknown value, a negative number of days, an impossible date or fewer
    than one approved seat.
    """

    quorum_counts: QuorumCounts = QuorumCounts.HALL_ONLINE
    allow_online: bool = True
    allow_absentee: bool = True
    allow_written: bool = True
    disputed_written: DisputedWritten = DisputedWritten.STANDS
    majority_base: MajorityBase = MajorityBase.FOR_AGAINST
    allow_abstain: bool = True
    casting_vote: CastingVote = CastingVote.PRESIDING
    tie_without_casting: TieWithoutCasting = TieWithoutCasting.LATE_CHOICE
    signer: Signer = Signer.PRESIDING
    approved_seats: int | None = None
    choices_visible: ChoicesVisible = ChoicesVisible.AFTER_CLOSE
    publish: Publish = Publish.BODY
    agenda_consent: AgendaConsent = AgendaConsent.MAJORITY
    deputy_acts_for_chair: bool = False
    plan_order: PlanOrder = PlanOrder.COUNCIL_FIRST
    plan_agreement_by_vote: bool = True
    section_approval: SectionApproval = SectionApproval.SECTION
    section_rules: SectionRules = SectionRules.SAME
    allow_exit_without_decision: bool = True
    composition_issuer: CompositionIssuer = CompositionIssuer.ANY
    # Whether the association votes on a nomination before it is approved (cl. 27.5 is silent).
    nomination_vote: bool = False
    # Whether a section's members must sit in its association (REQ-49).
    section_members_from_association: bool = True
    extra_copies: ExtraCopies = ExtraCopies.NONE
    council_nature: CouncilNature = CouncilNature.COUNCIL_DECISION
    year_basis: YearBasis = YearBasis.CALENDAR
    sign_method: SignMethod = SignMethod.IN_SYSTEM
    recusal: bool = False
    minutes_in_force: MinutesInForce = MinutesInForce.BOTH_SIGNATURES

    # Deadlines in days; those in WORKING_DAYS skip Saturdays, Sundays and holidays.
    notice_days: int = 10
    materials_days: int = 5
    consent_days: int = 3
    draft_minutes_days: int = 3
    signing_days: int = 5
    copies_days: int = 3
    review_days: int = 10
    information_request_days: int = 10
    inquiry_days: int = 15
    repeat_meeting_days: int = 20
    # Yearly dates, without their year.
    plan_submitted_month: int = 7
    plan_submitted_day: int = 1
    plan_agreed_month: int = 8
    plan_agreed_day: int = 25
    evaluation_month: int = 5
    evaluation_day: int = 31

    def __post_init__(self) -> None:
        for name, kind in ENUMERATIONS.items():
            object.__setattr__(self, name, kind(getattr(self, name)))
        for name in SWITCHES:
            value = getattr(self, name)
            if value is not True and value is not False:
                raise ValueError(f"{name} is true or false, got {value!r}")
        for name in DEADLINES:
            _require_int(name, getattr(self, name), least=0, most=3650)
        for name in YEARLY_DATES:
            month, day = getattr(self, f"{name}_month"), getattr(self, f"{name}_day")
            _require_int(f"{name}_month", month, least=1, most=12)
            _require_int(f"{name}_day", day, least=1, most=_DAYS_OF_MONTH[month - 1])
        if self.approved_seats is not None:
            _require_int("approved_seats", self.approved_seats, least=1, most=100_000)

    @property
    def consent_required(self) -> bool:
        """Whether members are asked before the agenda is approved (cl. 18)."""
        return self.agenda_consent is not AgendaConsent.NONE

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values under the names of the keys, to freeze into a meeting."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {k: v.value if isinstance(v, StrEnum) else v for k, v in values.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The rules `as_dict` froze. A missing key takes its default; an unknown one is refused.

        Raises ValueError for an unknown key or value.
        """
        unknown = sorted(set(values) - set(KEYS))
        if unknown:
            raise ValueError(f"unknown rules of procedure: {', '.join(unknown)}")
        return cls(**values)


def _require_int(name: str, value: object, *, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name} is a whole number from {least} to {most}, got {value!r}")


_DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

KEYS: tuple[str, ...] = tuple(field.name for field in fields(Procedure))
ENUMERATIONS: dict[str, type[StrEnum]] = {
    field.name: field.type
    for field in fields(Procedure)
    if isinstance(field.type, type) and issubclass(field.type, StrEnum)
}
SWITCHES: tuple[str, ...] = tuple(f.name for f in fields(Procedure) if f.type is bool)
DEADLINES: tuple[str, ...] = tuple(name for name in KEYS if name.endswith("_days"))
WORKING_DAYS: frozenset[str] = frozenset(
    {
        "consent_days",
        "draft_minutes_days",
        "review_days",
        "information_request_days",
        "inquiry_days",
    }
)
YEARLY_DATES: tuple[str, ...] = ("plan_submitted", "plan_agreed", "evaluation")


@dataclass(frozen=True, slots=True)
class Clauses:
    """Where the regulation rules one kind of body."""

    presiding: str
    decision: str
    minutes: str
    agenda: str
    organiser: str


_CLAUSES = {
    "council": Clauses(presiding="8", decision="10", minutes="11", agenda="", organiser="12"),
    "association": Clauses(
        presiding="19", decision="20", minutes="21", agenda="18", organiser="24"
    ),
    # Sections meet inside the association, by its clauses with the necessary changes (C17).
    "section": Clauses(presiding="19", decision="20", minutes="21", agenda="18", organiser="24"),
}


def clauses(kind: BodyKind | str) -> Clauses:
    """The clauses that govern a body of `kind`. Raises ValueError for an unknown kind."""
    try:
        return _CLAUSES[str(kind)]
    except KeyError:
        raise ValueError(f"unknown kind of body: {kind!r}") from None


def defaults(kind: BodyKind | str) -> Procedure:
    """The regulation's own rules for a body of `kind`.

    The Council votes in the hall only (cl. 10 is silent where cl. 20 and 27.4 grant, C2) and its
    chair approves the agenda without asking (C12). Raises ValueError for an unknown kind.
    """
    clauses(kind)
    if kind == "council":
        return Procedure(
            quorum_counts=QuorumCounts.HALL,
            allow_online=False,
            allow_absentee=False,
            allow_written=False,
            agenda_consent=AgendaConsent.NONE,
        )
    return Procedure()
