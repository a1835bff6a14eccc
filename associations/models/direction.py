"""Training directions: the classifier that associations are created for (cl. 3, 13.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TrainingDirection(models.Model):
    """A direction of personnel training in the Republic's classifier."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    level = models.CharField(_("level"), max_length=20)
    field_code = models.CharField(_("field code"), max_length=20)
    field_kk = models.CharField(_("field in Kazakh"), max_length=200)
    field_ru = models.CharField(_("field in Russian"), max_length=200)
    field_en = models.CharField(_("field in English"), max_length=200, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("training direction")
        verbose_name_plural = _("training directions")

    def __str__(self) -> str:
        return f"{self.code} {self.name()}"

    def name(self, language: str | None = None) -> str:
        """In the language asked for, else in Kazakh."""
        return getattr(self, f"name_{language or get_language() or 'kk'}", "") or self.name_kk
