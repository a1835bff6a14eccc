"""Giving and taking back what does not follow from an office."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bodies.models import Body, Grant, Organisation
from records import journal
from records.models import LegalAct


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
