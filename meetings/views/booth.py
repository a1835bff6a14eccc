"""What the pages of a member's own ballots are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.errors import RuleViolation
from accounts.kazakh.dates import long_datetime
from accounts.models import User
from accounts.requests import SignedInRequest
from meetings.actions import casting, drafts, sheets
from meetings.documents.standing import roll_line
from meetings.forms.voting import BallotForm, SheetForm
from meetings.models import Ballot, BallotDraft, Meeting, Vote
from meetings.responses import FORBIDDEN
from meetings.rules.channel import ChannelVerdict, Refusal, VoteState
from meetings.rules.receipt import code
from meetings.states import Channel, Choice
from meetings.states import VoteState as State
from meetings.views.scene import closing_of

STRANGERS = (Refusal.NOT_ON_ROLL, Refusal.NOT_VOTING)


def of(vote: Vote, user: User) -> dict[str, Any]:
    """One item on one screen, and whether this person may vote on it now."""
    meeting = vote.item.meeting
    verdict = sheets.verdict_for(vote, user)
    return {
        "vote": vote,
        "item": vote.item,
        "meeting": meeting,
        "total": meeting.items.on_agenda().count(),
        "materials": list(vote.item.materials.select_related("file").order_by("pk")),
        "procedure": meeting.procedure(),
        "verdict": verdict,
        "channel": str(Channel(verdict.channel.value).label) if verdict.channel else "",
        "own": own_ballot(vote, user),
        "user": user,
        "closing": partial(closing_of, vote),  # asked for by the pages that show it
    } | _refusal(verdict)


def cast_at_once(request: SignedInRequest, vote: int) -> HttpResponse | None:
    """A checked choice of somebody on the roll of the open meeting: nothing else is read first.

    None for all that needs a page: somebody else, nothing cast yet, a refusal to be worded there.
    """
    if "cast" not in request.POST or (line := roll_line(vote, request.user)) is None:
        return None
    choice = request.POST.get("choice", "")
    try:
        ballot = casting.cast_on(line, choice=choice, at=timezone.now())
    except RuleViolation:
        return None
    return redirect("meetings:ballot_receipt", ballot.pk)


def question(request: SignedInRequest, vote: Vote) -> tuple[BallotForm, BallotDraft | None]:
    """The ballot, with the choice this voter has tapped and not cast; never any other."""
    draft = None
    if request.method != "POST":
        draft = drafts.kept([vote], request.user).get(vote.pk)
    form: BallotForm = BallotForm.of(
        request, allow_abstain=vote.item.meeting.procedure().allow_abstain,
        initial={"choice": draft.choice} if draft else None,
    )  # fmt: skip
    return form, draft


def sheet(request: HttpRequest, context: dict[str, Any]) -> SheetForm:
    """All items on one sheet, with what was tapped and what was cast before."""
    said = _said(context)
    form: SheetForm = SheetForm.of(
        request, votes=context["votes"], allow_abstain=context["procedure"].allow_abstain,
        initial={f"vote_{pk}": choice for pk, choice in said.items()},
    )  # fmt: skip
    return form


def _said(context: dict[str, Any]) -> dict[int, str]:
    """The voter's choice by vote: tapped since, else cast. Two queries."""
    votes, user = context["votes"], context["user"]
    drafted = drafts.kept(votes, user)
    own = Ballot.objects.counted().filter(vote__in=votes, membership__user=user)
    cast = dict(own.values_list("vote", "choice"))
    said = cast | {pk: draft.choice for pk, draft in drafted.items()}
    moments = [draft.kept_at for draft in drafted.values()]
    context |= {"cast": cast, "answered": len(said), "kept_at": max(moments, default=None)}
    return said


def keep_sheet(request: SignedInRequest, form: SheetForm, meeting: Meeting) -> None:
    """What is filled in is kept before it is checked, complete or not."""
    if form.chosen and not form.is_cast:
        drafts.keep(meeting, choices=form.chosen, by=request.user, at=timezone.now())


def kept(request: SignedInRequest, meeting: Meeting, choices: dict[int, str]) -> HttpResponse:
    """The words under a form whose taps are kept."""
    now = timezone.now()
    drafts.keep(meeting, choices=choices, by=request.user, at=now)
    return render(request, "meetings/_ballot_kept.html", {"kept_at": now})


