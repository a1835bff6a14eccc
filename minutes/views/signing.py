"""Signing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from meetings.views.acting import worded
from minutes import access, actions
from minutes.documents import qualified
from minutes.views import pages
from records.responses import file_response

any_of = require_http_methods(["GET", "HEAD", "POST"])


def pages_shown(view: Callable[[SignedInRequest, int], HttpResponse]) -> Any:
    """Let the page show the PDF inside and, only with ЭЦҚ switched on, speak to the signer's own
    NCALayer.
    """

    @wraps(view)
    def shown(request: SignedInRequest, pk: int) -> HttpResponse:
        more = {"connect-src": [settings.PORTAL_NCALAYER]} if qualified.is_on() else {}
        allowing: Any = csp_update({"frame-src": [SELF]} | more)
        response: HttpResponse = allowing(view)(request, pk)
        return response

    return shown


@any_of
@pages_shown
def minutes_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """The very pages, the password and second factor, and one button that names the act."""
    minutes = access.minutes_to_sign(request.user, pk)
    form = pages.sign_form(minutes, request)
    if request.method == "POST" and form.is_valid():
        try:
            pages.sign_what_was_shown(minutes, form, request.user)
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            messages.success(request, _("Your signature stands under the minutes."))
            return redirect(minutes)
    return render(request, "minutes/minutes_sign.html", pages.signing(minutes, form, request.user))


@any_of
def minutes_sign_on_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record that a signer signed on paper, with the scan."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    form = pages.paper_form(minutes, request)
    if request.method == "POST" and form.is_valid():
        try:
            pages.record_on_paper(minutes, form, request.user)
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            messages.success(request, _("The signature on paper is recorded; the signer is told."))
            return redirect(minutes)
    context = {"minutes": minutes, "form": form, "may_be": actions.may_be_on_paper(minutes)}
    return render(request, "minutes/minutes_sign_on_paper.html", context)


@require_safe
def signature_scan(request: SignedInRequest, pk: int) -> FileResponse:
    """The scan of pages that were signed on paper."""
    return file_response(access.scan_to_read(request.user, pk), inline="inline" in request.GET)
