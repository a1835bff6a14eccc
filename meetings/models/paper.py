"""Ballots in writing (cl. 27.4): a paper with its scan, which a second person confirms."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.states import Choice, PaperState


class WrittenPaper(models.Model):
    """A member's signed paper as the secretary entered it. Until it is confirmed it counts nowhere.

    Whoever entered it never confirms it. The member may dispute it; that stays written.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="papers")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    scan = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.ENTERED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(_("reason"), max_length=300, blank=True)
    disputed_at = models.DateTimeField(null=True)
    dispute = models.CharField(_("what is wrong"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("written ballot")
        verbose_name_plural = _("written ballots")
        constraints = [
            models.CheckConstraint(
                name="paper_state_known", condition=Q(state__in=PaperState.values)
            ),
            models.CheckConstraint(
                name="paper_confirmed_by_another",
                condition=~Q(state=PaperState.CONFIRMED)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("entered_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """The page on which it is confirmed, refused or disputed."""
        return reverse("meetings:paper_detail", args=[self.pk])

    @property
    def waits(self) -> bool:
        """For the second person."""
        return self.state == PaperState.ENTERED

    @property
    def counts(self) -> bool:
        """Whether its ballots were counted."""
        return self.state == PaperState.CONFIRMED


class WrittenChoice(models.Model):
    """What a paper says on one item, on which wording; `ballot` once it was confirmed."""

    paper = models.ForeignKey("meetings.WrittenPaper", models.PROTECT, related_name="choices")
    vote = models.ForeignKey("meetings.Vote", models.PROTECT, related_name="written")
    choice = models.CharField(max_length=10, choices=Choice)
    text_hash = models.CharField(max_length=64)
    ballot = models.OneToOneField(
        "meetings.Ballot", models.PROTECT, null=True, related_name="written"
    )

    class Meta:
        verbose_name = _("choice of a written ballot")
        verbose_name_plural = _("choices of written ballots")
        constraints = [
            models.UniqueConstraint(name="one_choice_per_paper_and_vote", fields=["paper", "vote"]),
            models.CheckConstraint(
                name="written_choice_known", condition=Q(choice__in=Choice.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote} · {self.get_choice_display()}"
