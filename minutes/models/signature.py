"""Signatures under minutes: never changed, never removed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minutes.querysets import SignatureQuerySet
from minutes.states import SignerRole, SignMethod


class Signature(models.Model):
    """One signature on one version of the minutes; the bytes it produced are kept."""

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="signatures")
    version = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=SignerRole)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    for_chair = models.BooleanField(default=False)
    method = models.CharField(max_length=12, choices=SignMethod, default=SignMethod.IN_SYSTEM)
    signed_at = models.DateTimeField()
    document_hash = models.CharField(max_length=64)
    pdf = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")

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
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.signer}"
