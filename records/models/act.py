"""Legal acts: the papers that every appointment, delegation and dissolution rests on."""

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.kazakh import dates
from records.models.authority import Authority
from records.models.file import StoredFile


class LegalAct(models.Model):
    """An order, decision, delegation or application, with its issuer, number, date and file.

    The issuer is an `Authority` where it has dated names, otherwise `issuer_text`.
    """

    class Kind(models.TextChoices):
        ORDER = "order", _("order")
        MINISTER_ORDER = "minister_order", _("Minister's order")
        DECISION = "decision", _("decision")
        DELEGATION = "delegation", _("delegation")
        APPLICATION = "application", _("application")
        REGULATION = "regulation", _("regulation")
        OTHER = "other", _("other document")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    issuer = models.ForeignKey(
        Authority,
        on_delete=models.PROTECT,
        related_name="acts",
        null=True,
        blank=True,
        verbose_name=_("issued by"),
    )
    issuer_text = models.CharField(_("issued by (another)"), max_length=255, blank=True)
    number = models.CharField(_("number"), max_length=50, blank=True)
    signed_on = models.DateField(_("date"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("file"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")
        constraints = [
            models.CheckConstraint(
                name="legal_act_kind_known",
                condition=Q(
                    kind__in=[
                        "order",
                        "minister_order",
                        "decision",
                        "delegation",
                        "application",
                        "regulation",
                        "other",
                    ]
                ),
                violation_error_message=_("Choose the kind of the document."),
            ),
        ]

    def __str__(self) -> str:
        """«2026 жылғы 10 тамыздағы № 253 бұйрық»; a missing number or date is left out."""
        parts = {"kind": self.get_kind_display(), "number": self.number, "date": self._date()}
        if self.number and self.signed_on:
            text = pgettext("legal act", "%(kind)s No. %(number)s %(date)s")
        elif self.signed_on:
            text = pgettext("legal act", "%(kind)s %(date)s")
        elif self.number:
            text = pgettext("legal act", "%(kind)s No. %(number)s")
        else:
            return capfirst(self.title or parts["kind"])
        return capfirst(text % parts)

    def issuer_name(self, lang: str) -> str:
        """Who issued it, under the name borne on the day of signing."""
        if self.issuer is None or self.signed_on is None:
            return self.issuer_text
        return self.issuer.name_on(self.signed_on, lang)

    def _date(self) -> str:
        return dates.dated(self.signed_on, get_language() or "kk") if self.signed_on else ""
