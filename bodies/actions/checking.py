"""What a change of composition must be like before it is written down, and again when it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bodies.errors import ChangeRefused, OfficeTaken, SeatTaken
from bodies.models import (
    Body,
    BodyKind,
    ChangeKind,
    ChangeLine,
    CompositionChange,
    ExitKind,
    LineVerb,
    Membership,
    Office,
)
from bodies.rules.procedure import CompositionIssuer
from records.models import LegalAct

SINGLE_OFFICES = (Office.CHAIR, Office.DEPUTY_CHAIR)
# Why a seat may be left by each kind of change; nothing else ends one (cl. 14.4, C18).
EXITS: dict[str, frozenset[str]] = {
    ChangeKind.EXIT: frozenset(
        {ExitKind.RESIGNATION, ExitKind.DEATH, ExitKind.REPRESENTATION_ENDED}
    ),
    ChangeKind.REMOVAL: frozenset({ExitKind.REMOVAL}),
    ChangeKind.HANDOVER: frozenset({ExitKind.HANDOVER}),
    ChangeKind.ROSTER: frozenset({ExitKind.HANDOVER}),
    ChangeKind.SECTION: frozenset({ExitKind.SECTION_DECISION, ExitKind.HANDOVER}),
    ChangeKind.DISSOLUTION: frozenset({ExitKind.DISSOLUTION, ExitKind.SECTION_DECISION}),
}


@dataclass(frozen=True, slots=True)
class Occupied:
    """A seat on the days of the new composition, as far as others must know of it."""

    key: object
    name: str
    office: str
    since: date
    until: date | None

    def meets(self, other: Occupied) -> bool:
        """Whether the two share a day."""
        return (self.until is None or other.since <= self.until) and (
            other.until is None or self.since <= other.until
        )


def require_act(
    body: Body, kind: str, act: LegalAct | None, *, seats: bool, today: date
) -> LegalAct:
    """REQ-12: an appointment states its act, an exit its document. Raises ChangeRefused."""
    clause = "15" if seats else ""
    if kind == ChangeKind.REMOVAL and not _is_decision(act):
        raise ChangeRefused(_("Members are removed only by a Council decision."), clause="14.4")
    if body.kind == BodyKind.SECTION and kind not in (ChangeKind.EXIT, ChangeKind.REMOVAL):
        return _require_decision(kind, act, today)
    if act is None or act.signed_on is None or (seats and not act.number):
        text = (
            _("State the act that approves this member.")
            if seats
            else _("State the document that ends this membership.")
        )
        raise ChangeRefused(text, clause=clause)
    if act.signed_on > today:
        raise ChangeRefused(_("The act is dated in the future."), clause=clause)
    issuer = body.procedure_on(today).composition_issuer
    if seats and issuer is CompositionIssuer.MINISTER and act.kind != LegalAct.Kind.MINISTER_ORDER:
        raise ChangeRefused(
            _("The rules of procedure let only the Minister's order approve a member."), clause="15"
        )
    return act


def _is_decision(act: LegalAct | None) -> bool:
    return act is not None and act.kind == LegalAct.Kind.DECISION and bool(act.number)


def _require_decision(kind: str, act: LegalAct | None, today: date) -> LegalAct:
    """REQ-49: nothing but a decision makes, changes or ends a section's composition (cl. 16)."""
    if (
        act is None
        or not _is_decision(act)
        or act.signed_on is None
        or act.signed_on > today
        or kind not in (ChangeKind.SECTION, ChangeKind.DISSOLUTION)
    ):
        raise ChangeRefused(
            _("Section composition is approved by the association's own decision."), clause="16"
        )
    return act


def require_sound(change: CompositionChange, lines: Sequence[ChangeLine], on: date) -> None:
    """Refuse a change that cannot stand from `on` on; says who sits where it would.

    Raises ChangeRefused, OfficeTaken (REQ-08), SeatTaken (REQ-12).
    """
    ended = [line for line in lines if line.verb == LineVerb.END]
    seated = [line for line in lines if line.verb == LineVerb.SEAT]
    if not lines and change.kind != ChangeKind.DISSOLUTION:
        raise ChangeRefused(_("The change names nobody."))
    for line in ended:
        _require_endable(change, line, on)
    for line in seated:
        _require_category(line, on)
    _require_room(change.body, seated, leaving={line.membership_id for line in ended}, on=on)


