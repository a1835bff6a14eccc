"""What the ministry says of signed minutes (cl. 7, 22; REQ-45)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minutes.querysets import ReviewQuerySet
from minutes.states import ReviewOutcome


class Review(models.Model):
    """One statement, about the minutes or one decision in them; the newest of each kind stands.

    A row is never changed, and no vote, outcome or decision follows from it (C21).
    """

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="reviews")
    decision = models.ForeignKey(
        "minutes.Decision", models.PROTECT, null=True, blank=True, related_name="reviews",
        verbose_name=_("decision"),
    )  # fmt: skip
    outcome = models.CharField(_("outcome"), max_length=16, choices=ReviewOutcome)
    text = models.TextField(_("remarks or reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review by the ministry")
        verbose_name_plural = _("reviews by the ministry")
        constraints = [
            models.CheckConstraint(
                name="review_outcome_known", condition=Q(outcome__in=ReviewOutcome.values)
            ),
            models.CheckConstraint(
                name="review_gives_its_reason",
                condition=Q(outcome__in=[ReviewOutcome.NOTED, ReviewOutcome.TAKEN]) | ~Q(text=""),
                violation_error_message=_("Give a reason."),
            ),
            models.CheckConstraint(
                name="review_returns_whole_minutes",
                condition=~Q(outcome=ReviewOutcome.RETURNED) | Q(decision=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.get_outcome_display()}"
