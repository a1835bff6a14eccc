"""How an association begins and ends (cl. 3, 29; REQ-02, REQ-05)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from associations.errors import AssociationRefused
from associations.models import Association, TrainingDirection
from bodies.actions import require_free_composition
from bodies.models import Body, BodyKind, Membership, Organisation
from records import journal
from records.models import LegalAct

if TYPE_CHECKING:
    from accounts.models import User

MINISTER = "minister"


@transaction.atomic
def found(
    *,
    body: Body,
    base_institution: Organisation | None,
    directions: Iterable[TrainingDirection],
    by: User | None,
    at: datetime,
) -> Association:
    """Record a new association at an institution, with its directions (cl. 3; REQ-02).

    Raises ValidationError when the base is no higher-education institution, AssociationRefused
    without a training direction.
    """
    of = list(directions)
    body.kind = BodyKind.ASSOCIATION
    association = Association(body=body, base_institution=base_institution)
    association.clean()
    if not of:
        raise AssociationRefused(_("Name at least one training direction."), clause="3")
    body.full_clean()
    body.save()
    association.body = body
    association.save()
    association.directions.set(of)
    journal.append(
        stream=body.stream, kind="association_founded", actor=by, at=at,
        payload={"body": body.pk, "base": base_institution.pk if base_institution else None,
                 "directions": sorted(direction.code for direction in of),
                 "act": body.starts_act_id},
    )  # fmt: skip
    return association


@transaction.atomic
def dissolve(
    association: Association, *, act: LegalAct | None, last_day: date, by: User, at: datetime
) -> None:
    """End an association and its memberships by the Minister's order (cl. 29; REQ-05).

    Raises AssociationRefused without an order of the Minister with number, date and file,
    CompositionHeld while a meeting is open.
    """
    body = Body.objects.select_for_update().get(pk=association.body_id)
    require_free_composition(body)
    if act is None or not _is_order_of_the_minister(act):
        raise AssociationRefused(
            _("An association can be dissolved only by the Minister's order."), clause="29"
        )
    ended = [body, *body.children.select_for_update().filter(ends_on=None)]
    for each in ended:
        each.ends_on, each.ends_act = last_day, act
        each.save()
        for seat in Membership.objects.on(last_day).filter(body=each):
            seat.ends_on, seat.ends_act = last_day, act
            seat.save()
    journal.append(
        stream=body.stream, kind="association_dissolved", actor=by, at=at,
        payload={"act": act.pk, "last_day": last_day.isoformat(),
                 "bodies": [each.pk for each in ended]},
    )  # fmt: skip
    association.body = body


def _is_order_of_the_minister(act: LegalAct) -> bool:
    issued_by_minister = act.issuer is not None and act.issuer.key == MINISTER
    complete = bool(act.number and act.signed_on and act.file_id)
    return act.kind == LegalAct.Kind.MINISTER_ORDER and issued_by_minister and complete
