"""What each live screen is drawn from: parts that follow the meeting while the page stays.

A part holds no form. The page has each in a place of its own, so a change redraws that place and
nothing else; a form somebody is filling is never among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bodies.rules.procedure import ChoicesVisible
from meetings.actions.casting import refusal_text
from meetings.documents import display, sitting
from meetings.models import Meeting

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A screen as it stands: its parts, and what is said to those who listen instead of looking.

    `voice` tells those who see the same from those who do not.
    """

    mark: str
    at: str
    parts: Mapping[str, SafeString] = field(default_factory=dict)
    said: str = ""
    alert: str = ""
    alert_text: str = ""
    voice: tuple[Any, ...] = ()

    def since(self, seen: Mapping[str, str]) -> dict[str, Any]:
        """As JSON, with only those parts that differ from the ones `seen`."""
        return {
            "mark": self.mark,
            "at": self.at,
            "parts": {name: html for name, html in self.parts.items() if seen.get(name) != html},
            "said": self.said,
            "alert": [self.alert, self.alert_text],
        }


def _room(state: Context, own: Context) -> dict[str, SafeString]:
    """The open vote is drawn for each voice, the names in it and everything else once."""
    if "room_parts" not in state:
        state["progress"] = (
            _drawn("meetings/_vote_progress.html", state) if state["current"] else ""
        )
        state["room_parts"] = _templates(
            state,
            standing="meetings/_live_standing.html",
            alarm="meetings/_vote_alarm.html",
            result="meetings/_live_result.html",
            agenda="meetings/_live_agenda.html",
            quorum="meetings/_vote_quorum.html",
        )
    return {**state["room_parts"], "vote": _drawn("meetings/_live_vote.html", state | own)}


def _console(state: Context, own: Context) -> dict[str, SafeString]:
    return _templates(
        state | {"conducting": True},
        alarm="meetings/_vote_alarm.html",
        progress="meetings/_live_progress.html",
        quorum="meetings/_vote_quorum.html",
    )


def _ballot(state: Context, own: Context) -> dict[str, SafeString]:
    """One part for each vote, annulled ones too: the page of a ballot has the place for its own.

    Whoever may not vote any more is told by which rule, before the form is sent.
    """
    parts = {}
    for row in state["items"]:
        for vote in row.annulled:
            parts[f"vote-{vote.pk}"] = _drawn(
                "meetings/_live_annulled.html", {"vote": vote, "again": row.vote}
            )
        if row.vote is not None:
            verdict = own.get("verdicts", {}).get(row.vote.pk)
            refusal = refusal_text(verdict) if verdict and not verdict.allowed else ""
            parts[f"vote-{row.vote.pk}"] = _drawn(
                "meetings/_live_ballot.html",
                state | {"row": row, "refusal": refusal, "verdict": verdict},
            )
    return parts


def _display(state: Context, own: Context) -> dict[str, SafeString]:
    return _templates(
        state | hall(state),
        head="meetings/_display_head.html",
        item="meetings/_display_item.html",
        ring="meetings/_display_ring.html",
        counts="meetings/_display_counts.html",
        seats="meetings/_display_seats.html",
        foot="meetings/_display_foot.html",
    )


DRAWN_BY: dict[str, Callable[[Context, Context], dict[str, SafeString]]] = {
    "room": _room,
    "console": _console,
    "ballot": _ballot,
    "display": _display,
}


def hall(state: Context) -> Context:
    """What only the hall's display shows: the item looked at, its ballots, ring and seats."""
    meeting: Meeting = state["meeting"]
    shown = display.item_in_hand(state["items"], state["current"])
    rows = state.get("rows", [])
    if shown is not None and shown.closed and shown.vote is not None:
        rows = sitting.ballots(shown.vote, state["lines"])
    live = meeting.procedure().choices_visible == ChoicesVisible.LIVE
    choices_shown = shown is not None and (shown.closed or (shown.open and live))
    return {
        "shown": shown,
        "total": len(state["items"]),
        "ring": display.ring(state["quorum"]),
        "hall": display.hall(
            state["lines"], rows, presiding=state["presiding"], choices_shown=choices_shown
        ),
        "choices_shown": choices_shown,
        "counts": display.counts(rows) if choices_shown else None,
        "voted_count": sum(1 for row in rows if row.choice),
        "whole": display.integrity(meeting.stream),
    }


def page(screen: str, state: Context, own: Context | None = None) -> Context:
    """What a page with live parts needs: the parts as they stand, and up to which mark.

    The mark was read before the facts: a change in between is heard of twice, never missed.
    """
    now = drawn(screen, state, own or {})
    return {"parts": now.parts, "drawn": now}


def pace() -> dict[str, int]:
    """Milliseconds: how often the stream beats, a page asks by itself, a listener is spoken to."""
    return {
        "beat": int(settings.LIVE_BEAT * 1000),
        "poll": int(settings.LIVE_POLL * 1000),
        "say": int(settings.LIVE_SAY * 1000),
    }


def clock() -> str:
    """The time of day to the second, in Astana: when something was true."""
    return timezone.localtime().strftime("%H:%M:%S")


def drawn(screen: str, state: Context, own: Context, voice: tuple[Any, ...] = ()) -> Drawn:
    """One screen from these facts, which hold the `mark` up to which they are true."""
    current = state["current"]
    return Drawn(
        mark=state["mark"],
        at=clock(),
        parts=DRAWN_BY[screen](state, own),
        said=_said(state),
        alert=f"open-{current.vote.pk}" if current else "",
        alert_text=_("Voting on item %(number)s is open.") % {"number": current.item.position}
        if current
        else "",
        voice=voice,
    )


def _said(state: Context) -> str:
    """One sentence, said when it has changed and never more often than every few seconds."""
    current = state["current"]
    if current is None:
        return str(state["quorum_sentence"])
    return _("Item %(number)s: %(n)s of %(of)s have voted") % {
        "number": current.item.position, "n": len(state["voted"]), "of": state["entitled"],
    }  # fmt: skip


def _templates(context: Context, **templates: str) -> dict[str, SafeString]:
    return {name: _drawn(template, context) for name, template in templates.items()}


def _drawn(template: str, context: Context) -> SafeString:
    return mark_safe(render_to_string(template, context).strip())  # noqa: S308 - our own template
