"""An educational-methodical association (ОӘБ)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bodies.models import Organisation, OrganisationKind


class Association(models.Model):
    """What an association has beyond any body: a base institution and directions (cl. 3)."""

    body = models.OneToOneField(
        "bodies.Body", models.PROTECT, primary_key=True, related_name="association"
    )
    base_institution = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, null=True, blank=True,
        related_name="hosted_associations", verbose_name=_("base institution"),
    )  # fmt: skip
    directions = models.ManyToManyField(
        "associations.TrainingDirection", related_name="associations",
        verbose_name=_("training directions"), blank=True,
    )  # fmt: skip

    history = HistoricalRecords(m2m_fields=[directions])

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")

    def __str__(self) -> str:
        return str(self.body)

    def base_on(self, day: date) -> Organisation | None:
        """Where it was based on `day`; before the first base, the first. One query."""
        bases = sorted(self.bases.select_related("organisation"), key=lambda base: base.starts_on)
        begun = [base for base in bases if base.starts_on <= day] or bases[:1]
        based: Organisation | None = begun[-1].organisation if begun else self.base_institution
        return based

    def clean(self) -> None:
        """Clause 3: an association is based at a higher-education institution (REQ-02)."""
        base = self.base_institution
        if base is None or base.kind != OrganisationKind.INSTITUTION:
            raise ValidationError(
                {
                    "base_institution": _(
                        "An association must be based at a higher-education institution."
                    )
                }
            )
