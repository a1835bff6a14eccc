"""Full or short form, and the line of approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from meetings.views.acting import worded
from minutes import access, actions
from minutes.forms import LayoutForm

any_of = require_http_methods(["GET", "HEAD", "POST"])


@any_of
def minutes_layout(request: SignedInRequest, pk: int) -> HttpResponse:
    """The secretary's choice while the minutes are a draft."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    form = LayoutForm(request.POST or None, minutes=minutes)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_layout(minutes, by=request.user, at=timezone.now(), **form.choice())
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            messages.success(request, _("The form of the minutes is saved."))
            return redirect(minutes)
    return render(request, "minutes/minutes_layout.html", {"minutes": minutes, "form": form})
