"""Reading minutes."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from minutes import access
from minutes.views import copy_pages, pages
from records.responses import file_response

PAGE = 25
# Shown inside the page on which it is signed; a browser's own viewer draws it.
inside_our_pages: Any = csp_replace({"frame-ancestors": [SELF], "object-src": [SELF]})


@require_safe
def minutes_list(request: SignedInRequest) -> HttpResponse:
    """Minutes of every body one may read, newest first; `?year=` and `?body=` narrow them."""
    visible = access.visible_minutes(request.user, timezone.localdate())
    chosen = pages.Filters.read(request.GET)
    found = chosen.applied_to(visible).with_meeting().with_corrected().newest_first()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "years": visible.years(), "chosen": chosen}
    return render(request, "minutes/minutes_list.html", context)


@require_safe
def minutes_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The document as it stands, who has signed, what can be done."""
    minutes = access.minutes_to_read(request.user, pk)
    context = pages.detail(minutes, request.user) | copy_pages.oversight(minutes, request.user)
    return render(request, "minutes/minutes_detail.html", context)


@require_safe
@inside_our_pages
@xframe_options_sameorigin
def minutes_pdf(request: SignedInRequest, pk: int, which: str) -> FileResponse:
    """`base`: what is being signed; `newest`: with the signatures given so far."""
    minutes = access.minutes_to_read(request.user, pk)
    stored = {"base": minutes.base_pdf, "newest": minutes.pdf}.get(which)
    if stored is None:
        raise Http404
    return file_response(stored, inline="inline" in request.GET)
