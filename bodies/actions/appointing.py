"""Seating people where no second person is asked: a portal being set up, the demo, tests."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies import triggers
from bodies.actions.checking import SINGLE_OFFICES
from bodies.actions.holding import require_existing, require_free_composition
from bodies.errors import OfficeTaken, SeatTaken
from bodies.models import Body, Membership, Office, Organisation
from records import journal
from records.models import LegalAct


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
    """Seat a person in a body by an act (cl. 15, REQ-12); no screen does this, see `changes`.

    The Council's secretary does not vote unless said otherwise, an association's does (C7).
    Raises ValidationError for a missing act or organisation (REQ-09), CompositionHeld while a
    meeting of the body is open, BodyEnded (REQ-06), OfficeTaken (REQ-08), SeatTaken (REQ-12).
    """
    locked = Body.objects.select_for_update().get(pk=body.pk)
    require_free_composition(locked)
    require_existing(locked, starts_on)
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
                 "ends_on": ends_on.isoformat() if ends_on else None,
                 "act": act.pk if act else None},
    )  # fmt: skip
    return membership


def _require_free_seat(membership: Membership) -> None:
    """Say who holds the office or the seat; the database still stands behind it."""
    others = Membership.objects.overlapping(membership).select_related("user")
    if membership.office in SINGLE_OFFICES:
        holder = others.holding(membership.office).first()
        if holder is not None:
            raise OfficeTaken(
                _("This office is already held by %(name)s.") % {"name": holder.user.full_name()},
                clause=membership.body.presiding_clause,
            )
    if others.of(membership.user).exists():
        raise SeatTaken(
            _("%(name)s already sits in this body.") % {"name": membership.user.full_name()},
            clause="15",
        )


def _save_seat(membership: Membership) -> None:
    """Save; whoever was faster is named (the database's refusal becomes a sentence)."""
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as refusal:
        if triggers.OFFICE_TAKEN not in str(refusal) and triggers.SEAT_TAKEN not in str(refusal):
            raise
        _require_free_seat(membership)
        raise
