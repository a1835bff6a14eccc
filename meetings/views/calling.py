"""What the pages of a roll call, of its paper sheet and of recusals are drawn from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User
from bodies.models import Membership
from meetings.documents import sitting
from meetings.documents.sitting import BallotLine
from meetings.models import AgendaItem, Ballot, Meeting, Recusal, Vote
from meetings.states import Channel
from meetings.views import scene


def of(vote: Vote, request: HttpRequest) -> dict[str, Any]:
    """The roll, whose turn it is, and the vote entered last.

    `?member=` asks for one member, `?after=` for the next who is silent after one.
    """
    state = scene.of_vote(vote)
    called = [row for row in state["rows"] if row.callable]
    turn = _asked_for(called, request.GET.get("member", "")) or _next_silent(
        called, after=request.GET.get("after", "")
    )
    last = last_entered(vote, request.user) if isinstance(request.user, User) else None
    return state | {
        "called": called,
        "turn": turn,
        "answered": sum(1 for row in called if row.choice),
        "last": next((row for row in called if last and row.line.membership == last.pk), None),
    }


def _asked_for(called: list[BallotLine], member: str) -> BallotLine | None:
    return next((row for row in called if str(row.line.membership) == member), None)


def _next_silent(called: list[BallotLine], *, after: str) -> BallotLine | None:
    members = [str(row.line.membership) for row in called]
    start = members.index(after) + 1 if after in members else 0
    return next((row for row in called[start:] if not row.choice), None)


def last_entered(vote: Vote, by: User) -> Membership | None:
    """The member whose vote `by` entered last and which still stands."""
    ballot = (
        Ballot.objects.counted()
        .filter(vote=vote, entered_by=by, channel=Channel.HALL)
        .select_related("membership__user")
        .order_by("-pk")
        .first()
    )
    return ballot.membership if ballot else None


def onward(vote: Vote, *, after: int | None = None, at: int | None = None) -> HttpResponseRedirect:
    """To the next name after one, or back to one."""
    asked = {"after": after} if after else {"member": at} if at else {}
    address = reverse("meetings:vote_roll_call", args=[vote.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}" if asked else address)


def sheets_of(meeting: Meeting) -> dict[str, Any]:
    """A sheet for every item still to be voted on: the roll with boxes and room to sign."""
    state = scene.sitting_now(meeting)
    papers = []
    for line in state["items"]:
        if line.vote is not None and (line.votable or line.open):
            line.item.meeting = line.vote.item.meeting = meeting
            recused = sitting.recusals(line.item)
            rows = [
                {"line": one, "recused": recused.get(one.membership, "")}
                for one in state["lines"]
                if one.voting
            ]
            papers.append({"item": line.item, "vote": line.vote, "rows": rows})
    return state | {"papers": papers, "procedure": meeting.procedure()}


def recusals_of(item: AgendaItem) -> dict[str, Any]:
    """Who does not vote on the item, and who could be named."""
    lines = sitting.attendance(item.meeting)
    recused = sitting.recusals(item)
    return scene.of_item(item) | {
        "provided": item.meeting.procedure().recusal,
        "rows": [
            BallotLine(line, recused=recused.get(line.membership, ""))
            for line in lines
            if line.voting
        ],
        "recusals": [
            {"recusal": one, "name": sitting.name_of(one.membership_id, lines)}
            for one in Recusal.objects.in_force().filter(item=item).order_by("pk")
        ],
    }
