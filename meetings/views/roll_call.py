"""A vote name by name: called out, taken back, on paper; and who does not vote on an item."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings import access
from meetings.actions import casting, recusing, roll_call
from meetings.forms.roll_call import PaperForm, RecusalForm
from meetings.forms.session import ActForm
from meetings.forms.voting import HallVoteForm
from meetings.responses import page
from meetings.views import calling, scene

any_of = require_http_methods(["GET", "HEAD", "POST"])
CONSOLE = "meetings:meeting_console"


@any_of
def vote_roll_call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Names in the order of the roll; each answer is entered and the next name follows."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    context = calling.of(vote, request)
    abstain = context["procedure"].allow_abstain
    form = HallVoteForm.of(request, rows=context["rows"], allow_abstain=abstain)
    if form.act(casting.enter_in_hall, vote, by=request.user, at=timezone.now()):
        return calling.onward(vote, after=form.result.membership_id)
    return page(request, "meetings/console_roll_call.html", form, context)


@require_POST
def roll_call_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back the vote entered last, and ask that member again."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    context = calling.of(vote, request)
    form = ActForm.of(request)
    seat = calling.last_entered(vote, request.user)
    how = {"membership": seat, "by": request.user, "at": timezone.now()}
    if seat is None or form.act(roll_call.take_back, vote, **how):
        return calling.onward(vote, at=seat.pk if seat else None)
    return page(request, "meetings/console_roll_call.html", form, context)


@require_safe
def paper_sheets(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sheets to print before the day: every item to be voted on with the roll and boxes."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    return render(request, "meetings/paper_sheets.html", calling.sheets_of(meeting))


@any_of
def paper_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what the signed sheet says, all rows at once, with its scan."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    context = scene.of_vote(vote)
    rows = [row for row in context["rows"] if row.callable]
    abstain = context["procedure"].allow_abstain
    form = PaperForm.of(request, rows=rows, allow_abstain=abstain)
    if form.act(roll_call.enter_paper, vote, by=request.user, at=timezone.now()):
        said = _("Entered from paper: %(n)s. The members are told.") % {"n": len(form.result)}
        messages.success(request, said)
        return redirect(CONSOLE, vote.item.meeting_id)
    return page(request, "meetings/paper_enter.html", form, context)


@any_of
def item_recuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name a member whom the item concerns; those named so far."""
    item, _keys = access.item_to_conduct(request.user, pk)
    context = calling.recusals_of(item)
    form = context["adding"] = RecusalForm.of(request, rows=context["rows"])
    if form.act(recusing.recuse, item, by=request.user, at=timezone.now()):
        messages.success(request, _("The member does not vote on this item and is told."))
        return redirect("meetings:item_recuse", pk)
    return page(request, "meetings/console_recuse.html", form, context)


@require_POST
def recusal_lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the member vote after all."""
    recusal, _keys = access.recusal_to_conduct(request.user, pk)
    context = calling.recusals_of(recusal.item)
    form = ActForm.of(request)
    if form.act(recusing.lift, recusal, by=request.user, at=timezone.now()):
        messages.success(request, _("The member votes on this item."))
        return redirect("meetings:item_recuse", recusal.item_id)
    shown = context | {"adding": RecusalForm(rows=context["rows"])}
    return page(request, "meetings/console_recuse.html", form, shown)
