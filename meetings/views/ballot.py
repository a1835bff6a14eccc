"""A member's own ballots: one question per screen, checked once, cast, and a receipt."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings import access
from meetings.actions import casting, drafts
from meetings.forms.voting import RemoteRequestForm
from meetings.models import Ballot
from meetings.responses import NO_CONTENT, page
from meetings.views import booth

any_of = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 30


@any_of
def ballot_cast(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose, check, cast. Who may not vote now reads why instead."""
    if receipt := booth.cast_at_once(request, pk):
        return receipt
    vote = access.vote_to_answer(request.user, pk)
    form, draft = booth.question(request, vote)
    if form.is_cast and form.act(casting.cast, vote, by=request.user, at=timezone.now()):
        return redirect("meetings:ballot_receipt", form.result.pk)
    context = booth.of(vote, request.user) | {"draft": draft}
    if not context["verdict"].allowed:
        return booth.already(request, context) or booth.ineligible(request, context)
    if form.to_check:
        drafts.keep(context["meeting"], choices={vote.pk: form.cleaned_data["choice"]},
                    by=request.user, at=timezone.now())  # fmt: skip
        return render(request, "meetings/ballot_check.html", context | {"form": form})
    return page(request, "meetings/ballot.html", form, context)


@require_POST
def ballot_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """A choice tapped is kept at once, so that a reload or another device brings it back."""
    vote = access.vote_for(request.user, pk)
    context = booth.of(vote, request.user)
    form, _draft = booth.question(request, vote)
    if not context["verdict"].allowed or not form.is_valid():
        return HttpResponse(status=NO_CONTENT)
    return booth.kept(request, context["meeting"], {vote.pk: form.cleaned_data["choice"]})


@require_safe
def ballot_receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was recorded, when by the server's clock, and where to find it in the roll call."""
    ballot = access.own_ballot(request.user, pk)
    return render(request, "meetings/receipt.html", booth.receipt(ballot, request.user))


@any_of
def absentee_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """All items on one sheet, for a member whose electronic method is agreed (cl. 20)."""
    meeting = access.meeting_for(request.user, pk)
    context = booth.absentee(meeting, request.user)
    if context["refusal"]:
        return booth.ineligible(request, context)
    form = booth.sheet(request, context)
    booth.keep_sheet(request, form, meeting)
    if form.later:
        return redirect("meetings:absentee_sheet", pk)
    if form.to_check:
        return render(request, "meetings/ballot_sheet_check.html", context | {"form": form})
    if form.is_cast and form.act(casting.cast_all, meeting, by=request.user, at=timezone.now()):
        return redirect("meetings:absentee_receipts", pk)
    return page(request, "meetings/ballot_sheet.html", form, context)


@require_POST
def absentee_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """The half-filled sheet is kept at every tap."""
    meeting = access.meeting_for(request.user, pk)
    context = booth.absentee(meeting, request.user)
    form = booth.sheet(request, context)
    if context["refusal"] or not form.chosen:
        return HttpResponse(status=NO_CONTENT)
    return booth.kept(request, meeting, form.chosen)


@require_safe
def absentee_receipts(request: SignedInRequest, pk: int) -> HttpResponse:
    """The receipts of one's own ballots in this meeting."""
    meeting = access.meeting_of_own(request.user, pk)
    own = Ballot.objects.counted().filter(
        vote__item__meeting=meeting, membership__user=request.user
    )
    rows = own.select_related("vote__item").order_by("vote__item__position")
    context = {"meeting": meeting, "receipts": booth.receipts(rows)}
    return render(request, "meetings/receipt_list.html", context)


@any_of
def remote_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member who cannot take part asks to vote by another electronic method (cl. 20)."""
    meeting = access.meeting_of_own(request.user, pk)
    form = RemoteRequestForm.of(request)
    if form.act(casting.request_remote, meeting, by=request.user, at=timezone.now()):
        return redirect("meetings:remote_request", pk)
    asked = meeting.remote_requests.filter(membership__user=request.user).first()
    context: dict[str, Any] = {"meeting": meeting, "asked": asked}
    return page(request, "meetings/remote_request.html", form, context)


@require_safe
def my_ballots(request: SignedInRequest) -> HttpResponse:
    """Every ballot one has cast, the newest first, changed and void ones included."""
    own = Ballot.objects.filter(membership__user=request.user).order_by("-pk")
    rows = own.select_related("vote__item__meeting__body")
    ballots = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": ballots, "receipts": booth.receipts(ballots)}
    return render(request, "meetings/ballot_history.html", context)
