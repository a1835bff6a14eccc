"""What each page of the sitting is drawn from; the number of queries does not grow with people."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from bodies.rules.procedure import ChoicesVisible
from meetings import access
from meetings.access import Keys
from meetings.actions import reminding, sheets
from meetings.actions.closing import announced
from meetings.documents import pulse, sitting
from meetings.documents.counting import forecast, quorum_now
from meetings.documents.eligibility import electors
from meetings.documents.explanation import literal_sentence, quorum_sentence
from meetings.documents.sitting import ItemLine, Line
from meetings.forms.session import AttendanceForm
from meetings.forms.voting import AnnounceForm
from meetings.models import AgendaItem, Meeting, Vote, WrittenPaper
from meetings.states import BEFORE_SESSION, MeetingState, RequestState, VoteState
from meetings.views import screens


def sitting_now(meeting: Meeting) -> dict[str, Any]:
    """Who is there, what that makes of the quorum, where each item stands, the vote in hand."""
    lines = sitting.attendance(meeting)
    items = sitting.items(meeting, lines)
    verdict = quorum_now(meeting)
    in_session = meeting.state == MeetingState.IN_SESSION
    return {
        "meeting": meeting,
        "lines": lines,
        "heads": sitting.heads(lines),
        "items": items,
        "quorum": verdict,
        "quorum_sentence": quorum_sentence(verdict),
        "literal_sentence": literal_sentence(verdict),
        "presiding": sitting.presides(meeting, lines),
        "before": meeting.state in BEFORE_SESSION,
        "in_session": in_session,
        "quorum_lost": in_session and not verdict.reached,
        "can_open": meeting.state == MeetingState.NOTIFIED,
        "markable": meeting.state in (MeetingState.NOTIFIED, MeetingState.IN_SESSION),
    } | _vote_in_hand(meeting, items, lines)


def _vote_in_hand(meeting: Meeting, items: list[ItemLine], lines: list[Line]) -> dict[str, Any]:
    """The open vote with who has voted; before the close how they voted only by the rules."""
    current = next((item for item in items if item.open), None)
    if current is None or current.vote is None:
        return {"current": None}
    # What the lines of the ballots are drawn from knows the meeting already.
    current.item.meeting = current.vote.item.meeting = meeting
    rows = sitting.ballots(current.vote, lines)
    return {
        "current": current,
        "rows": rows,
        "voted": [row for row in rows if row.choice],
        "silent": sitting.may_still_vote(rows),
        "recused": [row for row in rows if row.recused],
        "entitled": sum(1 for row in rows if row.choice or (row.line.attends and not row.recused)),
        "choices_shown": meeting.procedure().choices_visible == ChoicesVisible.LIVE,
    }


def console(meeting: Meeting, keys: Keys, request: HttpRequest) -> dict[str, Any]:
    """The whole console."""
    state = {"mark": pulse.mark(meeting)} | sitting_now(meeting) | {"keys": keys}
    rows = meeting.operator_orders.select_related("operator", "ordered_by__user")
    orders = list(rows.order_by("pk"))
    requests = meeting.remote_requests.select_related("membership__user")
    return (
        state
        | screens.page("console", state)
        | {
            "guests": list(meeting.guests.order_by("pk")),
            "orders": orders,
            "keys_given": any(order.ordered_by.user_id == request.user.pk for order in orders),
            "remote_requests": [
                {"asked": asked, "open": asked.state == RequestState.REQUESTED}
                for asked in requests.order_by("pk")
            ],
            "remote_open": bool(sheets.remote_votes(meeting)),
            "papers": papers_of(meeting),
            "awaited": reminding.awaited(meeting).count() if keys.agrees_methods else 0,
            "unmarked_answers": [line for line in state["lines"] if line.suggested],
            "forecast": forecast_sentence(meeting),
            "recusal": meeting.procedure().recusal,
        }
    )


def closing_of(vote: Vote) -> dict[str, Any] | None:
    """The announced close and the server's clock, for a countdown."""
    said = announced(vote)
    return {"until": said.closes_at, "now": timezone.now()} if said else None


def papers_of(meeting: Meeting, vote: Vote | None = None) -> list[WrittenPaper]:
    """Written ballots in the order they were entered, of one vote or of all. One query."""
    rows = meeting.papers.select_related("membership__user", "entered_by")
    return list((rows.filter(choices__vote=vote) if vote else rows).order_by("pk"))


def forecast_sentence(meeting: Meeting) -> str:
    """The quorum there would be if everybody came as they answered; until the meeting opens."""
    if meeting.state != MeetingState.NOTIFIED:
        return ""
    return quorum_sentence(forecast(meeting))


