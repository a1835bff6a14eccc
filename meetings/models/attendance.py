"""Who said they would come, who is on the roll, who was there when (cl. 10, 20)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bodies.models import Office
from meetings.querysets import AttendanceQuerySet
from meetings.states import Presence


class Rsvp(models.Model):
    """A member's answer to the notice: a forecast, never attendance."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="rsvps")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Presence)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to the notice")
        verbose_name_plural = _("answers to the notice")
        constraints = [
            models.UniqueConstraint(name="one_rsvp_each", fields=["meeting", "membership"]),
            models.CheckConstraint(
                name="rsvp_answer_known", condition=Q(answer__in=Presence.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_answer_display()}"


class RollEntry(models.Model):
    """One line of the composition as it stood when the meeting opened; never changes."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="roll")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="roll_entries")
    position = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=20, choices=Office)
    voting = models.BooleanField()
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    organisation_kk = models.CharField(max_length=300, blank=True)
    organisation_ru = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("roll entry")
        verbose_name_plural = _("roll entries")
        constraints = [
            models.UniqueConstraint(name="once_on_the_roll", fields=["meeting", "membership"]),
            models.CheckConstraint(name="roll_office_known", condition=Q(office__in=Office.values)),
        ]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        """As spelt when the roll was frozen."""
        return self.name_ru if (language or get_language()) == "ru" else self.name_kk

    def organisation(self, language: str | None = None) -> str:
        """Whom the member represented when the roll was frozen."""
        return (
            self.organisation_ru if (language or get_language()) == "ru" else self.organisation_kk
        )


class AttendanceEvent(models.Model):
    """From `at` on, the member is there in this way, or is not. Events are only ever added."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendance")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="attendance")
    presence = models.CharField(max_length=10, choices=Presence)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance event")
        verbose_name_plural = _("attendance events")
        indexes = [models.Index(fields=["meeting", "membership", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="presence_known", condition=Q(presence__in=Presence.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_presence_display()}"


class Guest(models.Model):
    """Somebody invited: listed in the minutes, counted nowhere (REQ-26)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="guests")
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation and post"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")

    def __str__(self) -> str:
        return self.name
