"""Document numbers without gaps, per series and year (cl. 12, 23)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The row that is locked while a number is taken; it only ever counts up by one."""

    series = models.CharField(_("series"), max_length=100)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(name="one_series_a_year", fields=["series", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.series}/{self.year}"


class DocumentNumber(models.Model):
    """A number given to a document; never deleted, never given twice."""

    series = models.CharField(_("series"), max_length=100)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    subject = models.CharField(_("given to"), max_length=200)
    issued_at = models.DateTimeField(_("given at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("document number")
        verbose_name_plural = _("document numbers")
        constraints = [
            models.UniqueConstraint(
                name="document_number_given_once",
                fields=["series", "year", "number"],
                violation_error_message=_("This number is already given."),
            ),
            models.CheckConstraint(
                name="document_number_counts_from_one", condition=Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
