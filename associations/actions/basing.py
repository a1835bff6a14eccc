"""Another base institution, other directions: by an act, the ones before kept (cl. 3; REQ-02)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from associations.errors import AssociationRefused
from associations.models import Association, Base, TrainingDirection
from bodies.actions import require_administrator, require_existing
from bodies.models import Body, Organisation, OrganisationKind
from records import journal
from records.actions import store_file
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.models import User


@transaction.atomic
def rebase(
    association: Association,
    *,
    institution: Organisation | None,
    act: LegalAct,
    starts_on: date,
    by: User,
    at: datetime,
    upload: File | None = None,
) -> Association:
    """Base the association at another institution from `starts_on` on, today at the latest.

    Raises NotPermitted, BodyEnded (REQ-06), AssociationRefused (REQ-02).
    """
    locked = _locked(association, by=by, at=at)
    body, today = locked.body, timezone.localdate(at)
    if institution is None or institution.kind != OrganisationKind.INSTITUTION:
        raise AssociationRefused(
            _("An association must be based at a higher-education institution."), clause="3"
        )
    if institution.pk == locked.base_institution_id:
        raise AssociationRefused(_("The association is based there already."), clause="3")
    _require_act(act, today)
    newest = locked.bases.order_by("-starts_on").first()
    earliest = newest.starts_on if newest else body.starts_on
    if not earliest < starts_on <= today:
        raise AssociationRefused(
            _("The first day lies after %(first)s and not after today.")
            % {"first": earliest.strftime("%d.%m.%Y")},
            clause="3",
        )
    _keep(act, upload, by)
    before = locked.base_institution
    if newest is None and before is not None:
        Base.objects.create(
            association=locked, organisation=before, starts_on=body.starts_on, act=body.starts_act
        )
    Base.objects.create(association=locked, organisation=institution, starts_on=starts_on, act=act)
    locked.base_institution = institution
    locked.save()
    journal.append(
        stream=body.stream, kind="association_rebased", actor=by, at=at,
        payload={"before": before.pk if before else None, "base": institution.pk,
                 "starts_on": starts_on.isoformat(), "act": act.pk},
    )  # fmt: skip
    return locked


@transaction.atomic
def change_directions(
    association: Association,
    *,
    directions: Iterable[TrainingDirection],
    act: LegalAct,
    by: User,
    at: datetime,
    upload: File | None = None,
) -> Association:
    """Let the association work for other directions; there is always one (cl. 3; REQ-02)."""
    locked = _locked(association, by=by, at=at)
    of = {direction.code: direction for direction in directions}
    if not of:
        raise AssociationRefused(_("Name at least one training direction."), clause="3")
    before = sorted(locked.directions.values_list("code", flat=True))
    if sorted(of) == before:
        raise AssociationRefused(_("These are its directions already."), clause="3")
    _require_act(act, timezone.localdate(at))
    _keep(act, upload, by)
    locked.directions.set(of.values())
    journal.append(
        stream=locked.body.stream, kind="directions_changed", actor=by, at=at,
        payload={"before": before, "directions": sorted(of), "act": act.pk},
    )  # fmt: skip
    return locked


def _locked(association: Association, *, by: User, at: datetime) -> Association:
    body = (
        Body.objects.select_for_update(of=("self",))
        .select_related("parent")
        .get(pk=association.body_id)
    )
    require_existing(body, timezone.localdate(at))
    require_administrator(body, by=by, at=at)
    locked = Association.objects.select_related("base_institution").get(pk=association.pk)
    locked.body = body
    return locked


def _require_act(act: LegalAct, today: date) -> None:
    if not act.number or act.signed_on is None:
        raise AssociationRefused(_("State the number and the date of the act."), clause="3")
    if act.signed_on > today:
        raise AssociationRefused(_("The act is dated in the future."), clause="3")


def _keep(act: LegalAct, upload: File | None, by: User) -> None:
    if act.pk is None:
        act.file = store_file(upload, by=by) if upload else act.file
        act.save()
