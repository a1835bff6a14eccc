"""A choice tapped and not yet cast, kept for its voter alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.states import Choice


class BallotDraft(models.Model):
    """No ballot: nobody else sees it, it counts nowhere, and casting removes it."""

    vote = models.ForeignKey("meetings.Vote", models.CASCADE, related_name="drafts")
    membership = models.ForeignKey("bodies.Membership", models.CASCADE, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)
    text_hash = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of a ballot")
        verbose_name_plural = _("drafts of ballots")
        constraints = [
            models.UniqueConstraint(name="one_draft_each", fields=["vote", "membership"]),
            models.CheckConstraint(
                name="draft_choice_known", condition=Q(choice__in=Choice.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_choice_display()}"
