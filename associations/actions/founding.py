"""How an association begins and ends (cl. 3, 29; REQ-02, REQ-05)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from associations.errors import AssociationRefused
from associations.models import Association, TrainingDirection
from bodies.actions import Draft, propose
from bodies.models import Body, BodyKind, ChangeKind, CompositionChange, Organisation
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


def register_dissolution(
    association: Association, *, act: LegalAct | None, last_day: date, by: User, at: datetime
) -> CompositionChange:
    """Register the Minister's order that ends an association after `last_day` (cl. 29; REQ-05).

    Once a second person confirms it, the association, its sections and every seat in them end.
    Raises AssociationRefused without an order of the Minister with number, date and file, and what
    `bodies.actions.propose` does.
    """
    if act is None or not _is_order_of_the_minister(act):
        raise AssociationRefused(
            _("An association can be dissolved only by the Minister's order."), clause="29"
        )
    draft = Draft(
        body=association.body, kind=ChangeKind.DISSOLUTION, act=act,
        effective_on=last_day + timedelta(days=1),
    )  # fmt: skip
    return propose(draft, by=by, at=at)


def _is_order_of_the_minister(act: LegalAct) -> bool:
    issued_by_minister = act.issuer is not None and act.issuer.key == MINISTER
    complete = bool(act.number and act.signed_on and act.file_id)
    return act.kind == LegalAct.Kind.MINISTER_ORDER and issued_by_minister and complete
