"""A removal as its page shows it: the way it has come, what is next and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.kazakh import dates
from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import ChangeKind, ChangeState, Membership, keeper_of
from bodies.offices import Verb
from councils.models import Removal, RemovalFile
from councils.models.removal import RETURNED
from councils.states import RemovalState

BEFORE_THE_VOTE = (RemovalState.PROPOSED, RemovalState.ON_AGENDA)


@dataclass(frozen=True)
class RemovalPage:
    """Everything the page shows, and what this person may do."""

    removal: Removal
    grounds: list[RemovalFile]
    enclosed: list[RemovalFile]
    steps: list[dict[str, str]]
    next_step: str
    events: list[dict[str, Any]]
    reads_change: bool
    puts: bool
    executes: bool
    withdraws: bool
    answers: bool


def removal_page(removal: Removal, user: User) -> RemovalPage:
    """The page as `user` may see it."""
    today, state = timezone.localdate(), removal.state
    keeper = verbs_on(user, keeper_of(removal.membership.body, ChangeKind.REMOVAL), today)
    files = list(removal.files.select_related("file").order_by("pk"))
    side = RemovalFile.Side
    return RemovalPage(
        removal=removal,
        grounds=[each for each in files if each.side == side.GROUNDS],
        enclosed=[each for each in files if each.side == side.STATEMENT],
        steps=_steps(removal),
        next_step=_next_step(state),
        events=_events(removal),
        reads_change=bool(keeper & {Verb.MANAGE_MEMBERS, Verb.CONFIRM_COMPOSITION})
        or removal.membership.user_id == user.pk,
        puts=state == RemovalState.PROPOSED
        and Verb.COMPOSE_AGENDA in verbs_on(user, removal.council, today),
        executes=state == RemovalState.ADOPTED and Verb.MANAGE_MEMBERS in keeper,
        withdraws=state == RemovalState.PROPOSED and removal.proposed_by_id == user.pk,
        answers=removal.membership.user_id == user.pk
        and removal.stated_at is None
        and state in BEFORE_THE_VOTE,
    )


def first_possible_day(seat: Membership, today: date) -> date:
    """Proposed to the administrator: tomorrow, so that the member still sits today."""
    return max(today, seat.starts_on) + timedelta(days=1)


def _steps(removal: Removal) -> list[dict[str, str]]:
    """Proposed, decided by the Council, executed by an administrator, confirmed."""
    way = [
        (RemovalState.PROPOSED, pgettext("step of a removal", "Proposed")),
        (RemovalState.ADOPTED, pgettext("step of a removal", "Decision of the Council")),
        (RemovalState.EXECUTED, pgettext("step of a removal", "Executed by an administrator")),
        (RemovalState.REMOVED, pgettext("step of a removal", "Confirmed by the ministry")),
    ]
    order = [state for state, _label in way]
    done = order.index(removal.state) if removal.state in order else 0
    ended = removal.state in (RemovalState.NOT_ADOPTED, RemovalState.WITHDRAWN)
    marks = ["done" if place <= done else "later" for place in range(len(way))]
    if done + 1 < len(way):
        marks[done + 1] = "failed" if ended else "now"
    return [{"label": label, "state": mark} for (_s, label), mark in zip(way, marks, strict=True)]


def _next_step(state: RemovalState) -> str:
    """What happens next, and who does it; nothing at the end."""
    match state:
        case RemovalState.PROPOSED:
            return _("Next: the Council's secretary or the Centre puts it on the agenda.")
        case RemovalState.ON_AGENDA:
            return _("Next: the Council votes.")
        case RemovalState.VOTED:
            return _("Next: the minutes are signed; only then the decision is in force.")
        case RemovalState.ADOPTED:
            return _("Next: an administrator executes the decision.")
        case RemovalState.EXECUTED:
            return _("Next: the ministry confirms the change of composition.")
    return ""


def _events(removal: Removal) -> list[dict[str, Any]]:
    """The story so far, the oldest first."""
    events = [_event(_("Proposed"), removal.proposed_at, removal.proposed_by.full_name())]
    if removal.stated_at is not None:
        member = removal.membership.user.full_name()
        events.append(_event(_("The member has answered"), removal.stated_at, member))
    if removal.item is not None:
        meeting = removal.item.meeting
        events.append(_event(_("On the Council's agenda"), meeting.scheduled_for, str(meeting),
                             removal.item.title()))  # fmt: skip
    change = removal.change
    if change is not None:
        by = change.drawn_up_by.full_name() if change.drawn_up_by else ""
        events.append(_event(_("Executed"), change.drawn_up_at, by, str(change.act)))
        events += _decision(removal)
    if removal.withdrawn_at is not None:
        by = removal.proposed_by.full_name()
        events.append(_event(_("Withdrawn"), removal.withdrawn_at, by, removal.reason, "bad"))
    return events


def _decision(removal: Removal) -> list[dict[str, Any]]:
    change = removal.change
    if change is None or change.decided_at is None:
        return []
    by = change.decided_by.full_name() if change.decided_by else ""
    if change.state in RETURNED:
        return [_event(_("Not confirmed"), change.decided_at, by, change.decision_reason, "bad")]
    if change.state != ChangeState.CONFIRMED:
        return []
    last = _("Last day in the composition: %(day)s") % {
        "day": dates.short_date(change.last_day_before)
    }
    return [_event(_("Confirmed"), change.decided_at, by, last)]


def _event(title: str, at: datetime, who: str, text: str = "", kind: str = "") -> dict[str, Any]:
    moment = timezone.localtime(at)
    return {"title": title, "at": f"{moment:%d.%m.%Y %H:%M}", "who": who, "text": text,
            "kind": kind}  # fmt: skip
