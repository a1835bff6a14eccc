"""Carrying out a decision of the Council (cl. 12, REQ-46): who, until when, how far."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minutes.querysets import ExecutionEventQuerySet, ExecutionQuerySet
from minutes.states import EXECUTION_OPEN, ExecutionAct, ExecutionState


class Execution(models.Model):
    """One decision's execution as it stands; how it came to stand so is in its events."""

    decision = models.OneToOneField("minutes.Decision", models.PROTECT, related_name="execution")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible person"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible institution"),
    )  # fmt: skip
    association = models.ForeignKey(
        "bodies.Body", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible association"),
    )  # fmt: skip
    due_on = models.DateField(_("due day"))
    state = models.CharField(max_length=12, choices=ExecutionState, default=ExecutionState.ASSIGNED)
    cancelled_by = models.ForeignKey(
        "minutes.Decision", models.PROTECT, null=True, related_name="cancels"
    )

    objects = ExecutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("execution")
        verbose_name_plural = _("executions")
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                name="execution_state_known", condition=Q(state__in=ExecutionState.values)
            ),
            models.CheckConstraint(
                name="execution_names_a_responsible",
                condition=Q(person__isnull=False)
                | Q(organisation__isnull=False)
                | Q(association__isnull=False),
            ),
            models.CheckConstraint(
                name="execution_cancelled_by_a_decision",
                condition=Q(state=ExecutionState.CANCELLED, cancelled_by__isnull=False)
                | (~Q(state=ExecutionState.CANCELLED) & Q(cancelled_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision)

    def is_overdue(self, day: date) -> bool:
        """Whether the due day lies before `day` and the execution is neither done nor cancelled."""
        return self.state in EXECUTION_OPEN and self.due_on < day

    def responsible(self, language: str | None = None) -> list[str]:
        """Everybody who is named: the person, the institution, the association."""
        named = [
            self.person.short_name(language) if self.person else "",
            self.organisation.short_name(language) if self.organisation else "",
            self.association.short_name(language) if self.association else "",
        ]
        return [name for name in named if name]


class ExecutionEvent(models.Model):
    """One act in the carrying out of a decision; never changed, never removed."""

    execution = models.ForeignKey("minutes.Execution", models.PROTECT, related_name="events")
    act = models.CharField(max_length=12, choices=ExecutionAct)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("text"), blank=True)
    responsible = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    decision = models.ForeignKey("minutes.Decision", models.PROTECT, null=True, related_name="+")

    objects = ExecutionEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("act of execution")
        verbose_name_plural = _("acts of execution")
        constraints = [
            models.CheckConstraint(
                name="execution_act_known", condition=Q(act__in=ExecutionAct.values)
            ),
        ]

    def __str__(self) -> str:
        return self.get_act_display()


class ExecutionFile(models.Model):
    """Evidence of a report; written once."""

    event = models.ForeignKey("minutes.ExecutionEvent", models.PROTECT, related_name="files")
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")

    def __str__(self) -> str:
        return str(self.file)


class ExecutionAlert(models.Model):
    """That the responsible were reminded so many days before a due day; 0: it has passed."""

    execution = models.ForeignKey("minutes.Execution", models.PROTECT, related_name="alerts")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("reminder of a due day")
        verbose_name_plural = _("reminders of due days")
        constraints = [
            models.UniqueConstraint(
                name="reminded_once_of_a_due_day", fields=["execution", "due_on", "days"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.execution} · {self.days}"
