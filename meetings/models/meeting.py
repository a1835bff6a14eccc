"""A meeting: who, when, where, and the one straight way from draft to closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from bodies.rules.procedure import Procedure
from meetings.errors import IllegalTransition
from meetings.querysets import MeetingQuerySet
from meetings.states import Form, MeetingState
from records import journal
from records.models import Lockable


class Meeting(Lockable):
    """One meeting of one body (cl. 8–12, 18–24). Its lock is the first everywhere."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.CharField(_("number"), max_length=40)
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.DRAFT)
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.MIXED)
    scheduled_for = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link of the broadcast"), max_length=500, blank=True)
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("secretary"),
    )  # fmt: skip
    russian = models.BooleanField(_("minutes also in Russian"), default=True)
    agenda_version = models.PositiveIntegerField(default=1, editable=False)
    agenda_approved_at = models.DateTimeField(null=True, editable=False)
    agenda_approved_by = models.ForeignKey(
        "bodies.Membership", models.PROTECT, null=True, editable=False, related_name="+"
    )
    delegation = models.ForeignKey(
        "bodies.Delegation", models.PROTECT, null=True, editable=False, related_name="+"
    )
    notified_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    presiding = models.ForeignKey(
        "bodies.Membership", models.PROTECT, null=True, editable=False, related_name="presided"
    )
    procedure_frozen = models.JSONField(null=True, editable=False)
    consent_frozen = models.JSONField(null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    repeat_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated_by"
    )
    retrospective = models.BooleanField(_("recorded afterwards"), default=False, editable=False)
    archive_key = models.CharField(max_length=120, unique=True, null=True, editable=False)
    # What an archive says and no column holds: the time as written, marks of non-members.
    archive_facts = models.JSONField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["body", "-scheduled_for"]),
            models.Index(fields=["state", "scheduled_for"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="meeting_state_known", condition=Q(state__in=MeetingState.values)
            ),
            models.CheckConstraint(name="meeting_form_known", condition=Q(form__in=Form.values)),
            models.UniqueConstraint(
                name="meeting_number_once_a_year",
                fields=["body", "year", "number"],
                condition=Q(archive_key=None),
            ),
            models.CheckConstraint(
                name="meeting_closed_after_opened",
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} № {self.number}"

    def get_absolute_url(self) -> str:
        """The workspace."""
        return reverse("meetings:meeting_detail", args=[self.pk])

    @property
    def day(self) -> date:
        """The meeting's date where it is held: rolls, offices and rules are those of this day.

        An archive states the time with its own offset; the day is the one written there.
        """
        if self.archive_facts:
            return datetime.fromisoformat(self.archive_facts["held_at"]).date()
        return timezone.localtime(self.scheduled_for).date()

    @property
    def stream(self) -> str:
        """The body's chain in the journal."""
        return self.body.stream

    @property
    def held_in_hall(self) -> bool:
        """Whether there is a hall to come to."""
        return self.form != Form.ONLINE

    @property
    def held_online(self) -> bool:
        """Whether there is a broadcast to join."""
        return self.form != Form.HALL

    def procedure(self) -> Procedure:
        """The rules frozen at opening; before that, those in force on the meeting's day."""
        if self.procedure_frozen is not None:
            return Procedure.from_dict(self.procedure_frozen)
        return self.body.procedure_on(self.day)

    def consent_procedure(self) -> Procedure:
        """Consent and ballot-window rules: frozen when the agenda was approved."""
        if self.consent_frozen is not None:
            return Procedure.from_dict(self.consent_frozen)
        return self.procedure()

    def require(self, *states: str) -> None:
        """Raise IllegalTransition unless the meeting is in one of `states`."""
        if self.state not in states:
            raise IllegalTransition(
                gettext("This is not possible now: the meeting is in the state “%(state)s”.")
                % {"state": self.get_state_display()}
            )

    def advance(
        self, state: str, *, kind: str, by: User | None, at: datetime, **payload: Any
    ) -> None:
        """Move to `state`, save what changed and append the journal entry of the act."""
        self.state = state
        self.save()
        self.record(kind, by=by, at=at, **payload)

    def record(self, kind: str, *, by: User | None, at: datetime, **payload: Any) -> None:
        """Append one legal act of this meeting to the body's journal."""
        journal.append(
            stream=self.stream, kind=kind, actor=by, at=at,
            payload={"meeting": self.pk, **payload},
        )  # fmt: skip


class OperatorOrder(models.Model):
    """The presiding person's order that the secretary holds the room's keys in this meeting."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="operator_orders")
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("operator's order")
        verbose_name_plural = _("operators' orders")
        constraints = [
            models.UniqueConstraint(
                name="operator_ordered_once", fields=["meeting", "operator", "ordered_by"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.operator}"
