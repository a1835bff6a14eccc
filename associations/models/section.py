"""A section of an association by profile (cl. 16)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Section(models.Model):
    """Proposed by a decision of the association, approved by a decision of the Council.

    Whether it *is* approved follows from both decisions being in force; no status is stored.
    Sections recorded from the past carry no agenda items, their act stands on the body.
    """

    body = models.OneToOneField(
        "bodies.Body", models.PROTECT, primary_key=True, related_name="section"
    )
    association = models.ForeignKey(
        "associations.Association", models.PROTECT, related_name="sections",
        verbose_name=_("association"),
    )  # fmt: skip
    profile = models.CharField(_("training profile"), max_length=300, blank=True)
    proposed_in = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_in = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return str(self.body)
