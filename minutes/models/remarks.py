"""The draft before those who sat: some days to propose corrections, or to have no remarks."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minutes.querysets import ProposedChangeQuerySet, ReadingQuerySet
from minutes.states import ChangeState, TextField


class DraftReading(models.Model):
    """The agreed days. They end by themselves, by everybody's answer, or by the secretary's word.

    `ended_at` is filled only when they ended early; `reason` says why the secretary ended them.
    """

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="readings")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of the draft")
        verbose_name_plural = _("readings of the draft")
        constraints = [
            models.CheckConstraint(
                name="reading_ends_after_it_opens", condition=Q(ends_at__gt=F("opened_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes}: {self.opened_at} – {self.ends_at}"

    def is_open(self, at: datetime) -> bool:
        """Whether remarks are still taken at that moment."""
        return self.ended_at is None and at < self.ends_at


class ProposedChange(models.Model):
    """One participant's correction to one text: what stands there, what should, and why."""

    reading = models.ForeignKey(DraftReading, models.PROTECT, related_name="changes")
    text = models.ForeignKey("minutes.ItemText", models.PROTECT, related_name="proposed_changes")
    field = models.CharField(max_length=10, choices=TextField)
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    old = models.TextField()
    new = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        constraints = [
            models.CheckConstraint(
                name="proposed_change_field_known", condition=Q(field__in=TextField.values)
            ),
            models.CheckConstraint(
                name="proposed_change_settled_by_somebody",
                condition=Q(state=ChangeState.PROPOSED, settled_by=None, settled_at=None)
                | Q(
                    state__in=[ChangeState.ACCEPTED, ChangeState.DECLINED],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.text}"


class NoRemarks(models.Model):
    """One participant has read the draft and agrees with it as it stands."""

    reading = models.ForeignKey(DraftReading, models.PROTECT, related_name="agreed")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading without remarks")
        verbose_name_plural = _("readings without remarks")
        constraints = [
            models.UniqueConstraint(name="one_agreement_each", fields=["reading", "membership"])
        ]

    def __str__(self) -> str:
        return str(self.membership)
