"""Violations of clause 28: recorded, explained, put to the Council."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from councils import access, actions
from councils.documents.proposals import proposed_item
from councils.forms import AskForm, ExplanationForm, ViolationFilter, ViolationForm
from councils.models import Violation, council_on
from councils.views import pages
from meetings.forms.agenda import PutForm
from meetings.models import Meeting
from meetings.views.acting import accepted, by_now
from records.responses import file_response


@require_safe
def violation_list(request: SignedInRequest) -> HttpResponse:
    """Violations one may read, filtered by the address."""
    seen = access.visible_violations(request.user, timezone.localdate())
    form = ViolationFilter(request.GET or None, violations=seen)
    page = Paginator(form.filtered(), pages.PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form}
    return render(request, "councils/violation_list.html", context)


@require_safe
def violation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Facts, explanation, what the Council made of it, and what may be done."""
    violation = access.violation_for(request.user, pk)
    context = pages.violation_page(request.user, violation)
    return render(request, "councils/violation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def violation_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record a violation against an association."""
    association, written = access.association_to_hold(request.user, pk), list[Violation]()
    form = ViolationForm(request.POST or None, request.FILES or None)
    act = by_now(request)
    if accepted(
        form,
        lambda: written.append(actions.record_violation(association, **act, **form.cleaned_data)),
    ):
        messages.success(request, _("The violation is recorded; the association is told."))
        return redirect(written[0])
    context = {"form": form, "association": association}
    return render(request, "councils/violation_record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def violation_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the association to explain."""
    violation = access.violation_to_register(request.user, pk)
    form = AskForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.ask_for_explanation(violation, **act, **form.cleaned_data)):
        messages.success(request, _("The association is asked to explain."))
        return redirect(violation)
    context = {"form": form, "violation": violation}
    return render(request, "councils/violation_ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def violation_explain(request: SignedInRequest, pk: int) -> HttpResponse:
    """The association's explanation."""
    violation = access.violation_to_explain(request.user, pk)
    form = ExplanationForm(request.POST or None, request.FILES or None)
    act = by_now(request)
    if accepted(form, lambda: actions.explain_violation(violation, **act, **form.cleaned_data)):
        messages.success(request, _("The explanation is sent."))
        return redirect(violation)
    context = {"form": form, "violation": violation}
    return render(request, "councils/violation_explain.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def violation_put(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put it on the agenda of a meeting of the Council."""
    violation = access.violation_to_register(request.user, pk)
    council = council_on(timezone.localdate())
    agendas = actions.open_agendas(council) if council else Meeting.objects.none()
    form = PutForm(request.POST or None, initial=proposed_item(violation), agendas=agendas)
    act = by_now(request)
    if accepted(form, lambda: actions.put_violation(violation, **act, **form.cleaned_data)):
        messages.success(request, _("The violation is put before the Council."))
        return redirect(violation)
    context = {"form": form, "violation": violation, "agendas": agendas}
    return render(request, "councils/violation_put.html", context)


@require_safe
def violation_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Evidence, or a file of the explanation."""
    return file_response(access.file_of_violation(request.user, pk), inline=True)
