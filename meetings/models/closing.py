"""When an open vote is going to be closed, as announced to the room."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosingTime(models.Model):
    """An announcement for the clocks on the screens; the vote takes ballots until it is closed."""

    vote = models.ForeignKey("meetings.Vote", models.PROTECT, related_name="closing_times")
    closes_at = models.DateTimeField()
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("announced close of a vote")
        verbose_name_plural = _("announced closes of votes")

    def __str__(self) -> str:
        return f"{self.vote} · {self.closes_at:%H:%M:%S}"
