"""Extracts."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from meetings.views.acting import worded
from minutes import access, actions
from records.responses import file_response


@require_POST
def extract_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order the extract on one item."""
    item = access.item_to_extract(request.user, pk)
    try:
        actions.draw_extract(item, by=request.user, at=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, worded(refusal))
    else:
        messages.success(request, _("The extract is being prepared; it appears under its item."))
    return redirect(item.meeting.minutes)


@require_safe
def extract_pdf(request: SignedInRequest, pk: int) -> FileResponse:
    """The extract as it was rendered."""
    stored = access.extract_to_read(request.user, pk)
    return file_response(stored, inline="inline" in request.GET)
