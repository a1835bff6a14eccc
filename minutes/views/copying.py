"""The secretary's side of copies: sending, proof, handing over on paper, what is overdue."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings.views.acting import accepted, attempt, by_now
from minutes import access, actions
from minutes.documents import copies
from minutes.forms import AgainForm, CopyFilter, HandOverForm, RecipientForm
from minutes.views import copy_pages
from records.responses import file_response

PAGE = 25
any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def copy_overdue(request: SignedInRequest) -> HttpResponse:
    """Copies whose receipt nobody has acknowledged in time, of every body one follows."""
    now = timezone.now()
    day = timezone.localdate(now)
    followed = access.dispatched(request.user, day).overdue(day)
    form = CopyFilter(request.GET or None, copies=followed)
    found = form.filtered(day).with_facts().order_by("due_on", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form, "lines": copies.lines(page, now)}
    return render(request, "minutes/copy_overdue.html", context)


@require_safe
def minutes_copies(request: SignedInRequest, pk: int) -> HttpResponse:
    """The proof, recipient by recipient; to be printed as it stands."""
    minutes = access.minutes_with_copies(request.user, pk)
    context = copy_pages.proof(minutes, request.user)
    return render(request, "minutes/minutes_copies.html", context)


@require_POST
def copies_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Address whatever is still missing (REQ-43); usually the signature has done it."""
    minutes = access.minutes_to_send(request.user, pk)
    done = _("Every recipient has a copy.")
    attempt(request, lambda: actions.address_copies(minutes, **by_now(request)), done=done)
    return redirect("minutes:minutes_copies", pk)


@any_of
def copies_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more recipient."""
    minutes = access.minutes_to_send(request.user, pk)
    form = RecipientForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.add_recipient(minutes, **act, **form.cleaned_data)):
        messages.success(request, _("The copy is sent."))
        return redirect("minutes:minutes_copies", pk)
    return render(request, "minutes/copies_add.html", {"minutes": minutes, "form": form})


@require_POST
def copy_send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to the recipient's people once more; the second press of one screen sends nothing."""
    copy = access.copy_to_send(request.user, pk)
    form = AgainForm(request.POST)
    if form.is_valid():
        seen, done = form.cleaned_data["seen"], _("The copy is sent.")
        act = by_now(request)
        attempt(request, lambda: actions.send_again(copy, seen=seen, **act), done=done)
    return redirect("minutes:minutes_copies", copy.minutes_id)


@any_of
def copy_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record that a copy was handed over on paper."""
    copy = access.copy_to_send(request.user, pk)
    form = HandOverForm(request.POST or None, request.FILES or None)
    act = by_now(request)
    if accepted(form, lambda: actions.hand_over(copy, **act, **form.cleaned_data)):
        messages.success(request, _("The handing over is recorded."))
        return redirect("minutes:minutes_copies", copy.minutes_id)
    return render(request, "minutes/copy_hand_over.html", {"copy": copy, "form": form})


@require_safe
def copy_paper(request: SignedInRequest, pk: int) -> FileResponse:
    """The scan that shows a copy was handed over."""
    return file_response(access.paper_of(request.user, pk), inline="inline" in request.GET)
