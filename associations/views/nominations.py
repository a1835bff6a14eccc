"""Nominations: put forward by a member, voted on, approved, confirmed (cl. 15, 27.5)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from associations import access, actions
from associations.documents.nominations import nomination_page
from associations.documents.proposals import proposed_item
from associations.forms import (
    ApprovalForm,
    FilesForm,
    NominationFilter,
    NominationForm,
    RejectionForm,
    WithdrawalForm,
)
from associations.models import Nomination
from meetings.forms.agenda import PutForm
from meetings.models import Meeting
from meetings.states import MeetingState
from meetings.views.acting import accepted, by_now
from records.responses import file_response

any_of = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 25


@require_safe
def nomination_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The nominations to one association, filtered by the address."""
    body = access.association_to_read(request.user, pk)
    form = NominationFilter(request.GET or None, nominations=body.nominations.all())
    page = Paginator(form.filtered(), PER_PAGE).get_page(request.GET.get("page"))
    may = request.user.has_perm("bodies.nominate", body) and body.exists_on(timezone.localdate())
    context = {"body": body, "page": page, "filter": form, "may_nominate": may}
    return render(request, "associations/nomination_list.html", context)


@any_of
def nominate(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member puts a candidate forward (REQ-11)."""
    body, made = access.association_to_nominate(request.user, pk), list[Nomination]()
    form = NominationForm(request.POST or None, request.FILES or None)
    given, act = form.particulars, by_now(request)
    if accepted(form, lambda: made.append(actions.nominate(body, **given(), **act))):
        messages.success(request, _("The candidate is nominated; the administrators are told."))
        return redirect(made[0])
    return render(request, "associations/nominate.html", {"body": body, "form": form})


@require_safe
def nomination_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is put forward and why, how far it has come, whose turn it is."""
    page = nomination_page(access.nomination_for(request.user, pk), request.user)
    context = {"page": page, "form": FilesForm()}
    return render(request, "associations/nomination_detail.html", context)


@require_POST
def nomination_attach(request: SignedInRequest, pk: int) -> HttpResponse:
    """Further files of the nominator."""
    nomination = access.own_nomination(request.user, pk)
    form, act = FilesForm(request.POST, request.FILES), by_now(request)
    deed = actions.attach_to_nomination
    if accepted(form, lambda: deed(nomination, **act, **form.cleaned_data)):
        messages.success(request, _("The files are attached."))
        return redirect(nomination)
    page = nomination_page(access.nomination_for(request.user, pk), request.user)
    return render(request, "associations/nomination_detail.html", {"page": page, "form": form})


@any_of
def nomination_put(request: SignedInRequest, pk: int) -> HttpResponse:
    """The secretary puts it on a draft agenda of the association."""
    nomination = access.nomination_to(request.user, pk, "compose_agenda")
    drafts = Meeting.objects.of([nomination.body]).in_state(MeetingState.DRAFT)
    agendas = drafts.with_body().soonest_first()
    form = PutForm(request.POST or None, initial=proposed_item(nomination), agendas=agendas)
    act = by_now(request)
    if accepted(form, lambda: actions.put_nomination(nomination, **act, **form.cleaned_data)):
        messages.success(request, _("The nomination is put on the agenda."))
        return redirect(nomination)
    context = {"nomination": nomination, "form": form, "agendas": agendas}
    return render(request, "associations/nomination_put.html", context)


@any_of
def nomination_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """An administrator approves it by the act that appoints (REQ-12)."""
    nomination = access.nomination_to(request.user, pk, "manage_members")
    form = ApprovalForm(
        request.POST or None, request.FILES or None,
        initial={"effective_on": timezone.localdate()},
    )  # fmt: skip
    act, deed = by_now(request), actions.approve_nomination
    if accepted(form, lambda: deed(nomination, **act, **form.approval())):
        messages.success(request, _("Approved: the ministry confirms it."))
        return redirect(nomination)
    context = {"nomination": nomination, "form": form}
    return render(request, "associations/nomination_approve.html", context)


@any_of
def nomination_reject(request: SignedInRequest, pk: int) -> HttpResponse:
    """An administrator rejects it, with a reason."""
    nomination = access.nomination_to(request.user, pk, "manage_members")
    form, act = RejectionForm(request.POST or None), by_now(request)
    if accepted(form, lambda: actions.reject_nomination(nomination, **act, **form.cleaned_data)):
        messages.success(request, _("Rejected; whoever nominated is told why."))
        return redirect(nomination)
    context = {"nomination": nomination, "form": form, "act": "reject"}
    return render(request, "associations/nomination_end.html", context)


@any_of
def nomination_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """The nominator takes it back."""
    nomination = access.own_nomination(request.user, pk)
    form, act = WithdrawalForm(request.POST if request.method == "POST" else None), by_now(request)
    if accepted(form, lambda: actions.withdraw_nomination(nomination, **act, **form.cleaned_data)):
        messages.success(request, _("The nomination is withdrawn."))
        return redirect(nomination)
    context = {"nomination": nomination, "form": form, "act": "withdraw"}
    return render(request, "associations/nomination_end.html", context)


@require_safe
def nomination_file(request: SignedInRequest, pk: int) -> FileResponse:
    """What speaks for a candidate."""
    return file_response(access.file_of_nomination(request.user, pk), inline=True)