def _require_endable(change: CompositionChange, line: ChangeLine, on: date) -> None:
    seat = line.membership
    if line.exit == ExitKind.REMOVAL and change.kind != ChangeKind.REMOVAL:
        raise ChangeRefused(_("Members are removed only by a Council decision."), clause="14.4")
    if line.exit not in EXITS.get(change.kind, frozenset()):
        raise ChangeRefused(_("A membership is not ended like this."), clause="14.4")
    if seat is None or seat.body_id != change.body_id:
        raise ChangeRefused(_("This person is not in the composition."))
    if seat.annulled_at is not None or (seat.ends_on is not None and seat.ends_on < on):
        raise ChangeRefused(
            _("%(name)s does not sit in this body on %(day)s any more.")
            % {"name": seat.user.full_name(), "day": on.strftime("%d.%m.%Y")}
        )


def _require_category(line: ChangeLine, on: date) -> None:
    """Clause 15 (REQ-09), and a term that does not end before it starts."""
    if line.ends_on is not None and line.ends_on < on:
        raise ChangeRefused(_("A term cannot end before it starts."))
    try:
        Membership(category=line.category, represents=line.represents).clean()
    except ValidationError as fault:
        raise ChangeRefused(fault.messages[0], clause="15") from fault


def _require_room(
    body: Body, seated: Sequence[ChangeLine], *, leaving: set[int | None], on: date
) -> None:
    """Nobody twice, no office twice: among those who stay and those who come."""
    taken = _staying(body, leaving, on)
    by_person: dict[object, list[Occupied]] = {}
    by_office: dict[str, list[Occupied]] = {}
    for seat in taken:
        by_person.setdefault(seat.key, []).append(seat)
        by_office.setdefault(seat.office, []).append(seat)
    for line in seated:
        new = Occupied(person_key(line), line.full_name(), line.office, on, line.ends_on)
        for other in by_office.get(line.office, []) if line.office in SINGLE_OFFICES else []:
            if other.meets(new):
                raise OfficeTaken(
                    _("This office is already held by %(name)s.") % {"name": other.name},
                    clause=body.presiding_clause,
                )
        if any(other.meets(new) for other in by_person.get(new.key, [])):
            raise SeatTaken(
                _("%(name)s already sits in this body.") % {"name": new.name}, clause="15"
            )
        by_person.setdefault(new.key, []).append(new)
        by_office.setdefault(new.office, []).append(new)


def _staying(body: Body, leaving: set[int | None], on: date) -> list[Occupied]:
    rows = (
        Membership.objects.standing()
        .filter(body=body, retrospective=False)
        .exclude(ends_on__lt=on)
        .select_related("user")
    )
    return [
        Occupied(row.user_id, row.user.full_name(), row.office, row.starts_on, row.ends_on)
        for row in rows
        if row.pk not in leaving
    ]


def person_key(line: ChangeLine) -> object:
    """Who it is: the known person, or the address of one the portal does not know."""
    return line.user_id or line.person.get("email") or line.full_name()


def require_undisputed(change: CompositionChange, lines: Sequence[ChangeLine]) -> None:
    """No other change that waits may end the same seat, seat the same person, fill the same office.

    The body's row is locked, so of two proposals made at once the second sees the first.
    """
    waiting = change.body.changes.waiting().exclude(pk=change.pk)
    others = ChangeLine.objects.filter(change__in=waiting).select_related(
        "change__drawn_up_by", "user", "membership__user"
    )
    mine = Counter(_claims(lines))
    for other in others:
        if any(claim in mine for claim in _claims([other])):
            by = other.change.drawn_up_by
            raise ChangeRefused(
                _("Another change waits already: %(kind)s, %(name)s. Drawn up by: %(by)s.")
                % {
                    "kind": other.change.get_kind_display(),
                    "name": other.full_name(),
                    "by": by.full_name() if by else "—",
                }
            )


def _claims(lines: Sequence[ChangeLine]) -> list[tuple[str, object]]:
    claims: list[tuple[str, object]] = []
    for line in lines:
        if line.verb == LineVerb.END:
            claims.append(("seat", line.membership_id))
        else:
            claims.append(("person", person_key(line)))
            if line.office in SINGLE_OFFICES:
                claims.append(("office", line.office))
    return claims
