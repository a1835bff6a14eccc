"""Who holds the floor: the presiding person, and whoever holds the room's keys by their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from bodies.models import Membership, Office
from meetings.documents import counting
from meetings.errors import CannotPreside
from meetings.models import Meeting, OperatorOrder, RollEntry
from meetings.rules import presiding
from meetings.rules.attendance import Mode
from meetings.rules.presiding import PresidingReason, PresidingVerdict

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


def presiding_person(
    meeting: Meeting,
    by: User,
    *,
    day: date,
    composition: list[counting.Seat],
    present: dict[int, Mode],
) -> Membership:
    """The officer in whose name `by` acts: `by` in person, or whose order `by` holds.

    Of several orders the one of whoever presides counts. Raises NotPermitted when `by` is neither.
    """
    own = (
        Membership.objects.on(day)
        .of(by)
        .filter(body=meeting.body_id, office__in=[Office.CHAIR, Office.DEPUTY_CHAIR])
        .first()
    )
    if own is not None:
        return own
    orders = OperatorOrder.objects.filter(meeting=meeting, operator=by)
    given = [order.ordered_by for order in orders.select_related("ordered_by__user").order_by("pk")]
    if not given:
        raise NotPermitted(
            _("Only the person presiding, or the secretary by that person's order, may do this."),
            clause=meeting.body.presiding_clause,
        )
    entitled = [
        officer
        for officer in given
        if _entitlement(meeting, officer, composition=composition, present=present).allowed
    ]
    return [*given, *entitled][-1]


def require_entitled(
    meeting: Meeting,
    officer: Membership,
    *,
    composition: list[counting.Seat],
    present: dict[int, Mode],
) -> None:
    """The chair presides; the deputy only while the chair does not attend (cl. 8, 19).

    Raises CannotPreside (REQ-22, REQ-23).
    """
    verdict = _entitlement(meeting, officer, composition=composition, present=present)
    if not verdict.allowed:
        raise CannotPreside(_refusal(verdict.reason), clause=verdict.clause)


def _entitlement(
    meeting: Meeting,
    officer: Membership,
    *,
    composition: list[counting.Seat],
    present: dict[int, Mode],
) -> PresidingVerdict:
    holders = {seat.office: seat.membership for seat in composition}
    office = next((s.office for s in composition if s.membership == officer.pk), None)
    return presiding.entitled(
        office=office,
        chair=_mode(holders.get(Office.CHAIR), present),
        deputy=_mode(holders.get(Office.DEPUTY_CHAIR), present),
        counts=meeting.procedure().quorum_counts,
        clause=meeting.body.presiding_clause,
    )


def attends(meeting: Meeting, member: int | None, present: dict[int, Mode]) -> bool:
    """Whether a member of the roll is there in a mode that counts toward the quorum (C1)."""
    mode = present.get(member, Mode.ABSENT) if member is not None else Mode.ABSENT
    return mode.counts_toward(meeting.procedure().quorum_counts)


def somebody_can_preside(meeting: Meeting) -> bool:
    """Whether the chair or the deputy is there."""
    present = counting.standing(meeting)
    return any(
        attends(meeting, seat.membership, present)
        for seat in counting.seats(meeting)
        if seat.office in (Office.CHAIR, Office.DEPUTY_CHAIR)
    )


def nobody_presides() -> str:
    """REQ-23, in the active language."""
    return _("Neither the chair nor the deputy is present.")


def _mode(membership: int | None, present: dict[int, Mode]) -> Mode | None:
    if membership is None:
        return None
    return present.get(membership, Mode.ABSENT)


def _refusal(reason: PresidingReason) -> str:
    match reason:
        case PresidingReason.CHAIR_ATTENDS:
            return _("The chair is attending and must preside.")
        case PresidingReason.NOBODY_ENTITLED:
            return nobody_presides()
        case PresidingReason.NOT_ATTENDING:
            return _("Mark the presiding person as present first.")
        case _:
            return _("Only the chair or the deputy chair may preside.")


def require_floor(meeting: Meeting, by: User) -> Membership:
    """The presiding person of an open meeting, when `by` is that person or holds their order.

    The presiding person may have left the hall: an open vote can still be closed. Opening the
    next one asks for more (`require_entitled`). Raises NotPermitted for anybody else.
    """
    officer = meeting.presiding
    if officer is None or not _acts_for(meeting, officer, by):
        raise NotPermitted(
            _("Only the person presiding, or the secretary by that person's order, may do this."),
            clause=meeting.body.presiding_clause,
        )
    return officer


def _acts_for(meeting: Meeting, officer: Membership, by: User) -> bool:
    return officer.user_id == by.pk or (
        OperatorOrder.objects.filter(meeting=meeting, operator=by, ordered_by=officer).exists()
    )


def may_operate(meeting: Meeting, user: User) -> bool:
    """Whether the room's buttons are this person's now."""
    if meeting.presiding_id is None:
        return OperatorOrder.objects.filter(meeting=meeting, operator=user).exists()
    return meeting.presiding is not None and _acts_for(meeting, meeting.presiding, user)


def roll_entry_of(meeting: Meeting, user: User) -> RollEntry | None:
    """The person's line on the frozen roll."""
    return (
        RollEntry.objects.filter(meeting=meeting, membership__user=user)
        .select_related("membership")
        .first()
    )
