"""Fetch-and-authorise for corrections of signed minutes (cl. 11, 21, 22).

Until it is signed a correction is known to whoever keeps the records and, once frozen, to those who
are to sign it; afterwards to every reader of the minutes.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from minutes.access.reading import may_read
from minutes.actions.correcting import signs
from minutes.actions.permit import may_draw_up
from minutes.models import Copy, Correction
from records.models import StoredFile


def correction_to_read(user: User, pk: int) -> Correction:
    """The correction, unless `user` may not know of it."""
    corrections = Correction.objects.select_related(
        "minutes__meeting__body__parent__parent", "minutes__meeting__secretary", "minutes__pdf",
        "pdf", "base_pdf", "drawn_up_by", "withdrawn_by",
    )  # fmt: skip
    correction: Correction = get_object_or_404(corrections, pk=pk)
    if not _may_know(user, correction):
        raise Http404
    return correction


def correction_to_draw_up(user: User, pk: int) -> Correction:
    """For whoever keeps the records of that meeting (cl. 12, 23)."""
    correction = correction_to_read(user, pk)
    if not may_draw_up(user, correction.minutes.meeting, timezone.now()):
        raise PermissionDenied
    return correction


def correction_to_sign(user: User, pk: int) -> Correction:
    """For those whose names its boxes bear."""
    correction = correction_to_read(user, pk)
    if not signs(correction, user):
        raise PermissionDenied
    return correction


def correction_to_withdraw(user: User, pk: int) -> Correction:
    """For whoever keeps the records or is asked to sign."""
    correction = correction_to_read(user, pk)
    keeps = may_draw_up(user, correction.minutes.meeting, timezone.now())
    if not (keeps or signs(correction, user)):
        raise PermissionDenied
    return correction


def copied_correction(copy: Copy, pk: int) -> StoredFile:
    """The signed correction of the minutes that the ministry's copy has attached (C20)."""
    found = Correction.objects.signed().select_related("pdf")
    correction = get_object_or_404(found, pk=pk, minutes=copy.minutes_id)
    if not copy.is_ministrys:
        raise Http404
    stored: StoredFile = correction.pdf
    return stored


def _may_know(user: User, correction: Correction) -> bool:
    if correction.is_signed:
        return may_read(user, correction.minutes)
    keeps = may_draw_up(user, correction.minutes.meeting, timezone.now())
    return keeps or signs(correction, user)
