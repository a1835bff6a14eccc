"""Signing."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from meetings.views.acting import worded
from minutes import access
from minutes.forms import SignForm
from minutes.views import pages

pages_shown = csp_update({"frame-src": [SELF]})
any_of = require_http_methods(["GET", "HEAD", "POST"])


@any_of
@pages_shown
def minutes_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """The very pages, the password and second factor, and one button that names the act."""
    minutes = access.minutes_to_sign(request.user, pk)
    initial = {"document": minutes.document_hash}
    form = SignForm(request.user, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            pages.sign_what_was_shown(minutes, form, request.user)
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            messages.success(request, _("Your signature stands under the minutes."))
            return redirect(minutes)
    return render(request, "minutes/minutes_sign.html", pages.signing(minutes, form, request.user))
