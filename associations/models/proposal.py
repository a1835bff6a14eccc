"""How a section comes to be and ends: decided by the association, approved by the Council (cl. 16).

No status is stored: how far a proposal has come follows from its two agenda items.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from associations.querysets import ProposalQuerySet


class SectionProposal(models.Model):
    """A section to be, or, with `closes`, one to be no more."""

    association = models.ForeignKey(
        "associations.Association", models.PROTECT, related_name="section_proposals"
    )
    closes = models.ForeignKey(
        "associations.Section", models.PROTECT, null=True, related_name="closing_proposals"
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    profile = models.CharField(_("training profile"), max_length=300)
    reasons = models.TextField(_("reasons"))
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    proposed_in = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, related_name="+"
    )
    approved_in = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, related_name="+"
    )
    # What it has led to: the section that was created, or the change that closes one.
    section = models.OneToOneField(
        "associations.Section", models.PROTECT, null=True, related_name="proposal"
    )
    closing = models.OneToOneField(
        "bodies.CompositionChange", models.PROTECT, null=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal of a section")
        verbose_name_plural = _("proposals of sections")
        constraints = [
            models.CheckConstraint(
                name="section_rests_on_the_association",
                condition=models.Q(section=None, closing=None)
                | models.Q(proposed_in__isnull=False),
                violation_error_message=_("Sections are proposed by an association decision."),
            ),
        ]

    def __str__(self) -> str:
        return self.name()

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("associations:section_proposal", args=[self.pk])

    def name(self, language: str | None = None) -> str:
        """In Russian where that is asked for, else in Kazakh."""
        return self.name_ru if (language or get_language()) == "ru" else self.name_kk

    @property
    def done(self) -> bool:
        """Whether it has led to what it proposed."""
        return self.section_id is not None or self.closing_id is not None


class CompositionDecision(models.Model):
    """Which decision of the association a change of a section's composition rests on (REQ-49)."""

    change = models.OneToOneField(
        "bodies.CompositionChange", models.PROTECT, related_name="section_decision"
    )
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision on a section's composition")
        verbose_name_plural = _("decisions on sections' composition")

    def __str__(self) -> str:
        return f"{self.change} · {self.item}"


class PassedProposal(models.Model):
    """What a section has adopted, put before its association: a proposal, no decision (cl. 16)."""

    item = models.OneToOneField("meetings.AgendaItem", models.PROTECT, related_name="passed_on")
    received = models.OneToOneField(
        "meetings.AgendaItem", models.PROTECT, related_name="passed_from"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("proposal of a section to its association")
        verbose_name_plural = _("proposals of sections to their associations")

    def __str__(self) -> str:
        return str(self.item)
