"""Whether the members have consented to the agenda beforehand (cl. 18)."""

from dataclasses import dataclass

from bodies.rules.procedure import AgendaConsent

CLAUSE = "18"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentVerdict:
    """Prior consent with its arithmetic: `consents` of `composition`, at least `needed`."""

    policy: AgendaConsent
    composition: int
    consents: int
    objections: int
    needed: int
    window_closed: bool
    reached: bool
    clause: str = CLAUSE

    @property
    def missing(self) -> int:
        """How many more must consent."""
        return max(0, self.needed - self.consents)

    @property
    def silent(self) -> int:
        """Members who have neither consented nor objected; silence is not consent (C12)."""
        return self.composition - self.consents - self.objections


def needed(*, composition: int, policy: AgendaConsent) -> int:
    """Consents the agenda needs (cl. 18; C12). By default more than half of the composition.

    NONE and NO_OBJECTION need no consent. Raises ValueError for a negative composition.
    """
    if composition < 0:
        raise ValueError(f"a composition cannot be negative: {composition}")
    match AgendaConsent(policy):
        case AgendaConsent.MAJORITY:
            return composition // 2 + 1
        case AgendaConsent.TWO_THIRDS:
            return (2 * composition + 2) // 3
        case AgendaConsent.UNANIMOUS:
            return composition
        case AgendaConsent.NONE | AgendaConsent.NO_OBJECTION:
            return 0


def check(
    *,
    composition: int,
    consents: int,
    objections: int,
    policy: AgendaConsent,
    window_closed: bool = False,
) -> ConsentVerdict:
    """Whether the chair may approve the agenda (cl. 18; REQ-20, C12).

    `composition` is the voting composition on the day of approval. `window_closed` tells whether
    the days for answering have passed: NO_OBJECTION waits for that, or for everybody's consent.
    An empty composition consents to nothing. Raises ValueError for more answers than members.
    """
    policy = AgendaConsent(policy)
    least = needed(composition=composition, policy=policy)
    if min(consents, objections) < 0 or consents + objections > composition:
        raise ValueError(
            f"{consents} consents and {objections} objections in a composition of {composition}"
        )
    match policy:
        case AgendaConsent.NONE:
            reached = True
        case AgendaConsent.NO_OBJECTION:
            everybody = consents == composition
            reached = composition > 0 and objections == 0 and (window_closed or everybody)
        case _:
            reached = composition > 0 and consents >= least
    return ConsentVerdict(
        policy=policy,
        composition=composition,
        consents=consents,
        objections=objections,
        needed=least,
        window_closed=window_closed,
        reached=reached,
    )
