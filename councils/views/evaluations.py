"""Evaluations of associations and their members (cl. 13.11)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from bodies.offices import Verb
from councils import access, actions
from councils.forms import DraftForm, EvaluationFilter, EvaluationForm, SubjectForm
from councils.models import Evaluation
from councils.views import pages
from meetings.views.acting import accepted, attempt, by_now


@require_safe
def evaluation_list(request: SignedInRequest) -> HttpResponse:
    """Evaluations one may read, filtered by the address."""
    seen = access.visible_evaluations(request.user, timezone.localdate())
    form = EvaluationFilter(request.GET or None, evaluations=seen)
    found = form.filtered().with_scores().newest_first()
    page = Paginator(found, pages.PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "councils/evaluation_list.html", {"page": page, "filter": form})


@require_safe
def evaluation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Scores, conclusion, and what may be done."""
    evaluation = access.evaluation_for(request.user, pk)
    context = pages.evaluation_page(request.user, evaluation)
    return render(request, "councils/evaluation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft on an association, or on the member that `?person=` names."""
    association = access.association_to_evaluate(request.user, pk)
    today, written = timezone.localdate(), list[Evaluation]()
    subject = SubjectForm(request.GET or None, association=association, today=today)
    person = subject.chosen
    form = DraftForm(request.POST or None, of_person=person is not None, today=today)
    act: dict[str, Any] = {"person": person, **by_now(request)}
    if accepted(
        form,
        lambda: written.append(actions.draft_evaluation(association, **act, **form.opinion())),
    ):
        messages.success(request, _("The draft is saved."))
        return redirect(written[0])
    context = {"form": form, "subject": subject, "association": association, "person": person}
    return render(request, "councils/evaluation_draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    evaluation = access.evaluation_to(request.user, pk, Verb.PREPARE_EVALUATION)
    form = EvaluationForm(
        request.POST or None, of_person=evaluation.person_id is not None, evaluation=evaluation
    )
    act = by_now(request)
    if accepted(form, lambda: actions.edit_evaluation(evaluation, **act, **form.opinion())):
        messages.success(request, _("The draft is saved."))
        return redirect(evaluation)
    context = {"form": form, "evaluation": evaluation}
    return render(request, "councils/evaluation_edit.html", context)


@require_POST
def evaluation_finalise(request: SignedInRequest, pk: int) -> HttpResponse:
    """From here on nothing in it changes."""
    evaluation = access.evaluation_to(request.user, pk, Verb.EVALUATE)
    done, act = _("The evaluation is final."), by_now(request)
    attempt(request, lambda: actions.finalise_evaluation(evaluation, **act), done=done)
    return redirect(evaluation)


@require_POST
def evaluation_show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let its subject read it."""
    evaluation = access.evaluation_to(request.user, pk, Verb.EVALUATE)
    done, act = _("The evaluation is shown; its subject is told."), by_now(request)
    attempt(request, lambda: actions.show_evaluation(evaluation, **act), done=done)
    return redirect(evaluation)
