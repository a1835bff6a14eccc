"""The discussion of one item: comments and the speakers' list (cl. 27.1)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import SignedInRequest
from meetings import access
from meetings.actions import discussing
from meetings.documents import sitting
from meetings.forms.discussion import CommentForm, FloorForm
from meetings.models import AgendaItem
from meetings.responses import page
from meetings.states import MeetingState
from meetings.views.acting import attempt, by_now

TEMPLATE = "meetings/discussion.html"
ADDRESS = "meetings:item_discussion"


@require_http_methods(["GET", "HEAD", "POST"])
def item_discussion(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was said on the item and who speaks; a member adds a comment."""
    item = access.item_to_discuss(request.user, pk)
    form = CommentForm.of(request)
    if form.act(discussing.comment, item, by=request.user, at=timezone.now()):
        messages.success(request, _("Your comment is written down."))
        return redirect(ADDRESS, pk)
    return page(request, TEMPLATE, form, shown(item, request.user))


@require_POST
def comment_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own comment back."""
    said = access.comment_for(request.user, pk)
    done = _("Your comment is withdrawn.")
    attempt(request, lambda: discussing.withdraw_comment(said, **by_now(request)), done=done)
    return redirect(ADDRESS, said.item_id)


@require_POST
def floor_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put oneself on the speakers' list, or take oneself off it."""
    item = access.item_to_discuss(request.user, pk)
    act = discussing.drop_from_list if "drop" in request.POST else discussing.ask_for_floor
    attempt(request, lambda: act(item, **by_now(request)))
    return redirect(ADDRESS, pk)


@require_POST
def floor_give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the floor to a member, whether they asked or not."""
    item = access.item_to_discuss(request.user, pk)
    form = FloorForm.of(request, lines=sitting.attendance(item.meeting))
    if form.act(discussing.give_floor, item, by=request.user, at=timezone.now()):
        return redirect(ADDRESS, pk)
    return page(request, TEMPLATE, form, shown(item, request.user) | {"floor_form": form})


@require_POST
def floor_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The speaker has finished."""
    item = access.item_to_discuss(request.user, pk)
    attempt(request, lambda: discussing.end_floor(item, **by_now(request)))
    return redirect(ADDRESS, pk)


def shown(item: AgendaItem, user: User) -> dict[str, Any]:
    """Everything said, in order, and what this person may do. Queries do not grow with words."""
    meeting, now = item.meeting, timezone.now()
    speeches = item.speeches.select_related("membership__user")
    waiting = list(speeches.waiting())
    running, sits = discussing.is_open(item), meeting.state == MeetingState.IN_SESSION
    leads = sits and discussing.may_lead(meeting, user, now)
    lines = sitting.attendance(meeting) if sits else []
    me = next((line for line in lines if line.user == user.pk), None)
    return {
        "item": item,
        "meeting": meeting,
        "comments": item.comments.select_related("membership__user").order_by("at", "pk"),
        "given": list(speeches.given()),
        "waiting": waiting,
        "asked": any(speech.membership.user_id == user.pk for speech in waiting),
        "running": running,
        "may_comment": running and access.is_member_of(user, meeting),
        "may_ask": running and sits and me is not None and me.attends,
        "leads": leads,
        "room": sits,
        "floor_form": FloorForm(lines=[line for line in lines if line.attends]) if leads else None,
    }
