"""The inbox of copies: for representatives of institutions and for the ministry (cl. 22)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings.views.acting import attempt, by_now
from minutes import access, actions
from minutes.documents import copies
from minutes.forms import CopyFilter
from minutes.views import copy_pages
from records.responses import file_response

PAGE = 25


@require_safe
def copy_list(request: SignedInRequest) -> HttpResponse:
    """Copies addressed to one's own organisations, newest first."""
    now = timezone.now()
    form = CopyFilter(
        request.GET or None, copies=access.inbox(request.user, timezone.localdate(now))
    )
    found = form.filtered(timezone.localdate(now)).with_facts().newest_first()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form, "lines": copies.lines(page, now)}
    return render(request, "minutes/copy_list.html", context)


@require_safe
def copy_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """To whom and what; its contents once it was opened."""
    copy = access.copy_to_read(request.user, pk)
    return render(request, "minutes/copy_detail.html", copy_pages.detail(copy))


@require_POST
def copy_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that the recipient looked, and show the contents."""
    copy = access.copy_to_read(request.user, pk)
    attempt(request, lambda: actions.open_copy(copy, **by_now(request)))
    return redirect(copy)


@require_POST
def copy_acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """The recipient has it: who and when (REQ-44)."""
    copy = access.copy_to_read(request.user, pk)
    done = _("The receipt of the copy is acknowledged.")
    attempt(request, lambda: actions.acknowledge(copy, **by_now(request)), done=done)
    return redirect(copy)


@require_safe
def copy_minutes(request: SignedInRequest, pk: int) -> FileResponse:
    """The signed minutes, attached to the ministry's copy."""
    copy = access.copy_to_read(request.user, pk)
    return file_response(access.copied_minutes(copy), inline="inline" in request.GET)


@require_safe
def copy_extract(request: SignedInRequest, pk: int, extract: int) -> FileResponse:
    """The extract on one decision."""
    copy = access.copy_to_read(request.user, pk)
    return file_response(access.copied_extract(copy, extract), inline="inline" in request.GET)


@require_safe
def copy_correction(request: SignedInRequest, pk: int, correction: int) -> FileResponse:
    """A signed correction of the minutes that the ministry's copy has attached."""
    copy = access.copy_to_read(request.user, pk)
    return file_response(access.copied_correction(copy, correction), inline="inline" in request.GET)
