"""Drawing up, submitting, returning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from meetings.views.acting import worded
from minutes import access, actions
from minutes.forms import ReturnForm
from minutes.views import pages

any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def minutes_draw_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start the minutes of a closed meeting (REQ-39)."""
    meeting = access.meeting_to_minute(request.user, pk)
    try:
        minutes = actions.draw_up(meeting, by=request.user, at=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, worded(refusal))
        return redirect(meeting)
    return redirect(minutes)


@any_of
def minutes_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check everything once more, then freeze, number and render."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    if request.method == "POST":
        try:
            actions.submit(minutes, by=request.user, at=timezone.now())
        except RuleViolation as refusal:
            messages.error(request, worded(refusal))
        else:
            messages.success(request, _("The minutes have a number and are ready to be signed."))
            return redirect(minutes)
    return render(request, "minutes/minutes_submit.html", pages.check(minutes, request.user))


@require_POST
def minutes_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order the rendering again after a fault."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    try:
        actions.retry(minutes, by=request.user, at=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, worded(refusal))
    return redirect(minutes)


@any_of
def minutes_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the draft, with a reason; signatures given are void."""
    minutes = access.minutes_to_return(request.user, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_to_draft(
                minutes, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            return redirect(minutes)
    return render(request, "minutes/minutes_return.html", {"minutes": minutes, "form": form})
