"""Verbs about who sits and who may: appoint, end, grant, revoke, name rules of procedure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bodies.errors import CompositionHeld
from bodies.models import Body, Grant, Membership, Office, Organisation
from records import journal

if TYPE_CHECKING:
    from accounts.models import User
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
    """Seat a person in a body by an act (cl. 15, REQ-12).

    The Council's secretary does not vote unless said otherwise, an association's does (C7).
    Raises ValidationError for a missing act or organisation, CompositionHeld while a meeting of
    the body is open, and the constraint's refusal when the office or the person is taken.
    """
    locked = Body.objects.select_for_update().get(pk=body.pk)
    require_free_composition(locked)
    if voting is None:
        voting = not (locked.is_council and office == Office.SECRETARY)
    membership = Membership(
        body=locked, user=user, office=office, voting=voting, category=category,
        represents=represents, starts_on=starts_on, ends_on=ends_on, starts_act=act,
    )  # fmt: skip
    membership.full_clean()
    membership.save()
    journal.append(
        stream=locked.stream, kind="member_appointed", actor=by, at=timezone.now(),
        payload={"membership": membership.pk, "user": user.pk, "office": office,
                 "voting": voting, "starts_on": starts_on.isoformat(),
                 "act": act.pk if act else None},
    )  # fmt: skip
    return membership


def require_free_composition(body: Body) -> None:
    """Refuse a change of composition while something above holds it (an open meeting)."""
    if body.composition_held_by:
        raise CompositionHeld(
            _("The composition cannot change now: %(reason)s")
            % {"reason": body.composition_held_by}
        )


@transaction.atomic
def grant(
    *,
    user: User,
    verb: str,
    on: Body | Organisation,
    basis: LegalAct,
    by: User | None,
    starts_on: date,
    ends_on: date | None = None,
) -> Grant:
    """Give a permission that does not follow from an office, dated and with its basis."""
    content_type = ContentType.objects.get_for_model(on)
    permission = Permission.objects.get(content_type=content_type, codename=verb)
    given = Grant(
        user=user, permission=permission, content_type=content_type, object_pk=str(on.pk),
        starts_on=starts_on, ends_on=ends_on, basis=basis, granted_by=by,
    )  # fmt: skip
    given.save()
    if isinstance(on, Body):
        journal.append(
            stream=on.stream, kind="permission_granted", actor=by, at=timezone.now(),
            payload={"user": user.pk, "verb": verb, "starts_on": starts_on.isoformat()},
        )  # fmt: skip
    return given


@transaction.atomic
def revoke(given: Grant, *, by: User, today: date) -> None:
    """End a grant with yesterday; a grant that started today ends before it could be used."""
    last_day = max(today - timedelta(days=1), given.starts_on)
    Grant.dated.filter(pk=given.pk).update(ends_on=last_day)
    on = given.content_object
    if isinstance(on, Body):
        journal.append(
            stream=on.stream, kind="permission_revoked", actor=by, at=timezone.now(),
            payload={"grant": given.pk, "ends_on": last_day.isoformat()},
        )  # fmt: skip
