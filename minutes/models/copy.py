"""Copies of an association's decisions: to whom, by which letters, and what became of each.

Nothing here is ever changed: a copy is one line, and what happens to it is a further line. Where it
stands is derived from those (`minutes.documents.copies`).
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from minutes.querysets import CopyQuerySet
from minutes.states import CopyGround, ReceiptKind, SendingGround


class Copy(models.Model):
    """A copy addressed to the ministry or to an organisation; one of each under one minutes."""

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="copies")
    authority = models.ForeignKey(
        "records.Authority", models.PROTECT, null=True, related_name="+",
        verbose_name=_("authorised body"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, null=True, related_name="+",
        verbose_name=_("organisation"),
    )  # fmt: skip
    ground = models.CharField(max_length=12, choices=CopyGround)
    addressed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    addressed_at = models.DateTimeField()
    due_on = models.DateField(_("to be acknowledged by"))

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        constraints = [
            models.UniqueConstraint(name="one_copy_per_authority", fields=["minutes", "authority"]),
            models.UniqueConstraint(
                name="one_copy_per_organisation", fields=["minutes", "organisation"]
            ),
            models.CheckConstraint(
                name="copy_has_one_recipient",
                condition=Q(authority__isnull=False, organisation=None)
                | Q(authority=None, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="copy_ground_known", condition=Q(ground__in=CopyGround.values)
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-id"]), models.Index(fields=["due_on"])]

    def __str__(self) -> str:
        return f"{self.minutes} → {self.name()}"

    def get_absolute_url(self) -> str:
        """Where the recipient reads it."""
        return reverse("minutes:copy_detail", args=[self.pk])

    def name(self, language: str = "") -> str:
        """To whom, under the name borne on the day it was addressed."""
        if self.organisation is not None:
            return self.organisation.name(language or None)
        assert self.authority is not None  # noqa: S101 - a constraint holds it
        day = timezone.localdate(self.addressed_at)
        named = self.authority.name_on(day, language or get_language() or "kk")
        return named or str(CopyGround.MINISTRY.label)

    @property
    def is_ministrys(self) -> bool:
        """The authorised body's: the minutes are attached to it (C20)."""
        return self.authority_id is not None

    def is_late(self, day: date) -> bool:
        """Whether the day on which its receipt was due is over."""
        return self.due_on < day


class Sending(models.Model):
    """One time that a copy's letters went out; `number` counts, so no retry sends twice."""

    copy = models.ForeignKey("minutes.Copy", models.PROTECT, related_name="sendings")
    number = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=10, choices=SendingGround)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sending of a copy")
        verbose_name_plural = _("sendings of copies")
        constraints = [
            models.UniqueConstraint(name="one_sending_per_number", fields=["copy", "number"]),
            models.CheckConstraint(
                name="sending_ground_known", condition=Q(ground__in=SendingGround.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} · {self.number}"


class CopyLetter(models.Model):
    """A letter of one sending: to whom, and the line of the outbox that says how it fared."""

    sending = models.ForeignKey("minutes.Sending", models.PROTECT, related_name="letters")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notification = models.OneToOneField("accounts.Notification", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("letter about a copy")
        verbose_name_plural = _("letters about copies")
        constraints = [
            models.UniqueConstraint(name="one_letter_per_person", fields=["sending", "recipient"]),
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} → {self.recipient_id}"


class Receipt(models.Model):
    """Opened, acknowledged, or handed over on paper: by whom, when, with what to show for it."""

    copy = models.ForeignKey("minutes.Copy", models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=12, choices=ReceiptKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(_("to whom and how"), max_length=500, blank=True)
    file = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("receipt of a copy")
        verbose_name_plural = _("receipts of copies")
        constraints = [
            models.UniqueConstraint(name="one_receipt_of_a_kind", fields=["copy", "kind"]),
            models.CheckConstraint(
                name="receipt_kind_known", condition=Q(kind__in=ReceiptKind.values)
            ),
            models.CheckConstraint(
                name="receipt_on_paper_is_shown",
                condition=~Q(kind=ReceiptKind.ON_PAPER) | ~Q(note="") | Q(file__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} · {self.get_kind_display()}"
