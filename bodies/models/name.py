"""The names a body has borne, each from its first day on and by an act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

NAMES = ("name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en")


class BodyName(models.Model):
    """One set of names, borne from `starts_on` until the next begins.

    A body that was never renamed has none: its own columns say it. The newest stands in them too.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="names")
    starts_on = models.DateField(_("first day"))
    name_kk = models.CharField(_("name in Kazakh"), max_length=400, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=400, blank=True)
    name_en = models.CharField(_("name in English"), max_length=400, blank=True)
    short_kk = models.CharField(_("short name in Kazakh"), max_length=120, blank=True)
    short_ru = models.CharField(_("short name in Russian"), max_length=120, blank=True)
    short_en = models.CharField(_("short name in English"), max_length=120, blank=True)
    act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, null=True, related_name="+", verbose_name=_("act")
    )

    class Meta:
        verbose_name = _("name of a body")
        verbose_name_plural = _("names of bodies")
        constraints = [
            models.UniqueConstraint(name="body_takes_one_name_a_day", fields=["body", "starts_on"]),
            models.CheckConstraint(
                name="body_name_given",
                condition=~Q(name_kk="", name_ru="", name_en=""),
                violation_error_message=_("Give the name in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_kk or self.name_ru or self.name_en
