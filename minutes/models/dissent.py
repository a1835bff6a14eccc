"""A dissenting opinion (ерекше пікір): a member's own view of what was decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class DissentingOpinion(models.Model):
    """Attached by a member of the roll once the vote has ended, until the minutes are frozen."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="dissents")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    text = models.TextField(_("dissenting opinion"))
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dissenting opinion")
        verbose_name_plural = _("dissenting opinions")
        constraints = [
            models.UniqueConstraint(name="one_dissent_each", fields=["item", "membership"])
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.item}"
