"""The institutions an association has been based at, each from its first day on (cl. 3)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Base(models.Model):
    """One base institution, from `starts_on` until the next; its name is that organisation's."""

    association = models.ForeignKey(
        "associations.Association", models.PROTECT, related_name="bases"
    )
    organisation = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, related_name="+", verbose_name=_("base institution")
    )
    starts_on = models.DateField(_("first day"))
    act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, null=True, related_name="+", verbose_name=_("act")
    )

    class Meta:
        verbose_name = _("base of an association")
        verbose_name_plural = _("bases of associations")
        constraints = [
            models.UniqueConstraint(name="one_base_a_day", fields=["association", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.starts_on}"
