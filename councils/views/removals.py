"""Removals: proposed to the Council, answered, decided, executed (cl. 14.4)."""

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
from councils.documents.removal_page import first_possible_day, removal_page
from councils.documents.removals import proposed_removal
from councils.forms import (
    ExecutionForm,
    RemovalFilter,
    RemovalForm,
    RemovalWithdrawalForm,
    StatementForm,
)
from councils.models import Removal
from meetings.forms.agenda import PutForm
from meetings.views.acting import accepted, by_now
from records.responses import file_response

any_of = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 25


@require_safe
def removal_list(request: SignedInRequest) -> HttpResponse:
    """Removals one may read, filtered by the address."""
    seen = access.visible_removals(request.user, timezone.localdate())
    form = RemovalFilter(request.GET or None, removals=seen)
    page = Paginator(form.filtered(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "councils/removal_list.html", {"page": page, "filter": form})


@any_of
def removal_propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose to the Council that a member be removed."""
    seat, made = access.seat_to_remove(request.user, pk), list[Removal]()
    form = RemovalForm(request.POST or None, request.FILES or None)
    act, deed = by_now(request), actions.propose_removal
    if accepted(form, lambda: made.append(deed(seat, **act, **form.cleaned_data))):
        messages.success(request, _("The removal is proposed; the member is told."))
        return redirect(made[0])
    return render(request, "councils/removal_propose.html", {"seat": seat, "form": form})


@require_safe
def removal_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whose seat, on what grounds, how far it has come, whose turn it is."""
    page = removal_page(access.removal_for(request.user, pk), request.user)
    return render(request, "councils/removal_detail.html", {"page": page})


@any_of
def removal_put(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put it on a draft agenda of the Council, naming the membership."""
    removal = access.removal_to_put(request.user, pk)
    agendas = actions.open_agendas(removal.council).with_body()
    form = PutForm(request.POST or None, initial=proposed_removal(removal), agendas=agendas)
    act = by_now(request)
    if accepted(form, lambda: actions.put_removal(removal, **act, **form.cleaned_data)):
        messages.success(request, _("The removal is put on the Council's agenda."))
        return redirect(removal)
    context = {"removal": removal, "form": form, "agendas": agendas}
    return render(request, "councils/removal_put.html", context)


@any_of
def removal_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The member's own statement, before the vote."""
    removal = access.removal_of_oneself(request.user, pk)
    form = StatementForm(request.POST or None, request.FILES or None)
    act = by_now(request)
    if accepted(form, lambda: actions.answer_removal(removal, **act, **form.cleaned_data)):
        messages.success(request, _("Your statement is given to the Council."))
        return redirect(removal)
    return render(request, "councils/removal_answer.html", {"removal": removal, "form": form})


@any_of
def removal_execute(request: SignedInRequest, pk: int) -> HttpResponse:
    """An administrator executes the Council's decision (REQ-13)."""
    removal = access.removal_to_execute(request.user, pk)
    seat = actions.present_seat(removal.membership)
    first = first_possible_day(seat, timezone.localdate())
    form = ExecutionForm(request.POST or None, initial={"effective_on": first})
    act = by_now(request)
    if accepted(form, lambda: actions.execute_removal(removal, **act, **form.cleaned_data)):
        messages.success(request, _("Executed: the ministry confirms it."))
        return redirect(removal)
    context = {"removal": removal, "form": form, "seat": seat}
    return render(request, "councils/removal_execute.html", context)


@any_of
def removal_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whoever proposed it takes it back."""
    removal = access.own_removal(request.user, pk)
    sent = request.POST if request.method == "POST" else None
    form, act = RemovalWithdrawalForm(sent), by_now(request)
    if accepted(form, lambda: actions.withdraw_removal(removal, **act, **form.cleaned_data)):
        messages.success(request, _("The removal is withdrawn; the member is told."))
        return redirect(removal)
    return render(request, "councils/removal_withdraw.html", {"removal": removal, "form": form})


@require_safe
def removal_file(request: SignedInRequest, pk: int) -> FileResponse:
    """What the grounds rest on, or what the member encloses."""
    return file_response(access.file_of_removal(request.user, pk), inline=True)
