"""Organisations: the list, the page of one, entering one, changing one."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from bodies import access
from bodies.actions import edit_organisation, enter_organisation
from bodies.errors import StaleEdit
from bodies.forms import Differing, OrganisationForm, differing
from bodies.models import Organisation, OrganisationKind
from council_portal.documents.grants import day_of
from council_portal.documents.organisation_page import OrganisationFilters, organisation_page
from meetings.views.acting import accepted, worded

PER_PAGE = 50
EDITS_SHOWN = 20
any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def organisation_list(request: SignedInRequest) -> HttpResponse:
    chosen = OrganisationFilters.read(request.GET)
    found = chosen.applied_to(Organisation.objects.all())
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "kinds": OrganisationKind.choices,
        "enters": access.administers_portal(request.user, timezone.localdate()),
    }
    return render(request, "council_portal/organisation_list.html", context)


@require_safe
def organisation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk)
    today = timezone.localdate()
    shown = organisation_page(
        organisation, request.user, day_of(request.GET.get("on", "")) or today, today
    )
    edits = Paginator(shown.history or [], EDITS_SHOWN).get_page(request.GET.get("page"))
    context = {"shown": shown, "edits": edits}
    return render(request, "council_portal/organisation_detail.html", context)


@any_of
def organisation_enter(request: SignedInRequest) -> HttpResponse:
    access.require_administrator(request.user, timezone.localdate())
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and accepted(form, lambda: _enter(form)):
        messages.success(request, _("Entered: %(name)s.") % {"name": form.instance})
        return redirect("organisation_detail", form.instance.pk)
    return _form(request, form)


@any_of
def organisation_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change it; somebody's newer edit is shown beside one's own, and nothing is lost."""
    organisation = access.organisation_to_edit(request.user, pk, timezone.localdate())
    form = OrganisationForm(
        request.POST or None, instance=organisation, initial={"version": organisation.version}
    )
    newer: list[Differing] = []
    if request.method == "POST" and form.is_valid():
        newer = _edit(organisation, form)
        if form.is_valid():
            messages.success(request, _("Changed: %(name)s.") % {"name": organisation})
            return redirect("organisation_detail", pk)
    return _form(request, form, organisation, newer)


def _form(
    request: SignedInRequest,
    form: OrganisationForm,
    organisation: Organisation | None = None,
    newer: Sequence[Differing] = (),
) -> HttpResponse:
    context = {"form": form, "organisation": organisation, "newer": newer}
    status = 409 if newer else 200
    return render(request, "council_portal/organisation_form.html", context, status=status)


def _enter(form: OrganisationForm) -> None:
    form.instance = enter_organisation(form.facts(), reason=form.cleaned_data["reason"])


def _edit(organisation: Organisation, form: OrganisationForm) -> list[Differing]:
    """Save; where somebody was faster, what they saved beside what was typed here."""
    given = form.cleaned_data
    try:
        edit_organisation(
            organisation, form.facts(), version=given["version"] or 0, reason=given["reason"]
        )
    except StaleEdit as refusal:
        form.add_error(None, worded(refusal))
        newest = Organisation.objects.get(pk=organisation.pk)
        form.continue_from(newest.version)
        return differing(form, newest)
    except RuleViolation as refusal:
        form.add_error(None, worded(refusal))
    return []