def marked_line(meeting: Meeting, form: AttendanceForm) -> dict[str, Any]:
    """One row of the attendance list after its button was pressed, with why it was refused."""
    line = line_or_404(sitting.attendance(meeting), form.row)
    return {"meeting": meeting, "line": line, "markable": True, "violation": form.violation}


def opening(meeting: Meeting) -> dict[str, Any]:
    """The answers to check before the meeting opens, or is recorded as failed."""
    return sitting_now(meeting)


def closing(meeting: Meeting) -> dict[str, Any]:
    """What became of every item."""
    state = sitting_now(meeting)
    return state | {"waiting": [item for item in state["items"] if item.waits and item.vote]}


def of_item(item: AgendaItem) -> dict[str, Any]:
    """One item of a sitting."""
    return {"item": item, "meeting": item.meeting}


def of_vote(vote: Vote) -> dict[str, Any]:
    """One vote: its item, roll, quorum and who has voted."""
    meeting = vote.item.meeting
    state = sitting_now(meeting)
    rows = sitting.ballots(vote, state["lines"])
    return state | {
        "vote": vote,
        "item": vote.item,
        "line": next((line for line in state["items"] if line.item.pk == vote.item_id), None),
        "rows": rows,
        "voted": [row for row in rows if row.choice],
        "silent": sitting.may_still_vote(rows),
        "recused": [row for row in rows if row.recused],
        "procedure": meeting.procedure(),
        "materials": list(vote.item.materials.select_related("file").order_by("pk")),
        "papers": papers_of(meeting, vote),
        "closing": closing_of(vote),
        "announce_form": AnnounceForm() if vote.state == VoteState.OPEN else None,
    }


def room(meeting: Meeting, user: User, request: HttpRequest) -> dict[str, Any]:
    """The whole room; updates can be paused (WCAG 2.2.2)."""
    state = {"mark": pulse.mark(meeting)} | room_state(meeting, user)
    paused = {"paused": request.GET.get("updates") == "off"}
    return state | screens.page("room", state, own(state, user.pk)) | paused


def room_state(meeting: Meeting, user: User) -> dict[str, Any]:
    """The whole room; the reader's own row is pointed out."""
    state = room_facts(meeting)
    return state | own(state, user.pk) | {"conducts": access.keys_of(user, meeting).any}


def room_facts(meeting: Meeting) -> dict[str, Any]:
    """What everybody in the room sees alike, with the last result and its roll call."""
    state = sitting_now(meeting)
    closed = [item for item in state["items"] if item.closed and item.vote]
    latest = max(closed, key=lambda item: item.vote.closed_at, default=None)
    return state | {
        "latest": latest,
        "roll_call": sitting.ballots(latest.vote, state["lines"]) if latest else [],
    }


def own(state: dict[str, Any], user: int) -> dict[str, Any]:
    """Where one person stands among these facts."""
    return {
        "mine": next((row for row in state.get("rows", []) if row.line.user == user), None),
        "me": next((line for line in state["lines"] if line.user == user), None),
    }


def own_on(screen: str, state: dict[str, Any], user: int) -> dict[str, Any]:
    """What one person's screen shows that others do not; one that votes, what keeps it from it."""
    if screen == "room":
        return own(state, user)
    if screen != "ballot":
        return {}
    if "electors" not in state:
        state["electors"] = electors(state["meeting"], state["items"], state["lines"])
    return {"verdicts": state["electors"].verdicts(user)}


def line_or_404(lines: list[Line], membership: int) -> Line:
    """The line of one member of the composition."""
    for line in lines:
        if line.membership == membership:
            return line
    raise Http404


def result(vote: Vote) -> dict[str, Any]:
    """A vote's outcome and its roll call; the names only when the vote is closed, or by the rules."""
    meeting = vote.item.meeting
    lines = sitting.attendance(meeting)
    shown = vote.state in (VoteState.CLOSED, VoteState.ANNULLED) or (
        vote.state == VoteState.OPEN and meeting.procedure().choices_visible == ChoicesVisible.LIVE
    )
    rows = sitting.ballots(vote, lines)
    item = sitting.line_of(vote.item, vote, lines, voted={})
    return {
        "meeting": meeting, "item": vote.item, "vote": vote, "line": item, "rows": rows,
        "shown": shown, "tally": item.outcome.tally if item.outcome else None,
        "none": sum(1 for row in rows if not row.choice and not row.recused),
        "disputed": [paper for paper in papers_of(meeting, vote) if paper.disputed_at],
        "again": vote.item.vote if vote.is_annulled else None,
        "annulled": item.annulled,
    }  # fmt: skip
