"""Dated grants: what somebody may do that does not follow from an office."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionAbstract

from bodies.offices import GRANT_LABELS
from bodies.querysets import GrantQuerySet


class GrantState(models.TextChoices):
    """Where a grant stands on a day."""

    IN_FORCE = "in_force", _("In force")
    TO_COME = "to_come", _("Begins later")
    ENDED = "ended", _("Ended")
    REVOKED = "revoked", _("Revoked")


class Grant(UserObjectPermissionAbstract):
    """A permission on one body or organisation, with first and last day and its basis.

    django-guardian's own backend ignores the days; `bodies.backends.OfficeBackend` reads them.
    The term that was granted is never rewritten: a revocation stands beside it, and from its day
    on, that day included, the grant is no longer in force.
    """

    id = models.BigAutoField(primary_key=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    basis = models.ForeignKey(
        "records.LegalAct", models.PROTECT, related_name="+", verbose_name=_("basis")
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("granted by"),
    )  # fmt: skip
    granted_at = models.DateTimeField(_("granted at"), db_default=Now(), editable=False)
    revoked_on = models.DateField(_("no longer in force from"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("revoked by"),
    )  # fmt: skip
    revoke_reason = models.CharField(_("reason for revoking"), max_length=500, blank=True)

    dated = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        # The same permission may be granted again for later days.
        unique_together: ClassVar[list[str]] = []
        indexes = [models.Index(fields=["user", "content_type", "object_pk"])]
        constraints = [
            models.UniqueConstraint(
                name="grant_once_a_day",
                fields=["user", "permission", "object_pk", "starts_on"],
                condition=Q(revoked_on=None),
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A term cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="grant_revocation_is_whole",
                condition=Q(revoked_on=None, revoked_at=None, revoked_by=None, revoke_reason="")
                | (
                    Q(revoked_on__isnull=False, revoked_at__isnull=False)
                    & Q(revoked_by__isnull=False)
                    & ~Q(revoke_reason="")
                ),
                violation_error_message=_("Say why the permission is revoked."),
            ),
        ]

    @property
    def verb(self) -> str:
        """What may be done by it: the codename of its permission."""
        return self.permission.codename

    @property
    def verb_label(self) -> str:
        """The verb in words."""
        return str(GRANT_LABELS.get(self.verb, self.verb))

    def state_on(self, day: date) -> GrantState:
        """Where it stands that day; a revocation counts from its day on."""
        if self.revoked_on is not None and self.revoked_on <= day:
            return GrantState.REVOKED
        if self.starts_on > day:
            return GrantState.TO_COME
        if self.ends_on is not None and self.ends_on < day:
            return GrantState.ENDED
        return GrantState.IN_FORCE
