"""How an association begins (cl. 3; REQ-02)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from associations.errors import AssociationRefused
from associations.models import Association, TrainingDirection
from bodies.actions import require_administrator
from bodies.models import Body, BodyKind, Organisation
from records import journal
from records.actions import store_file

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.models import User


@transaction.atomic
def found(
    *,
    body: Body,
    base_institution: Organisation | None,
    directions: Iterable[TrainingDirection],
    by: User | None,
    at: datetime,
    upload: File | None = None,
) -> Association:
    """Record a new association at an institution, with its directions (cl. 3; REQ-02).

    `by` is an administrator; None while a portal is being set up. Raises NotPermitted,
    ValidationError when the base is no higher-education institution or a code is taken,
    AssociationRefused without a training direction or an act.
    """
    if by is not None:
        _require_founder(body, by=by, at=at)
    of = list(directions)
    body.kind = BodyKind.ASSOCIATION
    association = Association(body=body, base_institution=base_institution)
    association.clean()
    if not of:
        raise AssociationRefused(_("Name at least one training direction."), clause="3")
    act = body.starts_act
    body.full_clean(exclude=["starts_act"])
    if act is not None and act.pk is None:
        act.file = store_file(upload, by=by) if upload else act.file
        act.save()
        body.starts_act = act
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


def _require_founder(body: Body, *, by: User, at: datetime) -> None:
    """Of the Council above it, and on an act that is not of the future."""
    if body.parent is None:
        raise AssociationRefused(
            _("An association is founded under the Council: enter the Council first."), clause="6"
        )
    require_administrator(body.parent, by=by, at=at)
    act, today = body.starts_act, timezone.localdate(at)
    if act is None or not act.number or act.signed_on is None:
        raise AssociationRefused(_("State the number and the date of the act."), clause="3")
    if act.signed_on > today or body.starts_on < act.signed_on:
        raise AssociationRefused(
            _("An association is founded by an act of today or before, not before its date."),
            clause="3",
        )
