"""How an association or one of its members is evaluated (cl. 13.11, REQ-15)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from associations.rules import academic_year
from councils.querysets import EvaluationQuerySet
from councils.states import EvaluationState

BEST = 10
"""The highest score; the regulation names no scale, so this one is the portal's."""


class Evaluation(models.Model):
    """Of an association, or of one person's work in it, for one academic year."""

    association = models.ForeignKey(
        "associations.Association", models.PROTECT, related_name="evaluations",
        verbose_name=_("association"),
    )  # fmt: skip
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="evaluations", verbose_name=_("member"),
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("academic year"))
    text = models.TextField(_("conclusion"), blank=True)
    state = models.CharField(max_length=10, choices=EvaluationState, default=EvaluationState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finalised_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(
                name="evaluation_state_known", condition=Q(state__in=EvaluationState.values)
            ),
            models.UniqueConstraint(
                name="one_evaluation_of_an_association_a_year",
                fields=["association", "year"],
                condition=Q(person=None),
                violation_error_message=_("This evaluation already exists for the year."),
            ),
            models.UniqueConstraint(
                name="one_evaluation_of_a_member_a_year",
                fields=["association", "person", "year"],
                condition=Q(person__isnull=False),
                violation_error_message=_("This evaluation already exists for the year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.year_label}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("councils:evaluation_detail", args=[self.pk])

    @property
    def subject(self) -> str:
        """Who or what is evaluated."""
        return self.person.full_name() if self.person else self.association.body.short_name()

    @property
    def year_label(self) -> str:
        """«2026–2027»."""
        return academic_year.label(self.year)

    @property
    def is_draft(self) -> bool:
        """May still be changed."""
        return self.state == EvaluationState.DRAFT


class EvaluationScore(models.Model):
    """A score for one criterion: a function of the association or a right of its member."""

    evaluation = models.ForeignKey("councils.Evaluation", models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(
        "meetings.ItemFunction", models.PROTECT, related_name="+", verbose_name=_("criterion")
    )
    score = models.PositiveSmallIntegerField(_("score"))
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                name="one_score_for_a_criterion", fields=["evaluation", "criterion"]
            ),
            models.CheckConstraint(
                name="score_within_the_scale",
                condition=Q(score__lte=BEST),
                violation_error_message=_("A score is a whole number from 0 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code}: {self.score}"