def already(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """The answer was lost and the vote has closed since: the same choice is the same receipt."""
    own = context["own"]
    if "cast" in request.POST and own and request.POST.get("choice") == own.choice:
        return redirect("meetings:ballot_receipt", own.pk)
    return None


def _refusal(verdict: ChannelVerdict) -> dict[str, Any]:
    if verdict.allowed:
        return {"refusal": ""}
    return {
        "refusal": casting.refusal_text(verdict),
        "clause": verdict.clause,
        "stranger": verdict.refusal in STRANGERS,
        "may_request": verdict.refusal == Refusal.METHOD_NOT_AGREED,
    }


def own_ballot(vote: Vote, user: User) -> Ballot | None:
    """The ballot of this person that stands."""
    found: Ballot | None = Ballot.objects.counted().filter(vote=vote, membership__user=user).first()
    return found


def ineligible(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Why one may not vote now, by which clause, whom to ask; 403 for who has no vote here."""
    status = FORBIDDEN if context["stranger"] else None
    return render(request, "meetings/ballot_refused.html", context, status=status)


def absentee(meeting: Meeting, user: User) -> dict[str, Any]:
    """The sheet of a member who votes from afar, or why there is none."""
    votes = sheets.remote_votes(meeting)
    state = VoteState.REMOTE if votes else VoteState.CLOSED
    verdict = sheets.verdict_on(meeting, user, state)
    if verdict.channel is not None and not verdict.channel.from_afar:
        verdict = ChannelVerdict(
            channel=None, refusal=Refusal.PRESENT_IN_HALL, clause=verdict.clause
        )
    return {
        "meeting": meeting, "votes": votes, "procedure": meeting.procedure(), "own": None,
        "user": user,
    } | _refusal(verdict)  # fmt: skip


def receipt(ballot: Ballot, user: User) -> dict[str, Any]:
    """What the voter keeps."""
    vote = ballot.vote
    last = Ballot.objects.filter(vote=vote, membership=ballot.membership_id).latest("revision")
    return {
        "ballot": ballot,
        "vote": vote,
        "item": vote.item,
        "meeting": vote.item.meeting,
        "code": code(ballot.receipt),
        "rows": [
            {"key": _("Item"), "value": f"{vote.item.position}. {vote.item.title()}"},
            {"key": _("Your vote"), "value": choice_name(ballot)},
            {"key": _("Recorded at"), "value": recorded(ballot)},
            {"key": _("How it came"), "value": ballot.get_channel_display()},
            {"key": _("Fingerprint of the text"), "value": ballot.text_hash[:16]},
        ],
        "superseded": last.pk != ballot.pk,
        "last": last,
        "open": vote.state in (State.REMOTE, State.OPEN),
        "closed": vote.state == State.CLOSED,
        "following": following(ballot),
    }


def choice_name(ballot: Ballot) -> str:
    """In words; a voiding revision has none."""
    return str(Choice(ballot.choice).label) if ballot.choice else _("void")


def recorded(ballot: Ballot) -> str:
    """By the server's clock, to the minute and the second, Astana time."""
    second = timezone.localtime(ballot.cast_at).strftime(":%S")
    return long_datetime(ballot.cast_at, (get_language() or "kk")[:2]) + second


def following(ballot: Ballot) -> Vote | None:
    """The next item this member can vote on in the same way and has not."""
    states = [State.REMOTE, State.OPEN] if ballot.channel == Channel.ABSENTEE else [State.OPEN]
    cast = Ballot.objects.counted().filter(membership=ballot.membership_id).values("vote")
    votes = Vote.objects.filter(
        item__meeting=ballot.vote.item.meeting_id, state__in=states
    ).exclude(pk__in=cast)
    found: Vote | None = votes.select_related("item").order_by("item__position").first()
    return found


def receipts(ballots: Iterable[Ballot]) -> list[dict[str, Any]]:
    """Ballots as a list shows them."""
    return [
        {
            "ballot": ballot,
            "choice_name": choice_name(ballot),
            "recorded": recorded(ballot),
            "code": code(ballot.receipt),
            "url": reverse("meetings:ballot_receipt", args=[ballot.pk]),
        }
        for ballot in ballots
    ]
