"""Who sits in a body on a day, and what clause 15 finds missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.kazakh import dates
from bodies.models import Body, BodyKind, Category, Membership, Office
from bodies.rules.composition import TERM_ALERTS

OFFICERS = (Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY)
# Without the chair's and the secretary's signature, or anybody to preside, nothing can be held.
INDISPENSABLE = (Office.CHAIR, Office.SECRETARY)
TERMS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What is amiss with a composition: never a refusal by itself (REQ-10 as settled)."""

    text: str
    clause: str
    grave: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """One body's composition on one day."""

    body: Body
    seats: list[Membership]
    findings: list[Finding]

    @property
    def voting(self) -> int:
        """How many members vote: the n of clauses 10 and 20."""
        return sum(seat.voting for seat in self.seats)

    @property
    def sound(self) -> bool:
        """Nothing grave is found."""
        return not any(finding.grave for finding in self.findings)

    @property
    def chair(self) -> Membership | None:
        """Whoever holds the chair."""
        return self._holder(Office.CHAIR)

    @property
    def secretary(self) -> Membership | None:
        """The first of the secretaries."""
        return self._holder(Office.SECRETARY)

    def _holder(self, office: str) -> Membership | None:
        return next((seat for seat in self.seats if seat.office == office), None)


def compositions(bodies: Iterable[Body], day: date) -> list[Composition]:
    """The compositions of these bodies, in their order. One query for all of them."""
    listed = list(bodies)
    rows = Membership.objects.on(day).filter(body__in=[body.pk for body in listed])
    by_body: dict[int, list[Membership]] = defaultdict(list)
    for seat in (
        rows.with_rank()
        .in_roll_order()
        .select_related("user", "represents", "starts_act", "ends_act")
    ):
        by_body[seat.body_id].append(seat)
    return [
        Composition(
            body,
            by_body[body.pk],
            [*findings(body, by_body[body.pk]), *terms(by_body[body.pk], day)],
        )
        for body in listed
    ]


def terms(seats: Iterable[Membership], day: date) -> list[Finding]:
    """Terms that end within 90 days, the nearest first; of many offices only the number is told.

    A seat that an act has ended ahead of its term is no term to renew.
    """
    running = [seat for seat in seats if not seat.exit]
    ending = sorted(
        (s for s in running if s.ends_on and (s.ends_on - day).days <= max(TERM_ALERTS)),
        key=lambda seat: (seat.ends_on, seat.pk),
    )
    found = [
        Finding(
            _("A term ends on %(day)s: %(name)s (days left: %(left)s).")
            % {
                "day": dates.short_date(seat.ends_on),
                "name": seat.user.full_name(),
                "left": (seat.ends_on - day).days,
            },
            "15",
            grave=False,
        )
        for seat in ending[:TERMS_NAMED]
        if seat.ends_on
    ]
    if len(ending) > TERMS_NAMED:
        more = len(ending) - TERMS_NAMED
        found.append(Finding(_("Further terms that end soon: %(n)s.") % {"n": more}, "15", False))
    return found


def findings(body: Body, seats: Iterable[Membership]) -> list[Finding]:
    """Vacant offices and, in an association, categories nobody stands for (cl. 8, 11, 15)."""
    seated = list(seats)
    held = {seat.office for seat in seated}
    clause = "15" if body.kind == BodyKind.ASSOCIATION else body.presiding_clause
    found = [
        Finding(
            _("Vacant office: %(office)s.") % {"office": Office(office).label},
            clause,
            grave=office in INDISPENSABLE,
        )
        for office in OFFICERS
        if office not in held
    ]
    if body.kind == BodyKind.ASSOCIATION and seated:
        stood_for = {seat.category for seat in seated}
        found += [
            Finding(_("Nobody sits as: %(category)s.") % {"category": category.label}, "15", False)
            for category in Category
            if category not in stood_for and category != Category.OTHER
        ]
    return found
