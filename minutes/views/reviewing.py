"""The ministry's review of signed minutes (cl. 7, 22; REQ-45)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from meetings.views.acting import accepted, by_now
from minutes import access, actions
from minutes.forms import ReviewFilter, ReviewForm
from minutes.views import copy_pages

PAGE = 25


@require_safe
def review_list(request: SignedInRequest) -> HttpResponse:
    """Signed minutes the ministry has not reviewed yet, oldest first; the address filters them."""
    own = access.reviewed_by(request.user, timezone.localdate())
    form = ReviewFilter(request.GET or None, minutes=own)
    found = form.filtered().with_meeting().with_standing_review().order_by("signed_at", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form}
    return render(request, "minutes/review_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_review(request: SignedInRequest, pk: int) -> HttpResponse:
    """The requisites, computed; and what the ministry says."""
    minutes = access.minutes_to_review(request.user, pk)
    form = ReviewForm(request.POST or None, minutes=minutes)
    act = by_now(request)
    if accepted(form, lambda: actions.review(minutes, **act, **form.cleaned_data)):
        messages.success(request, _("Your review is recorded; the secretary and chair are told."))
        return redirect(minutes)
    return render(request, "minutes/minutes_review.html", copy_pages.review(minutes, form))
