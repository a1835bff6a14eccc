"""A member's dissenting opinion on one item."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from meetings.views.acting import accepted, attempt, by_now
from minutes import access, actions
from minutes.forms import DissentForm


@require_http_methods(["GET", "HEAD", "POST"])
def dissent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write one's opinion, or word it anew, until the minutes are frozen."""
    item = access.item_to_dissent_from(request.user, pk)
    own = item.dissents.filter(membership__user=request.user, withdrawn_at=None).first()
    form = DissentForm(request.POST or None, initial={"text": own.text if own else ""})
    act = by_now(request)
    if accepted(form, lambda: actions.attach_dissent(item, **act, **form.cleaned_data)):
        messages.success(request, _("Your dissenting opinion is attached to the decision."))
        return redirect("minutes:dissent", pk)
    context = {"item": item, "meeting": item.meeting, "form": form, "own": own,
               "open": actions.takes_dissent(item)}  # fmt: skip
    return render(request, "minutes/dissent.html", context)


@require_POST
def dissent_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own opinion back."""
    item = access.item_to_dissent_from(request.user, pk)
    done = _("Your dissenting opinion is withdrawn.")
    attempt(request, lambda: actions.withdraw_dissent(item, **by_now(request)), done=done)
    return redirect("minutes:dissent", pk)
