"""A correction (түзету) of signed minutes: an annex that cites them and leaves them as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from minutes.errors import IllegalTransition
from minutes.models.minutes import PATIENCE
from minutes.querysets import CorrectionQuerySet
from minutes.states import (
    CORRECTION_OPEN,
    CorrectedField,
    CorrectionState,
    Fault,
    SignerRole,
)
from records.models import Lockable


class Correction(Lockable):
    """One correction of signed minutes. `draft → rendering → ready → partly signed → signed`.

    Numbered within the minutes («Түзету № 1»); a withdrawn one keeps its number and its reason.
    `draft` are the rows while they are written; once frozen, `document` is what screen, PDF and
    evidence print, and `texts` are its rows for the pages where the old text stands.
    Its lock comes after the meeting's and the minutes'.
    """

    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField(editable=False)
    state = models.CharField(
        max_length=20, choices=CorrectionState, default=CorrectionState.DRAFT, editable=False
    )
    reason_kk = models.TextField(_("reason, in Kazakh"), blank=True)
    reason_ru = models.TextField(_("reason, in Russian"), blank=True)
    draft = models.JSONField(default=list, editable=False)
    edition = models.PositiveIntegerField(default=1, editable=False)
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField(editable=False)
    document = models.JSONField(null=True, editable=False)
    document_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    base_pdf = models.ForeignKey(
        "records.StoredFile", models.PROTECT, null=True, editable=False, related_name="+"
    )
    pdf = models.ForeignKey(
        "records.StoredFile", models.PROTECT, null=True, editable=False, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    fault = models.TextField(blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawal = models.TextField(blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of signed minutes")
        verbose_name_plural = _("corrections of signed minutes")
        constraints = [
            models.UniqueConstraint(name="one_correction_each", fields=["minutes", "number"]),
            models.UniqueConstraint(
                name="one_open_correction", fields=["minutes"],
                condition=Q(state__in=CORRECTION_OPEN),
            ),
            models.CheckConstraint(
                name="correction_state_known", condition=Q(state__in=CorrectionState.values)
            ),
            models.CheckConstraint(
                name="correction_ready_with_pdf",
                condition=~Q(
                    state__in=[
                        CorrectionState.READY, CorrectionState.PARTLY_SIGNED,
                        CorrectionState.SIGNED,
                    ]
                )
                | Q(base_pdf__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_withdrawn_with_reason",
                condition=Q(
                    state=CorrectionState.WITHDRAWN, withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                )
                & ~Q(withdrawal="")
                | ~Q(state=CorrectionState.WITHDRAWN)
                & Q(withdrawn_by=None, withdrawn_at=None, withdrawal=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Correction № %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        """The page of the correction."""
        return reverse("minutes:correction_detail", args=[self.pk])

    def require(self, *states: str) -> None:
        """Raise IllegalTransition unless the correction is in one of `states`."""
        if self.state not in states:
            raise IllegalTransition(
                gettext("This is not possible now: the correction is in the state “%(state)s”.")
                % {"state": self.get_state_display()},
                clause=self.minutes.meeting.body.minutes_clause,
            )

    def advance(
        self, state: str, *, kind: str, by: User | None, at: datetime, **payload: Any
    ) -> None:
        """Move to `state`, save and append the journal entry of the act."""
        self.state = state
        self.save()
        self.minutes.meeting.record(
            kind, by=by, at=at, minutes=self.minutes_id, correction=self.pk, number=self.number,
            **payload,
        )  # fmt: skip

    @property
    def is_signed(self) -> bool:
        """Carries both signatures: the minutes are read with it from here on."""
        return self.state == CorrectionState.SIGNED

    @property
    def is_editable(self) -> bool:
        """Its rows may still change."""
        return self.state == CorrectionState.DRAFT

    @property
    def is_open(self) -> bool:
        """Neither signed nor withdrawn."""
        return self.state in CORRECTION_OPEN

    @property
    def fault_reason(self) -> str:
        """Why the PDF could not be made, in words; empty while nothing is wrong."""
        code = self.fault.partition(":")[0]
        known = code if code in Fault.values else Fault.NOT_SET
        return str(Fault(known).label) if self.fault else ""

    def is_stuck(self, at: datetime) -> bool:
        """Waits for its pages longer than any worker needs."""
        return (
            self.state == CorrectionState.RENDERING
            and self.frozen_at is not None
            and (bool(self.fault) or self.frozen_at < at - PATIENCE)
        )


class CorrectedText(models.Model):
    """One row of a frozen correction: where, what is printed there, and what is to be read.

    `item` is the item's number in the signed document, 0 for the minutes as a whole. Votes, results,
    attendance and what was put to the vote have no field here (cl. 11, 21).
    """

    correction = models.ForeignKey("minutes.Correction", models.PROTECT, related_name="texts")
    position = models.PositiveSmallIntegerField()
    item = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=10, choices=CorrectedField)
    language = models.CharField(max_length=2)
    printed = models.TextField()
    should_read = models.TextField()

    class Meta:
        verbose_name = _("corrected words")
        verbose_name_plural = _("corrected words")
        constraints = [
            models.UniqueConstraint(name="one_row_per_place", fields=["correction", "position"]),
            models.CheckConstraint(
                name="corrected_field_known", condition=Q(field__in=CorrectedField.values)
            ),
            models.CheckConstraint(
                name="corrected_language_known", condition=Q(language__in=["kk", "ru"])
            ),
            models.CheckConstraint(
                name="corrected_words_differ",
                condition=~Q(printed="") & ~Q(should_read="") & ~Q(printed=models.F("should_read")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed} → {self.should_read}"


class CorrectionSignature(models.Model):
    """One signature under a correction; the bytes it produced are kept.

    `for_another`: whoever holds the office today signs for the one who signed the minutes.
    """

    correction = models.ForeignKey("minutes.Correction", models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=12, choices=SignerRole)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    for_another = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    stamped_at = models.DateTimeField(null=True)
    document_hash = models.CharField(max_length=64)
    pdf = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("signature of a correction")
        verbose_name_plural = _("signatures of corrections")
        constraints = [
            models.UniqueConstraint(
                name="one_correction_signature_per_role", fields=["correction", "role"]
            ),
            models.UniqueConstraint(
                name="two_different_signers_of_correction", fields=["correction", "signer"]
            ),
            models.CheckConstraint(
                name="correction_role_known", condition=Q(role__in=SignerRole.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.signer}"
