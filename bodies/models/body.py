"""A body: the Council, an association, a section."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models.keys import derive_keys
from bodies.models.name import NAMES
from bodies.offices import VERB_LABELS
from bodies.querysets import BodyQuerySet
from bodies.rules import procedure


class BodyKind(models.TextChoices):
    """The three kinds of bodies of the regulation."""

    COUNCIL = "council", _("Council")
    ASSOCIATION = "association", _("Association")
    SECTION = "section", _("Section")


class Body(models.Model):
    """Whoever decides: what all of them share. Upper rooms add what is theirs."""

    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind)
    code = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("Stands in document numbers.")
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=400, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=400, blank=True)
    name_en = models.CharField(_("name in English"), max_length=400, blank=True)
    short_kk = models.CharField(_("short name in Kazakh"), max_length=120, blank=True)
    short_ru = models.CharField(_("short name in Russian"), max_length=120, blank=True)
    short_en = models.CharField(_("short name in English"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("above it"),
    )  # fmt: skip
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    starts_act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("act that created it"),
    )  # fmt: skip
    ends_act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("act that dissolved it"),
    )  # fmt: skip
    composition_held_by = models.CharField(
        max_length=80, blank=True, editable=False,
        help_text=_("Why the composition may not change now; set by what holds it."),
    )  # fmt: skip
    composition_used_on = models.DateField(
        null=True, editable=False,
        help_text=_("The last day whose composition something rests on; set by what used it."),
    )  # fmt: skip
    archive_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    # What an archive says of this body and no room has a place for.
    archive_facts = models.JSONField(null=True, editable=False)
    sort_key = models.CharField(max_length=600, db_index=True, editable=False)
    search_key = models.CharField(max_length=1800, editable=False)

    objects = BodyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        default_permissions = ("add", "change")
        permissions = [(verb.value, str(verb).replace("_", " ")) for verb in VERB_LABELS]
        constraints = [
            models.CheckConstraint(name="body_kind_known", condition=Q(kind__in=BodyKind.values)),
            models.CheckConstraint(
                name="body_named",
                condition=~Q(name_kk="", name_ru="", name_en=""),
                violation_error_message=_("Give the name in at least one language."),
            ),
            models.CheckConstraint(
                name="body_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("A body cannot end before it starts."),
            ),
            models.UniqueConstraint(
                name="one_council_at_a_time",
                fields=["kind"],
                condition=Q(kind="council", ends_on=None, archive_key=None),
                violation_error_message=_("There is already an active Council."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name()

    def get_absolute_url(self) -> str:
        """Its page, which the front door draws (`ABSOLUTE_URL_OVERRIDES`)."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the derived keys beside the names they are computed from."""
        self.derive_keys()
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        """The keys follow from the names; `save` calls this, a bulk insert has to."""
        names = [self.code, self.name_kk, self.name_ru, self.name_en, self.short_kk]
        derive_keys(self, sorted_by=self.name("kk"), found_by=" ".join(names))

    def name(self, language: str | None = None) -> str:
        """In the language asked for, else in the first there is: Kazakh, Russian, English."""
        language = language or get_language() or "kk"
        asked = getattr(self, f"name_{language}", "")
        return asked or self.name_kk or self.name_ru or self.name_en

    def short_name(self, language: str | None = None) -> str:
        """The everyday name, else the full one."""
        language = language or get_language() or "kk"
        return getattr(self, f"short_{language}", "") or self.name(language)

    def named_on(self, day: date) -> Self:
        """This body under the names it bore on `day`; before the first, the first. One query."""
        names = sorted(self.names.all(), key=lambda given: given.starts_on)
        begun = [given for given in names if given.starts_on <= day] or names[:1]
        named = copy(self)
        for name in NAMES if begun else ():
            setattr(named, name, getattr(begun[-1], name))
        return named

    def name_on(self, day: date, language: str | None = None) -> str:
        """The name borne on `day`."""
        return self.named_on(day).name(language)

    @property
    def is_council(self) -> bool:
        """Decides by clauses 8–12, an association or section by 18–23."""
        return self.kind == BodyKind.COUNCIL

    @property
    def decision_clause(self) -> str:
        """The clause of quorum and majority: 10 for the Council, 20 for associations."""
        return "10" if self.is_council else "20"

    @property
    def presiding_clause(self) -> str:
        """The clause that says who presides: 8 for the Council, 19 for associations."""
        return "8" if self.is_council else "19"

    @property
    def minutes_clause(self) -> str:
        """The clause that says who signs: 11 for the Council, 21 for associations."""
        return "11" if self.is_council else "21"

    @property
    def stream(self) -> str:
        """Key of this body's chain in the journal."""
        return f"body:{self.pk}"

    def exists_on(self, day: date) -> bool:
        """Created on or before `day` and not dissolved before it (cl. 29)."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    @property
    def ended_with_its_association(self) -> bool:
        """Whether the association was dissolved, and this body, if it is a section, with it."""
        above = self.parent if self.kind == BodyKind.SECTION else None
        return above is None or (above.ends_on is not None and above.ends_on == self.ends_on)

    def procedure_on(self, day: date) -> procedure.Procedure:
        """The rules of procedure in force on `day`; the regulation's own where none were set."""
        record = self.rules_of_procedure.in_force_on(day).first()
        return record.procedure() if record else procedure.defaults(self.kind)
