"""Decisions as the minutes number them, and extracts from the minutes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from minutes.querysets import DecisionQuerySet


class Decision(models.Model):
    """An adopted item under its number («4/3»: minutes 4, item 3). In force once signed."""

    item = models.OneToOneField("meetings.AgendaItem", models.PROTECT, related_name="decision")
    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="decisions")
    number = models.CharField(_("number"), max_length=80)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"№ {self.number}"


class Extract(models.Model):
    """An extract from signed minutes on one item, certified by the secretary."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="extracts")
    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="extracts")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    file = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("extract")
        verbose_name_plural = _("extracts")
        constraints = [
            models.UniqueConstraint(name="one_extract_per_item", fields=["item"]),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.item}"
