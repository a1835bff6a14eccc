"""Who is told what about carrying a decision out, and the daily reminders of due days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from accounts.actions import notify
from accounts.models import User
from bodies.backends import holders
from bodies.offices import Verb
from meetings.actions.permit import day_of
from meetings.documents.texts import LANGUAGES, title_facts
from minutes.actions.execution_permit import executors
from minutes.models import Execution, ExecutionAlert

DUE_ALERTS = (7, 1)
"""So many days before the due day the responsible are reminded; once it has passed, once more."""
PASSED = 0
TO_KEEPERS = ("execution_reported",)


def tell(execution: Execution, kind: str, *, at: datetime, **params: Any) -> None:
    """The responsible; of a report the Centre and the Council's secretary."""
    day = day_of(at)
    told = keepers(execution, day) if kind in TO_KEEPERS else executors(execution, day)
    _send(execution, kind, told, **params)


def keepers(execution: Execution, day: date) -> list[User]:
    """The Centre and the Council's secretary."""
    return holders(execution.decision.item.meeting.body, Verb.DRAW_UP_MINUTES, day)


def remind_of_execution(today: date) -> int:
    """Remind of decisions due in 7 days and in 1, and of overdue ones; each once.

    The responsible are told, of an overdue one the Centre and the Council's secretary too. Returns
    how many decisions were told of. A due day that was extended is reminded of anew.
    """
    told = 0
    for execution in _due(today):
        left = (execution.due_on - today).days
        marks = [mark for mark in DUE_ALERTS if left <= mark] if left >= 0 else [PASSED]
        given = {alert.days for alert in execution.alerts.all() if alert.due_on == execution.due_on}
        if min(marks) in given:
            continue
        ExecutionAlert.objects.bulk_create(
            [ExecutionAlert(execution=execution, due_on=execution.due_on, days=mark)
             for mark in marks if mark not in given],
            ignore_conflicts=True,
        )  # fmt: skip
        people = executors(execution, today)
        if left < 0:
            _send(execution, "execution_overdue", [*people, *keepers(execution, today)])
        else:
            _send(execution, "execution_due", people, days=left)
        told += 1
    return told


def _due(today: date) -> Iterable[Execution]:
    rows = Execution.objects.due_by(today + timedelta(days=max(DUE_ALERTS)))
    found: Iterable[Execution] = (
        rows.with_decision().prefetch_related("alerts").order_by("due_on", "pk")
    )
    return found


def _send(execution: Execution, kind: str, recipients: Iterable[User], **params: Any) -> None:
    decision = execution.decision
    meeting = decision.item.meeting
    notify(
        recipients=recipients,
        kind=kind,
        path=decision.get_absolute_url(),
        params={
            "body": {language: meeting.body.short_name(language) for language in LANGUAGES},
            "number": decision.number,
            "title": title_facts(decision.item),
            "due_on": execution.due_on.isoformat(),
            "responsible": ", ".join(execution.responsible("kk")),
            **params,
        },
    )
