"""Signatures under minutes: never changed, never removed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minutes.querysets import SignatureQuerySet
from minutes.states import SignerRole, SignMethod


class Signature(models.Model):
    """One signature on one version of the minutes; the bytes it produced are kept.

    `scan`, `signed_on` and `entered_by` tell of a signature given on paper; `cms`, `checked` and
    `owner` of a personal qualified signature and of the service's answer about it; `stamped_at` is
    the trusted time of a time-stamping service, where one is asked.
    """

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="signatures")
    version = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=SignerRole)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    for_chair = models.BooleanField(default=False)
    method = models.CharField(max_length=12, choices=SignMethod, default=SignMethod.IN_SYSTEM)
    signed_at = models.DateTimeField()
    stamped_at = models.DateTimeField(null=True)
    document_hash = models.CharField(max_length=64)
    pdf = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    scan = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cms = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    checked = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    owner = models.CharField(max_length=255, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                name="one_signature_per_role", fields=["minutes", "version", "role"]
            ),
            models.UniqueConstraint(
                name="two_different_signers", fields=["minutes", "version", "signer"]
            ),
            models.CheckConstraint(
                name="signature_role_known", condition=Q(role__in=SignerRole.values)
            ),
            models.CheckConstraint(
                name="signature_method_known", condition=Q(method__in=SignMethod.values)
            ),
            models.CheckConstraint(
                name="signature_on_paper_with_scan",
                condition=~Q(method=SignMethod.ON_PAPER)
                | Q(scan__isnull=False, signed_on__isnull=False, entered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_qualified_only_checked",
                condition=~Q(method=SignMethod.QUALIFIED)
                | Q(cms__isnull=False, checked__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.signer}"
