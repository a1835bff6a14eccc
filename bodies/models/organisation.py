"""Organisations that members represent and that host associations."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models.keys import derive_keys
from bodies.querysets import OrganisationQuerySet


class OrganisationKind(models.TextChoices):
    """Clause 15 and 25.1: whom a member may represent."""

    INSTITUTION = "institution", _("Higher-education institution")
    EMPLOYER = "employer", _("Employer")
    EMPLOYERS_ASSOCIATION = "employers_association", _("Employers' association")
    INTERNATIONAL = "international", _("International organisation")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
    NGO = "ngo", _("Non-governmental organisation")
    STATE = "state", _("State body")
    ACCREDITATION = "accreditation", _("Accreditation agency")
    OTHER = "other", _("Other interested body")


class Organisation(models.Model):
    """An institution, an employer or another body of clause 15."""

    key = models.SlugField(_("key"), max_length=80, unique=True, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    short_kk = models.CharField(_("short name in Kazakh"), max_length=80, blank=True)
    short_ru = models.CharField(_("short name in Russian"), max_length=80, blank=True)
    city_kk = models.CharField(_("city in Kazakh"), max_length=80, blank=True)
    city_ru = models.CharField(_("city in Russian"), max_length=80, blank=True)
    city_en = models.CharField(_("city in English"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    search_key = models.CharField(max_length=1200, editable=False)

    # Rises with every edit: whoever saves over a newer text is told first.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        permissions = [("represent", "Receive copies for the organisation")]
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_known",
                condition=models.Q(kind__in=OrganisationKind.values),
            ),
            models.CheckConstraint(
                name="organisation_named",
                condition=~models.Q(name_kk="", name_ru="", name_en=""),
                violation_error_message=_("Give the name in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return self.name()

    @property
    def stream(self) -> str:
        """Key of this organisation's chain in the journal."""
        return f"organisation:{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the derived keys beside the names they are computed from."""
        self.derive_keys()
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        """The keys follow from the names; `save` calls this, a bulk insert has to."""
        names = [self.name_kk, self.name_ru, self.name_en, self.short_kk, self.short_ru]
        derive_keys(self, sorted_by=self.name("kk"), found_by=" ".join(names))

    def name(self, language: str | None = None) -> str:
        """In the language asked for, else in the first there is: Kazakh, Russian, English."""
        language = language or get_language() or "kk"
        asked = getattr(self, f"name_{language}", "")
        return asked or self.name_kk or self.name_ru or self.name_en

    @property
    def city(self) -> str:
        """Where it is, in the reader's language, else in the first there is."""
        asked = getattr(self, f"city_{get_language() or 'kk'}", "")
        return asked or self.city_kk or self.city_ru or self.city_en

    def short_name(self, language: str | None = None) -> str:
        """The abbreviation people use («ҚазҰУ»), else the full name."""
        language = language or get_language() or "kk"
        if language == "en":
            return self.name("en")
        return getattr(self, f"short_{language}") or self.short_kk or self.name(language)
