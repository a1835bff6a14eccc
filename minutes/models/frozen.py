"""A version that was frozen and returned to the draft: void, and never gone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class FrozenVersion(models.Model):
    """What had been frozen when the minutes went back to the draft, and why they did (REQ-42)."""

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="void_versions")
    version = models.PositiveSmallIntegerField()
    document = models.JSONField()
    document_hash = models.CharField(max_length=64, db_index=True)
    base_pdf = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        verbose_name = _("void version of minutes")
        verbose_name_plural = _("void versions of minutes")
        constraints = [
            models.UniqueConstraint(name="one_void_version_each", fields=["minutes", "version"])
        ]

    def __str__(self) -> str:
        return gettext("Version %(version)d, void") % {"version": self.version}
