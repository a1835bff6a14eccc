"""Changes of composition: what waits, what is in effect, and the second person's word."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from associations.actions import confirm_change
from bodies import access, actions
from council_portal.documents.changes import change_page, changes_of
from meetings.forms.session import ActForm, ReasonForm
from meetings.responses import page

any_of = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 25


@require_safe
def change_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The changes of one body that this person may see, the newest first."""
    body = access.body_to(request.user, "view_body", pk)
    listed = Paginator(changes_of(body, request.user), PER_PAGE)
    context = {"body": body, "page": listed.get_page(request.GET.get("page"))}
    return render(request, "council_portal/change_list.html", context)


@require_safe
def change_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who comes and who leaves, by which act, and what becomes of the quorum."""
    change = access.change_for(request.user, pk)
    context = {"page": change_page(change, request.user)}
    return render(request, "council_portal/change_detail.html", context)


@any_of
def change_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """The administrator takes a prepared change over."""
    change = access.change_to(request.user, "manage_members", pk)
    form = ActForm.of(request)
    if form.act(actions.record, change, by=request.user, at=timezone.now()):
        messages.success(request, _("Recorded: a second person confirms it."))
        return redirect("change_detail", pk)
    context = {"page": change_page(change, request.user), "act": "record"}
    return page(request, "council_portal/change_decide.html", form, context)


@any_of
def change_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The second person's word: now it takes effect (F5)."""
    change = access.change_to(request.user, "confirm_composition", pk)
    form = ActForm.of(request)
    if form.act(confirm_change, change, by=request.user, at=timezone.now()):
        messages.success(request, _("Confirmed. In effect from %(day)s.")
                         % {"day": f"{change.took_effect_on:%d.%m.%Y}"})  # fmt: skip
        return redirect("change_detail", pk)
    context = {"page": change_page(change, request.user), "act": "confirm"}
    return page(request, "council_portal/change_decide.html", form, context)


@any_of
def change_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """With a reason: the second person's, or the administrator's of a prepared change."""
    change = access.change_for(request.user, pk)
    deed = actions.decline_prepared if change.state == "prepared" else actions.decline
    form = ReasonForm.of(request)
    if form.act(deed, change, by=request.user, at=timezone.now()):
        messages.success(request, _("Declined; whoever drew it up is told why."))
        return redirect("change_detail", pk)
    context = {"page": change_page(change, request.user), "act": "decline"}
    return page(request, "council_portal/change_decide.html", form, context)


@any_of
def change_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """By whoever drew it up, while nobody has decided."""
    change = access.own_change(request.user, pk)
    form = ActForm.of(request)
    if form.act(actions.withdraw, change, by=request.user, at=timezone.now()):
        messages.success(request, _("Withdrawn; nothing has changed."))
        return redirect("change_detail", pk)
    context = {"page": change_page(change, request.user), "act": "withdraw"}
    return page(request, "council_portal/change_decide.html", form, context)


@any_of
def change_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """While nothing rests on it the seats never were."""
    change = access.change_to(request.user, "confirm_composition", pk)
    form = ReasonForm.of(request)
    if form.act(actions.undo, change, by=request.user, at=timezone.now()):
        messages.success(request, _("Taken back: the composition is as it was."))
        return redirect("change_detail", pk)
    context = {"page": change_page(change, request.user), "act": "undo"}
    return page(request, "council_portal/change_decide.html", form, context)
