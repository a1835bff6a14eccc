"""Authorities that issue legal acts; their names change, so the names are dated."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Authority(models.Model):
    """A ministry, a Minister, the Centre: known by a key, named by dated records (cl. 7, 12)."""

    key = models.SlugField(_("key"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")

    def __str__(self) -> str:
        return self.key

    def name_on(self, day: date, lang: str) -> str:
        """The name borne on `day`, in Kazakh where `lang` has none of its own.

        Between two names the earlier one still stands; before the first, the first is given.
        Empty when no name is recorded. Reads `names`, so prefetch it for lists.
        """
        names = sorted(self.names.all(), key=lambda name: name.starts_on)
        if not names:
            return ""
        begun = [name for name in names if name.starts_on <= day]
        name = begun[-1] if begun else names[0]
        return name.in_language(lang)


class AuthorityName(models.Model):
    """One name of an authority; `ends_on` is its last day, empty while it stands."""

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="names", verbose_name=_("authority")
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=255)
    name_ru = models.CharField(_("name in Russian"), max_length=255, blank=True)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("name of an authority")
        verbose_name_plural = _("names of authorities")
        constraints = [
            models.UniqueConstraint(
                name="authority_takes_one_name_a_day",
                fields=["authority", "starts_on"],
                violation_error_message=_("This authority already takes a name on that day."),
            ),
            models.CheckConstraint(
                name="authority_name_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A name cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_kk

    def in_language(self, lang: str) -> str:
        """The name in `lang` (kk, ru, en), or in Kazakh where that one is not recorded."""
        return {"ru": self.name_ru, "en": self.name_en}.get(lang, "") or self.name_kk
