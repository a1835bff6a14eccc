"""Dated grants: what somebody may do that does not follow from an office."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionAbstract

from bodies.querysets import GrantQuerySet


class Grant(UserObjectPermissionAbstract):
    """A permission on one body or organisation, with first and last day and its basis.

    django-guardian's own backend ignores the days; `bodies.backends.OfficeBackend` reads them.
    """

    id = models.BigAutoField(primary_key=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    basis = models.ForeignKey(
        "records.LegalAct", models.PROTECT, related_name="+", verbose_name=_("basis")
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    dated = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        # The same permission may be granted again for later days.
        unique_together: ClassVar[list[str]] = []
        indexes = [models.Index(fields=["user", "content_type", "object_pk"])]
        constraints = [
            models.UniqueConstraint(
                name="grant_once_a_day", fields=["user", "permission", "object_pk", "starts_on"]
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A term cannot end before it starts."),
            ),
        ]
