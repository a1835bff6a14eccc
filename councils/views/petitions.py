"""Petitions for disciplinary liability (cl. 14.5)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from bodies.access import body_to
from councils import access, actions
from councils.forms import PetitionAnswerForm, PetitionFilter, PetitionForm, PetitionSendForm
from councils.models import Petition
from councils.views import pages
from meetings.views.acting import accepted, by_now
from records.responses import file_response


@require_safe
def petition_list(request: SignedInRequest) -> HttpResponse:
    """Petitions one may read, filtered by the address."""
    seen = access.visible_petitions(request.user, timezone.localdate())
    form = PetitionFilter(request.GET or None, petitions=seen)
    found = form.filtered().with_everything().newest_first()
    page = Paginator(found, pages.PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form, "kept": pages.council_to_petition(request.user)}
    return render(request, "councils/petition_list.html", context)


@require_safe
def petition_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter, where it went, what was answered."""
    petition = access.petition_for(request.user, pk)
    may = request.user.has_perm("bodies.petition", petition.council)
    context = {"petition": petition, "may_keep": may}
    return render(request, "councils/petition_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_draw_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new letter; its number is given with it."""
    council, written = body_to(request.user, "petition", pk), list[Petition]()
    form = PetitionForm(request.POST or None, council=council, today=timezone.localdate())
    act = by_now(request)
    if accepted(form, lambda: written.append(actions.draw_up_petition(**act, **form.cleaned_data))):
        messages.success(request, _("The petition is drawn up and numbered."))
        return redirect(written[0])
    return render(request, "councils/petition_draw_up.html", {"form": form, "council": council})


@require_http_methods(["GET", "HEAD", "POST"])
def petition_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record that the letter went out."""
    petition = access.petition_to_keep(request.user, pk)
    form = PetitionSendForm(request.POST or None, initial={"sent_on": timezone.localdate()})
    act = by_now(request)
    if accepted(form, lambda: actions.send_petition(petition, **act, **form.cleaned_data)):
        messages.success(request, _("Recorded as sent."))
        return redirect(petition)
    return render(request, "councils/petition_send.html", {"form": form, "petition": petition})


@require_http_methods(["GET", "HEAD", "POST"])
def petition_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record the employer's answer."""
    petition = access.petition_to_keep(request.user, pk)
    form = PetitionAnswerForm(request.POST or None, request.FILES or None)
    act = by_now(request)
    if accepted(form, lambda: actions.answer_petition(petition, **act, **form.cleaned_data)):
        messages.success(request, _("The answer is recorded."))
        return redirect(petition)
    return render(request, "councils/petition_answer.html", {"form": form, "petition": petition})


@require_safe
def petition_file(request: SignedInRequest, pk: int, which: str) -> FileResponse:
    """`letter`: what is sent; `answer`: what came back."""
    petition = access.petition_for(request.user, pk)
    stored = {"letter": petition.letter, "answer": petition.answer_file}.get(which)
    if stored is None:
        raise Http404
    return file_response(stored, inline=True)
