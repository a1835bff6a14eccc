"""Letting the deputy act for the chair (C28)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.actions.holding import require_existing
from bodies.errors import DelegationRefused
from bodies.models import Body, Delegation, Membership, Office
from records import journal
from records.actions import store_file
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File


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
    require_existing(locked, starts_on)
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
