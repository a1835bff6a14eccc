"""Votes as they are conducted: opening, closing, papers and hall votes entered, methods agreed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings import access
from meetings.actions import annulling, casting, closing, reminding, sheets, voting
from meetings.documents import sitting
from meetings.errors import CastingVoteAwaited
from meetings.forms.session import ActForm, ReasonForm
from meetings.forms.voting import (
    AnnounceForm,
    CloseForm,
    HallVoteForm,
    RemoteDecisionForm,
    WrittenForm,
)
from meetings.responses import page
from meetings.views import scene
from meetings.views.acting import worded

any_of = require_http_methods(["GET", "HEAD", "POST"])
CONSOLE = "meetings:meeting_console"


@any_of
def vote_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check roll, quorum, text and rule; then put the item to the vote."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    form = ActForm.of(request)
    if form.act(voting.open_vote, vote, by=request.user, at=timezone.now()):
        messages.success(request, _("The vote is open."))
        return redirect(CONSOLE, vote.item.meeting_id)
    return page(request, "meetings/console_vote_open.html", form, scene.of_vote(vote))


@any_of
def vote_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has voted and who has not; then close. On a tie the presiding person is asked first."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    form = CloseForm.of(request)
    if form.act(voting.close_vote, vote, by=request.user, at=timezone.now()):
        return redirect("meetings:vote_result", pk)
    context = scene.of_vote(vote) | {
        "awaited": isinstance(form.violation, CastingVoteAwaited),
        "absent_chair_decides": voting.absent_chair_decides(vote),
    }
    return page(request, "meetings/console_vote_close.html", form, context)


@require_POST
def vote_announce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say when the vote will be closed: every screen counts down by the server's clock."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    form = AnnounceForm.of(request)
    if form.act(closing.announce_close, vote, by=request.user, at=timezone.now()):
        messages.success(request, _("The close is announced."))
        return redirect("meetings:vote_close", pk)
    context = scene.of_vote(vote) | {"announce_form": form}
    return page(request, "meetings/console_vote_close.html", form, context)


@any_of
def vote_annul(request: SignedInRequest, pk: int) -> HttpResponse:
    """Annul a vote gone wrong, with the reason; the question is taken again."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    form = ReasonForm.of(request)
    if form.act(annulling.annul, vote, by=request.user, at=timezone.now()):
        messages.success(request, _("The vote is annulled; the question can be taken again."))
        return redirect(CONSOLE, vote.item.meeting_id)
    return page(request, "meetings/console_vote_annul.html", form, scene.of_vote(vote))


@require_safe
def vote_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """The outcome with its arithmetic, and the roll call: an open ballot (cl. 10, 20)."""
    vote = access.vote_for(request.user, pk)
    access.meeting_to_sit_in(request.user, vote.item.meeting_id)
    return render(request, "meetings/room_result.html", scene.result(vote))


@any_of
def hall_vote_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the vote of a member in the hall who has no device."""
    vote, _keys = access.vote_to_conduct(request.user, pk)
    context = scene.of_vote(vote)
    abstain = context["procedure"].allow_abstain
    form = HallVoteForm.of(request, rows=context["rows"], allow_abstain=abstain)
    if form.act(casting.enter_in_hall, vote, by=request.user, at=timezone.now()):
        messages.success(request, _("The vote is entered; the member is told."))
        return redirect(CONSOLE, vote.item.meeting_id)
    return page(request, "meetings/console_hall_vote.html", form, context)


@any_of
def written_ballot_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a member's signed paper with its scan (cl. 27.4)."""
    meeting = access.meeting_to(request.user, pk, "enter_written_ballot")
    form = WrittenForm.of(
        request, votes=sheets.remote_votes(meeting), lines=sitting.attendance(meeting),
        allow_abstain=meeting.procedure().allow_abstain,
    )  # fmt: skip
    if form.act(sheets.enter_sheet, meeting, by=request.user, at=timezone.now()):
        messages.success(
            request,
            _("The written ballot is entered and the member is told; it counts once a second "
              "person has confirmed it."),
        )  # fmt: skip
        return redirect(form.result)
    return page(request, "meetings/written_ballot.html", form, {"meeting": meeting})


@require_POST
def absentee_remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind those who vote from afar and have not (cl. 20): one press."""
    meeting = access.meeting_to(request.user, pk, "agree_method")
    form = ActForm.of(request)
    if form.act(reminding.remind_absent, meeting, by=request.user, at=timezone.now()):
        text = _("Members reminded: %(count)s.") % {"count": form.result}
        messages.success(request, text)
    else:
        messages.error(request, worded(form.violation))
    return redirect(CONSOLE, pk)


@any_of
def remote_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """The Secretariat agrees to a member's electronic method, or refuses with a reason."""
    asked = access.remote_request_to_decide(request.user, pk)
    form = RemoteDecisionForm.of(request)
    if form.act(casting.decide_remote, asked, by=request.user, at=timezone.now()):
        messages.success(request, _("The member has your answer."))
        return redirect(CONSOLE, asked.meeting_id)
    context = {"asked": asked, "meeting": asked.meeting}
    return page(request, "meetings/remote_decision.html", form, context)
