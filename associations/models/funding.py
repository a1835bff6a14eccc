"""What the base institution pays for an association (cl. 4, REQ-03)."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from associations.querysets import FundingQuerySet


class FundingRecord(models.Model):
    """One payment or allocation, by the document it rests on.

    The payer is who was the base institution when it was recorded, and stays so when the
    association moves. A record is cancelled with a reason and never deleted.
    """

    association = models.ForeignKey(
        "associations.Association", models.PROTECT, related_name="funding",
        verbose_name=_("association"),
    )  # fmt: skip
    payer = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, related_name="+", verbose_name=_("who pays")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.PositiveBigIntegerField(_("amount in tenge"))
    purpose = models.CharField(_("purpose"), max_length=500)
    act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, related_name="+", verbose_name=_("document")
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(_("reason"), blank=True)

    objects = FundingQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding record")
        verbose_name_plural = _("funding records")
        indexes = [models.Index(fields=["association", "year"])]
        constraints = [
            models.CheckConstraint(
                name="funding_of_whole_tenge",
                condition=Q(amount__gte=1),
                violation_error_message=_("State the amount in whole tenge."),
            ),
            models.CheckConstraint(
                name="funding_cancelled_with_reason",
                condition=Q(cancelled_at=None, cancelled_by=None, cancel_reason="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")
                ),
                violation_error_message=_("State the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.sum}"

    def clean(self) -> None:
        """Clause 4: only the base institution pays (REQ-03)."""
        base = self.association.base_institution_id
        if self.cancelled_at is None and (base is None or self.payer_id != base):
            raise ValidationError(
                {"payer": _("Only the base institution finances the association.")}
            )

    @property
    def sum(self) -> str:
        """«1 250 000 ₸»."""
        return tenge(self.amount)


def tenge(amount: int) -> str:
    """The amount as people write it: in threes, with the sign of the currency."""
    return f"{number_format(amount, use_l10n=True, force_grouping=True)}\xa0₸"
