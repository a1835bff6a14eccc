"""A written ballot after it was entered: confirmed, refused, disputed (cl. 27.4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from meetings import access
from meetings.actions import papers
from meetings.forms.discussion import DisputeForm, PaperReasonForm
from meetings.forms.session import ActForm
from meetings.models import WrittenPaper
from meetings.responses import page
from meetings.rules.receipt import code
from meetings.states import VoteState
from records.responses import file_response

TEMPLATE = "meetings/paper_detail.html"


@require_safe
def paper_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the paper says, its scan, who entered and who confirmed it."""
    paper = access.paper_for(request.user, pk)
    return render(request, TEMPLATE, shown(paper, request.user))


@require_safe
def paper_scan(request: SignedInRequest, pk: int) -> FileResponse:
    """The scan of the signed paper."""
    return file_response(access.paper_for(request.user, pk).scan)


@require_POST
def paper_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The second person has compared the scan with what was entered: the ballot counts."""
    paper = access.paper_for(request.user, pk)
    form = ActForm.of(request)
    if form.act(papers.confirm_paper, paper, by=request.user, at=timezone.now()):
        messages.success(request, _("The written ballot is confirmed and counts."))
        return redirect(paper)
    return page(request, TEMPLATE, form, shown(paper, request.user))


@require_POST
def paper_refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Not accepted, with the reason; the member is told."""
    paper = access.paper_for(request.user, pk)
    form = PaperReasonForm.of(request)
    if form.act(papers.refuse_paper, paper, by=request.user, at=timezone.now()):
        messages.success(request, _("The written ballot is not accepted; the member is told."))
        return redirect(paper)
    return page(request, TEMPLATE, form, shown(paper, request.user) | {"reason_form": form})


@require_POST
def paper_dispute(request: SignedInRequest, pk: int) -> HttpResponse:
    """The member says that this is not their vote: one press."""
    paper = access.paper_for(request.user, pk)
    form = DisputeForm.of(request)
    if form.act(papers.dispute_paper, paper, by=request.user, at=timezone.now()):
        messages.success(request, _("Your dispute is recorded and goes into the minutes."))
        return redirect(paper)
    return page(request, TEMPLATE, form, shown(paper, request.user))


def shown(paper: WrittenPaper, user: User) -> dict[str, Any]:
    """The page, and which buttons this person has on it; the acts ask again."""
    own = paper.membership.user_id == user.pk
    second = papers.may_confirm(paper, user, timezone.now())
    choices = paper.choices.select_related("vote__item", "ballot").order_by("vote__item__position")
    rows = [
        {"said": said, "receipt": code(said.ballot.receipt) if said.ballot else "",
         "late": paper.counts and said.ballot is None}
        for said in choices
    ]  # fmt: skip
    states = {said.vote.state for said in choices}
    return {
        "paper": paper,
        "meeting": paper.meeting,
        "rows": rows,
        "own": own,
        "running": bool(states & {VoteState.REMOTE, VoteState.OPEN}),
        "may_dispute": own and paper.disputed_at is None and paper.state != "refused",
        "may_confirm": second and paper.waits and paper.disputed_at is None,
        "may_refuse": paper.waits and (second or user.pk == paper.entered_by_id),
        "dispute_form": DisputeForm(),
        "reason_form": PaperReasonForm(),
    }
