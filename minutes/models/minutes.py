"""The minutes (хаттама) of a meeting: drafted from the data, frozen, numbered, signed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from minutes.errors import IllegalTransition
from minutes.querysets import MinutesQuerySet
from minutes.states import Extent, Fault, MinutesState
from records.models import Lockable

PATIENCE = timedelta(minutes=5)
"""After this a worker that took the pages of minutes upon itself is taken for dead."""


class Minutes(Lockable):
    """One meeting's minutes. `draft → rendering → ready → partly signed → signed`.

    `document` is the frozen model that screen, PDF and archive print; `base_pdf` its one
    rendering, `pdf` the newest signed increment of those bytes. A return to draft keeps the number
    and raises `version`, which leaves the signatures of the old version void.
    """

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=20, choices=MinutesState, default=MinutesState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    number = models.OneToOneField(
        "records.DocumentNumber", models.PROTECT, null=True, editable=False, related_name="+"
    )
    number_text = models.CharField(max_length=60, blank=True, editable=False)
    document = models.JSONField(null=True, editable=False)
    document_hash = models.CharField(max_length=64, blank=True, editable=False)
    base_pdf = models.ForeignKey(
        "records.StoredFile", models.PROTECT, null=True, editable=False, related_name="+"
    )
    pdf = models.ForeignKey(
        "records.StoredFile", models.PROTECT, null=True, editable=False, related_name="+"
    )
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    drawn_up_at = models.DateTimeField(null=True, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    fault = models.TextField(blank=True, editable=False)
    extent = models.CharField(
        _("form of the minutes"), max_length=5, choices=Extent, default=Extent.FULL
    )
    approval_kk = models.TextField(_("approved by, in Kazakh"), blank=True)
    approval_ru = models.TextField(_("approved by, in Russian"), blank=True)
    confirmed_in = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MinutesQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["document"])

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        indexes = [models.Index(fields=["document_hash"])]
        constraints = [
            models.CheckConstraint(
                name="minutes_state_known", condition=Q(state__in=MinutesState.values)
            ),
            models.CheckConstraint(
                name="minutes_ready_with_pdf",
                condition=Q(state__in=[MinutesState.DRAFT, MinutesState.RENDERING])
                | Q(base_pdf__isnull=False),
            ),
            models.CheckConstraint(
                name="minutes_extent_known", condition=Q(extent__in=Extent.values)
            ),
        ]

    def __str__(self) -> str:
        if not self.number_text:
            return gettext("Draft minutes")
        return gettext("Minutes № %(number)s") % {"number": self.number_text}

    def get_absolute_url(self) -> str:
        """The page of the minutes."""
        return reverse("minutes:minutes_detail", args=[self.pk])

    def require(self, *states: str, refusal: str = "") -> None:
        """Raise IllegalTransition unless the minutes are in one of `states`."""
        if self.state not in states:
            raise IllegalTransition(
                refusal
                or gettext("This is not possible now: the minutes are in the state “%(state)s”.")
                % {"state": self.get_state_display()}
            )

    def advance(
        self, state: str, *, kind: str, by: User | None, at: datetime, **payload: Any
    ) -> None:
        """Move to `state`, save and append the journal entry of the act."""
        self.state = state
        self.save()
        self.meeting.record(kind, by=by, at=at, minutes=self.pk, **payload)

    @property
    def is_signed(self) -> bool:
        """Carries every signature it needs: nothing in it changes any more (REQ-42)."""
        return self.state == MinutesState.SIGNED

    @property
    def fault_reason(self) -> str:
        """Why the PDF could not be made, in words; empty while nothing is wrong."""
        code = self.fault.partition(":")[0]
        known = code if code in Fault.values else Fault.NOT_SET
        return str(Fault(known).label) if self.fault else ""

    def is_stuck(self, at: datetime) -> bool:
        """Waits for its pages longer than any worker needs: whoever made them is dead."""
        return (
            self.state == MinutesState.RENDERING
            and self.frozen_at is not None
            and (bool(self.fault) or self.frozen_at < at - PATIENCE)
        )

    @property
    def is_short(self) -> bool:
        """Without the speeches."""
        return self.extent == Extent.SHORT

    @property
    def is_editable(self) -> bool:
        """Texts may still change (REQ-42)."""
        return self.state == MinutesState.DRAFT


class ItemText(models.Model):
    """What was heard and said on one item, in Kazakh and, where kept, in Russian.

    `edition` counts the savings, so that nobody overwrites a text they have not seen.
    """

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="texts")
    item = models.OneToOneField("meetings.AgendaItem", models.PROTECT, related_name="minuted")
    heard_kk = models.TextField(_("heard (Kazakh)"), blank=True)
    heard_ru = models.TextField(_("heard (Russian)"), blank=True)
    spoke_kk = models.TextField(_("spoke (Kazakh)"), blank=True)
    spoke_ru = models.TextField(_("spoke (Russian)"), blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text of an item")
        verbose_name_plural = _("texts of items")

    def __str__(self) -> str:
        return str(self.item)
