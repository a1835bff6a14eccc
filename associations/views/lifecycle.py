"""How associations begin, change and end: by acts, entered by the administrator (cl. 3, 29)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from associations import access, actions
from associations.errors import AssociationRefused
from associations.forms import (
    DirectionsForm,
    DissolutionForm,
    FoundingForm,
    RebaseForm,
    RenameForm,
)
from associations.models import Association
from bodies.actions import rename
from bodies.models import CompositionChange
from meetings.views.acting import ByNow, accepted, by_now

any_of = require_http_methods(["GET", "HEAD", "POST"])


@any_of
def association_found(request: SignedInRequest) -> HttpResponse:
    """A new association, on an act, at an institution, for directions (cl. 3)."""
    council = access.council_to_found_in(request.user)
    given = {"starts_on": timezone.localdate()}
    form = FoundingForm(request.POST or None, request.FILES or None, council=council, initial=given)
    made: list[Association] = []
    if accepted(form, lambda: made.append(_found(form, by_now(request)))):
        messages.success(request, _("The association is founded. Now appoint its officers."))
        return redirect(made[0].body)
    context = {"form": form, "body": council}
    return render(request, "associations/association_found.html", context)


def _found(form: FoundingForm, act: ByNow) -> Association:
    """What the model refuses, a name that is missing say, is said like any refusal."""
    try:
        return actions.found(**act, **form.founding())
    except ValidationError as fault:
        raise AssociationRefused(fault.messages[0], clause="3") from fault


@any_of
def body_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name from a day on; the old one stays for what is past."""
    body = access.body_to_name(request.user, pk)
    form = RenameForm(
        request.POST or None, request.FILES or None,
        initial=RenameForm.like(body) | {"starts_on": timezone.localdate()},
    )  # fmt: skip
    act = by_now(request)
    if accepted(form, lambda: rename(body, **act, **form.renaming())):
        messages.success(request, _("The new name is recorded; the old one stands for the past."))
        return redirect(body)
    return render(request, "associations/body_rename.html", {"form": form, "body": body})


@any_of
def association_rebase(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another base institution from a day on (cl. 3)."""
    association = access.association_to(request.user, "administer", pk)
    form = RebaseForm(
        request.POST or None, request.FILES or None, initial={"starts_on": timezone.localdate()}
    )
    act = by_now(request)
    if accepted(form, lambda: actions.rebase(association, **act, **form.rebasing())):
        messages.success(request, _("The new base is recorded; the old one stands for the past."))
        return redirect(association.body)
    context = {"form": form, "body": association.body, "association": association}
    return render(request, "associations/association_rebase.html", context)


@any_of
def association_directions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other training directions, by an act (cl. 3)."""
    association = access.association_to(request.user, "administer", pk)
    form = DirectionsForm(
        request.POST or None, request.FILES or None, initial=DirectionsForm.like(association)
    )
    act = by_now(request)
    if accepted(form, lambda: actions.change_directions(association, **act, **form.changing())):
        messages.success(request, _("The directions are recorded."))
        return redirect(association.body)
    context = {"form": form, "body": association.body}
    return render(request, "associations/association_directions.html", context)


@any_of
def association_dissolve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register the Minister's order; the ministry confirms it (cl. 29)."""
    association = access.association_to(request.user, "administer", pk)
    form = DissolutionForm(request.POST or None, request.FILES or None)
    made: list[CompositionChange] = []
    act = by_now(request)
    if accepted(form, lambda: made.append(
        actions.register_dissolution(association, **act, **form.dissolution())
    )):  # fmt: skip
        messages.success(request, _("Registered: the ministry confirms it."))
        return redirect(made[0])
    context = {"form": form, "body": association.body}
    return render(request, "associations/association_dissolve.html", context)
