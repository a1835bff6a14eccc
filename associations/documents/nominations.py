"""A nomination as its page shows it: the way it has come, what is next and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.kazakh import dates
from accounts.models import User
from associations.models import Nomination, NominationFile
from associations.models.nomination import RETURNED
from associations.states import NominationState
from bodies.backends import verbs_on
from bodies.models import ChangeState
from bodies.offices import Verb

OPEN = (NominationState.NOMINATED, NominationState.SUPPORTED)
WITHDRAWABLE = (*OPEN, NominationState.ON_AGENDA, NominationState.VOTED)
AT_AN_END = (
    NominationState.REJECTED, NominationState.WITHDRAWN, NominationState.NOT_SUPPORTED,
)  # fmt: skip


@dataclass(frozen=True)
class NominationPage:
    """Everything the page shows, and what this person may do."""

    nomination: Nomination
    files: list[NominationFile]
    steps: list[dict[str, str]]
    next_step: str
    events: list[dict[str, Any]]
    reads_change: bool
    puts: bool
    approves: bool
    rejects: bool
    withdraws: bool
    attaches: bool


def nomination_page(nomination: Nomination, user: User) -> NominationPage:
    """The page as `user` may see it."""
    today = timezone.localdate()
    verbs = verbs_on(user, nomination.body, today)
    voted = nomination.body.procedure_on(today).nomination_vote
    state, alive = nomination.state, nomination.body.exists_on(today)
    own = alive and nomination.nominated_by.user_id == user.pk
    administers = alive and Verb.MANAGE_MEMBERS in verbs
    return NominationPage(
        nomination=nomination,
        files=list(nomination.files.select_related("file", "added_by").order_by("pk")),
        steps=_steps(nomination, voted=voted),
        next_step=_next_step(state, voted=voted),
        events=_events(nomination),
        reads_change=bool(verbs & {Verb.MANAGE_MEMBERS, Verb.CONFIRM_COMPOSITION})
        or state == NominationState.CONFIRMED,
        puts=alive and voted and state == NominationState.NOMINATED
        and Verb.COMPOSE_AGENDA in verbs,
        approves=administers
        and state == (NominationState.SUPPORTED if voted else NominationState.NOMINATED),
        rejects=administers and state in OPEN,
        withdraws=own and state in WITHDRAWABLE,
        attaches=own and state == NominationState.NOMINATED,
    )  # fmt: skip


def _steps(nomination: Nomination, *, voted: bool) -> list[dict[str, str]]:
    """Nominated, voted on where the rules say so, approved, confirmed."""
    way = [
        (NominationState.NOMINATED, pgettext("step of a nomination", "Nominated")),
        (NominationState.SUPPORTED, pgettext("step of a nomination", "Vote of the association")),
        (NominationState.APPROVED, pgettext("step of a nomination", "Approved by an act")),
        (NominationState.CONFIRMED, pgettext("step of a nomination", "Confirmed by the ministry")),
    ]
    if not voted and nomination.item is None:
        del way[1]
    reached = _reached(nomination)
    order = [state for state, _label in way]
    done = order.index(reached) if reached in order else 0
    ended = nomination.state in AT_AN_END
    marks = ["done" if place <= done else "later" for place in range(len(way))]
    if done + 1 < len(way):
        marks[done + 1] = "failed" if ended else "now"
    return [{"label": label, "state": mark} for (_s, label), mark in zip(way, marks, strict=True)]


def _reached(nomination: Nomination) -> NominationState:
    """The last step that is behind it."""
    state = nomination.state
    if state in (NominationState.SUPPORTED, NominationState.APPROVED, NominationState.CONFIRMED):
        return state
    return NominationState.NOMINATED


def _next_step(state: NominationState, *, voted: bool) -> str:
    """What happens next, and who does it; nothing at the end."""
    administrator = _("Next: an administrator approves it by the act that appoints, or rejects it.")
    match state:
        case NominationState.NOMINATED if voted:
            return _("Next: the secretary puts it on the association's agenda.")
        case NominationState.NOMINATED | NominationState.SUPPORTED:
            return administrator
        case NominationState.ON_AGENDA:
            return _("Next: the association votes.")
        case NominationState.VOTED:
            return _("Next: the minutes are signed; only then the decision is in force.")
        case NominationState.APPROVED:
            return _("Next: the ministry confirms the change of composition.")
    return ""


def _events(nomination: Nomination) -> list[dict[str, Any]]:
    """The story so far, the oldest first."""
    events = [
        _event(_("Nominated"), nomination.nominated_at, nomination.nominated_by.user.full_name())
    ]
    if nomination.item is not None:
        meeting = nomination.item.meeting
        events.append(_event(_("On the association's agenda"), meeting.scheduled_for,
                             str(meeting), nomination.item.title()))  # fmt: skip
    change = nomination.change
    if change is not None:
        by = change.drawn_up_by.full_name() if change.drawn_up_by else ""
        events.append(_event(_("Approved by an act"), change.drawn_up_at, by, str(change.act)))
        events += _decision(nomination)
    if nomination.rejected_at is not None:
        by = nomination.rejected_by.full_name() if nomination.rejected_by else ""
        events.append(_event(_("Rejected"), nomination.rejected_at, by, nomination.reason, "bad"))
    if nomination.withdrawn_at is not None:
        by = nomination.nominated_by.user.full_name()
        events.append(_event(_("Withdrawn"), nomination.withdrawn_at, by, nomination.reason, "bad"))
    return events


def _decision(nomination: Nomination) -> list[dict[str, Any]]:
    change = nomination.change
    if change is None or change.decided_at is None:
        return []
    by = change.decided_by.full_name() if change.decided_by else ""
    if change.state in RETURNED:
        return [_event(_("Not confirmed"), change.decided_at, by, change.decision_reason, "bad")]
    if change.state != ChangeState.CONFIRMED or change.took_effect_on is None:
        return []
    first = _("First day in the composition: %(day)s") % {"day": _day(change.took_effect_on)}
    return [_event(_("Confirmed"), change.decided_at, by, first)]


def _event(title: str, at: datetime, who: str, text: str = "", kind: str = "") -> dict[str, Any]:
    moment = timezone.localtime(at)
    return {"title": title, "at": f"{moment:%d.%m.%Y %H:%M}", "who": who, "text": text,
            "kind": kind}  # fmt: skip


def _day(day: date) -> str:
    return dates.short_date(day)
