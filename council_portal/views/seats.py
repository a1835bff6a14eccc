"""Who comes, who leaves, who takes an office: drawn up here, confirmed by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from bodies.access import body_to_change, own_seat, seat_to
from bodies.actions import prepare
from bodies.forms import AppointmentForm, HandoverForm, LeavingForm, ResignationForm
from bodies.models import Membership
from council_portal.documents.changes import propose_or_prepare
from meetings.views.acting import accepted, by_now

any_of = require_http_methods(["GET", "HEAD", "POST"])


@any_of
def member_appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new member, by the act that approves him or her (cl. 15, REQ-12)."""
    body = body_to_change(request.user, pk)
    form = AppointmentForm(
        request.POST or None, request.FILES or None,
        initial={"effective_on": timezone.localdate()},
    )  # fmt: skip
    drawn = propose_or_prepare(request.user, body)
    if accepted(form, lambda: drawn(form.draft(body), **by_now(request))):
        messages.success(request, _("Drawn up: a second person confirms it."))
        return redirect("change_list", pk)
    return render(request, "council_portal/member_appoint.html", {"body": body, "form": form})


@any_of
def office_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """An office passes from one member to another in one step (cl. 8, 15, 19)."""
    body = body_to_change(request.user, pk)
    rows = Membership.objects.on(timezone.localdate()).filter(body=body)
    seats = list(rows.with_rank().in_roll_order())
    form = HandoverForm(request.POST or None, request.FILES or None, body=body, seats=seats)
    drawn = propose_or_prepare(request.user, body)
    if accepted(form, lambda: drawn(form.draft(), **by_now(request))):
        messages.success(request, _("Drawn up: a second person confirms it."))
        return redirect("change_list", pk)
    return render(request, "council_portal/office_hand_over.html", {"body": body, "form": form})


@any_of
def member_leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Resignation, death, end of representation, each with its document (C18)."""
    seat = seat_to(request.user, pk, "prepare_members", "manage_members")
    form = LeavingForm(request.POST or None, request.FILES or None, membership=seat)
    drawn = propose_or_prepare(request.user, seat.body)
    if accepted(form, lambda: drawn(form.draft(), **by_now(request))):
        messages.success(request, _("Drawn up: a second person confirms it."))
        return redirect("change_list", seat.body_id)
    return render(request, "council_portal/member_leave.html", {"seat": seat, "form": form})


@any_of
def member_resign(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own resignation: an administrator records it, a second person confirms it."""
    seat = own_seat(request.user, pk)
    form = ResignationForm(request.POST or None, request.FILES or None, membership=seat)
    if accepted(form, lambda: prepare(form.draft(), **by_now(request))):
        messages.success(request, _("Your resignation has been handed in."))
        return redirect("body_detail", seat.body_id)
    context = {"seat": seat, "form": form, "own": True}
    return render(request, "council_portal/member_leave.html", context)
