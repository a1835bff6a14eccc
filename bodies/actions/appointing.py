"""Verbs about who sits: appoint, invite, let the deputy act for the chair."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies import triggers
from bodies.actions.newcomers import enter, invite_newcomer
from bodies.errors import BodyEnded, CompositionHeld, DelegationRefused, OfficeTaken, SeatTaken
from bodies.models import Body, Delegation, Membership, Office, Organisation
from records import journal
from records.actions import store_file
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File

SINGLE_OFFICES = (Office.CHAIR, Office.DEPUTY_CHAIR)


@transaction.atomic
def appoint(
    *,
    body: Body,
    user: User,
    by: User | None,
    starts_on: date,
    act: LegalAct | None,
    office: str = Office.MEMBER,
    voting: bool | None = None,
    category: str = "",
    represents: Organisation | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Seat a person in a body by an act (cl. 15, REQ-12).

    The Council's secretary does not vote unless said otherwise, an association's does (C7).
    Raises ValidationError for a missing act or organisation (REQ-09), CompositionHeld while a
    meeting of the body is open, BodyEnded (REQ-06), OfficeTaken (REQ-08), SeatTaken (REQ-12).
    """
    locked = Body.objects.select_for_update().get(pk=body.pk)
    require_free_composition(locked)
    _require_existing(locked, starts_on)
    if voting is None:
        voting = not (locked.is_council and office == Office.SECRETARY)
    membership = Membership(
        body=locked, user=user, office=office, voting=voting, category=category,
        represents=represents, starts_on=starts_on, ends_on=ends_on, starts_act=act,
    )  # fmt: skip
    membership.full_clean()
    _require_free_seat(membership)
    _save_seat(membership)
    journal.append(
        stream=locked.stream, kind="member_appointed", actor=by, at=timezone.now(),
        payload={"membership": membership.pk, "user": user.pk, "office": office,
                 "voting": voting, "starts_on": starts_on.isoformat(),
                 "act": act.pk if act else None},
    )  # fmt: skip
    return membership


@transaction.atomic
def appoint_and_invite(
    *,
    body: Body,
    person: User,
    act: LegalAct,
    by: User,
    starts_on: date,
    office: str = Office.MEMBER,
    category: str = "",
    represents: Organisation | None = None,
) -> Membership:
    """Appoint somebody, known to the portal or not, by an act not yet recorded (cl. 15).

    The act, the person, the seat and the invitation come together or not at all. Somebody who has
    signed in before is not invited again: one home serves every office. Raises what `appoint` does.
    """
    act.save()
    enter(person)
    membership = appoint(
        body=body, user=person, by=by, starts_on=starts_on, act=act, office=office,
        category=category, represents=represents,
    )  # fmt: skip
    invite_newcomer(person, by=by)
    return membership


def _require_existing(body: Body, day: date) -> None:
    """REQ-06: a dissolved association takes no members, nor one that is still to come."""
    if body.ends_on is not None and day > body.ends_on:
        raise BodyEnded(
            _("The association has been dissolved; records are read-only."), clause="29"
        )
    if day < body.starts_on:
        raise BodyEnded(_("The body does not exist on that day yet."))


def _require_free_seat(membership: Membership) -> None:
    """Say who holds the office or the seat; the trigger still stands behind it."""
    others = Membership.objects.overlapping(membership).select_related("user")
    clause = membership.body.presiding_clause
    if membership.office in SINGLE_OFFICES:
        holder = others.holding(membership.office).first()
        if holder is not None:
            raise OfficeTaken(_taken() % {"name": holder.user.full_name()}, clause=clause)
    if others.of(membership.user).exists():
        raise SeatTaken(
            _("%(name)s already sits in this body.") % {"name": membership.user.full_name()},
            clause="15",
        )


def _taken() -> str:
    return _("This office is already held by %(name)s.")


def _save_seat(membership: Membership) -> None:
    """Save; whoever was faster is named (the trigger's refusal becomes a sentence)."""
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as refusal:
        if triggers.OFFICE_TAKEN not in str(refusal) and triggers.SEAT_TAKEN not in str(refusal):
            raise
        _require_free_seat(membership)
        raise


def require_free_composition(body: Body) -> None:
    """Refuse a change of composition while something above holds it (an open meeting)."""
    if body.composition_held_by:
        raise CompositionHeld(
            _("The composition cannot change now: %(reason)s")
            % {"reason": body.composition_held_by}
        )


@transaction.atomic
def delegate(
    *, body: Body, act: LegalAct, upload: File, by: User, starts_on: date, ends_on: date
) -> Delegation:
    """Let the deputy approve agendas for the chair on these days, by a delegation act (C28).

    The act is not yet recorded: it, its file and the delegation come together or not at all.
    Raises BodyEnded, FileRefused, and DelegationRefused where the rules of procedure do not permit
    it, the body has no one deputy on all these days, the act is incomplete or signed later, or the
    days are taken.
    """
    locked = Body.objects.select_for_update().get(pk=body.pk)
    _require_existing(locked, starts_on)
    deputy = _require_delegable(locked, act, starts_on, ends_on)
    act.file = store_file(upload, by=by)
    act.save()
    given = Delegation.objects.create(
        body=locked, deputy=deputy, act=act, starts_on=starts_on, ends_on=ends_on
    )
    journal.append(
        stream=locked.stream, kind="delegation_recorded", actor=by, at=timezone.now(),
        payload={"delegation": given.pk, "membership": deputy.pk, "act": act.pk,
                 "sha256": act.file.sha256, "starts_on": starts_on.isoformat(),
                 "ends_on": ends_on.isoformat()},
    )  # fmt: skip
    return given


def _require_delegable(body: Body, act: LegalAct, starts_on: date, ends_on: date) -> Membership:
    """The deputy of all these days; raise DelegationRefused where the act does not carry them."""

    def refused(text: str) -> DelegationRefused:
        return DelegationRefused(text, clause="8" if body.is_council else "18")

    if not body.procedure_on(starts_on).deputy_acts_for_chair:
        raise refused(_("The rules of procedure do not let the deputy act for the chair."))
    if act.kind != LegalAct.Kind.DELEGATION or not (act.number and act.signed_on):
        raise refused(_("State the number and date of the delegation act."))
    if ends_on < starts_on:
        raise refused(_("A term cannot end before it starts."))
    if starts_on < act.signed_on:
        raise refused(_("A delegation does not begin before the day its act was signed."))
    deputy = Membership.objects.on(starts_on).filter(body=body).holding(Office.DEPUTY_CHAIR).first()
    if deputy is None or (deputy.ends_on is not None and deputy.ends_on < ends_on):
        raise refused(_("The body has no deputy chair who holds the office on all these days."))
    if body.delegations.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise refused(_("A delegation on some of these days is already recorded."))
    return deputy
