"""Discussing an item (cl. 27.1): what members write and who has had the floor."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.querysets import SpeechQuerySet


class Comment(models.Model):
    """A member's words on an item. Nobody deletes one; its author may withdraw it."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="comments")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.membership} · {self.text[:40]}"


class Speech(models.Model):
    """A line of the speakers' list: asked for, given, ended; or dropped before it was given."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="speeches")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the speakers' list")
        verbose_name_plural = _("speakers' list")
        constraints = [
            models.UniqueConstraint(
                name="asks_once_at_a_time",
                fields=["item", "membership"],
                condition=Q(given_at__isnull=True, dropped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="speech_given_before_ended",
                condition=Q(ended_at__isnull=True)
                | Q(given_at__isnull=False, ended_at__gte=F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.item}"

    def until(self, otherwise: datetime | None) -> datetime | None:
        """When it ended; one that nobody ended lasts to the end of the meeting."""
        return self.ended_at or otherwise
