"""How an association ends: by the Minister's order and nothing else (cl. 29; REQ-05, REQ-06)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from associations.errors import AssociationRefused
from associations.models import Association
from bodies import actions as bodies
from bodies.actions import Draft, propose
from bodies.models import Body, ChangeKind, CompositionChange
from meetings.actions import cancel_beyond
from meetings.models import Meeting
from meetings.states import BEFORE_SESSION
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.models import User

MINISTER = "minister"
FARTHEST = date(2199, 12, 31)


@transaction.atomic
def register_dissolution(
    association: Association,
    *,
    act: LegalAct | None,
    last_day: date,
    by: User,
    at: datetime,
    upload: File | None = None,
) -> CompositionChange:
    """Register the Minister's order that ends an association after `last_day` (cl. 29; REQ-05).

    Once a second person confirms it, the association, its sections and every seat in them end.
    The same order sent twice is registered once. Raises AssociationRefused without an order of
    the Minister with number, date and file, or when another one waits, and what
    `bodies.actions.propose` does.
    """
    if act is None or not _is_order_of_the_minister(act, upload):
        raise AssociationRefused(
            _("An association can be dissolved only by the Minister's order."), clause="29"
        )
    body = Body.objects.select_for_update().get(pk=association.pk)
    first_day_without = day_after(last_day)
    waiting = body.changes.waiting().filter(kind=ChangeKind.DISSOLUTION)
    for other in waiting.select_related("act"):
        same = (other.act.number, other.act.signed_on, other.effective_on, other.drawn_up_by_id)
        if same == (act.number, act.signed_on, first_day_without, by.pk):
            return other
        raise AssociationRefused(
            _("An order to dissolve this association waits for confirmation already."), clause="29"
        )
    draft = Draft(
        body=body, kind=ChangeKind.DISSOLUTION, act=act, upload=upload,
        effective_on=first_day_without,
    )  # fmt: skip
    return propose(draft, by=by, at=at)


@transaction.atomic
def confirm_change(change: CompositionChange, *, by: User, at: datetime) -> object:
    """`bodies.actions.confirm`; where it ends a body, what the body had scheduled is cancelled.

    Meetings are locked before the body, as everywhere.
    """
    if change.kind != ChangeKind.DISSOLUTION:
        return bodies.confirm(change, by=by, at=at)
    inside = Q(body=change.body_id) | Q(body__parent=change.body_id)
    ahead = Meeting.objects.select_for_update(of=("self",)).filter(inside, state__in=BEFORE_SESSION)
    list(ahead.order_by("pk").values_list("pk", flat=True))
    effect = bodies.confirm(change, by=by, at=at)
    ended = Body.objects.filter(Q(pk=change.body_id) | Q(parent=change.body_id))
    cancel_beyond(ended.select_related("parent").order_by("pk"), by=by, at=at)
    return effect


def day_after(last_day: date) -> date:
    """The first day without what ends. Raises AssociationRefused where no calendar reaches."""
    if last_day >= FARTHEST:
        raise AssociationRefused(_("The last day lies too far ahead."), clause="29")
    return last_day + timedelta(days=1)


def _is_order_of_the_minister(act: LegalAct, upload: File | None) -> bool:
    issued_by_minister = act.issuer is not None and act.issuer.key == MINISTER
    complete = bool(act.number and act.signed_on and (act.file_id or upload))
    return act.kind == LegalAct.Kind.MINISTER_ORDER and issued_by_minister and complete
