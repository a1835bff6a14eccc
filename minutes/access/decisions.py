"""Fetch-and-authorise for decisions: readers of the minutes, and whoever carries a decision out.

The responsible of a decision may know of it without having sat in the meeting; the minutes
themselves stay with their own readers.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from minutes.access.reading import visible_minutes
from minutes.actions.execution_permit import executions_of, may_accept, may_execute, may_keep
from minutes.models import Decision, Execution, ExecutionFile, in_force
from minutes.querysets import DecisionQuerySet
from minutes.states import EXECUTION_OPEN, TO_CARRY_OUT, ExecutionState
from records.models import StoredFile


def visible_decisions(user: User, day: date) -> DecisionQuerySet:
    """Decisions in minutes `user` may read that day, and those `user` is responsible for."""
    read = visible_minutes(user, day).signed().values("pk")
    own = executions_of(user, day).values("decision")
    found: DecisionQuerySet = Decision.objects.filter(Q(minutes__in=read) | Q(pk__in=own))
    return found


def decision_for(user: User, pk: int) -> Decision:
    """A decision `user` may read; 404 otherwise."""
    seen = visible_decisions(user, timezone.localdate()).with_everything()
    decision: Decision = get_object_or_404(
        seen.select_related("item__meeting__body__parent__parent"), pk=pk
    )
    return decision


def decision_to_assign(user: User, pk: int) -> Decision:
    """For the Council's secretary and the Centre (cl. 12)."""
    decision = decision_for(user, pk)
    if not may_keep(user, decision.item.meeting.body, timezone.localdate()):
        raise PermissionDenied
    return decision


def execution_to_keep(user: User, pk: int) -> Execution:
    """The execution of this decision, for the Council's secretary and the Centre."""
    return _execution(decision_to_assign(user, pk))


def execution_to_accept(user: User, pk: int) -> Execution:
    """The execution of this decision, for the Centre."""
    decision = decision_for(user, pk)
    if not may_accept(user, decision.item.meeting.body, timezone.localdate()):
        raise PermissionDenied
    return _execution(decision)


def execution_to_carry_out(user: User, pk: int) -> Execution:
    """The execution of this decision, for the responsible."""
    execution = _execution(decision_for(user, pk))
    if not may_execute(user, execution, timezone.localdate()):
        raise PermissionDenied
    return execution


def execution_file(user: User, pk: int) -> StoredFile:
    """Evidence of a report, for readers of the decision."""
    line = get_object_or_404(
        ExecutionFile.objects.select_related("file", "event__execution"), pk=pk
    )
    decision_for(user, line.event.execution.decision_id)
    return line.file


def _execution(decision: Decision) -> Execution:
    execution: Execution | None = getattr(decision, "execution", None)
    if execution is None:
        raise Http404
    return execution


def open_acts(user: User, decision: Decision, day: date) -> dict[str, bool]:
    """What `user` may do about this decision now, by the names the page asks for."""
    council = decision.item.meeting.body
    execution: Execution | None = getattr(decision, "execution", None)
    keeps = may_keep(user, council, day)
    if execution is None:
        return {"may_assign": keeps and in_force(decision.item)}
    going = execution.state in EXECUTION_OPEN
    turn = execution.state in TO_CARRY_OUT and may_execute(user, execution, day)
    return {
        "may_keep": keeps and going,
        "may_start": turn and execution.state == ExecutionState.ASSIGNED,
        "may_report": turn,
        "may_accept": execution.state == ExecutionState.REPORTED and may_accept(user, council, day),
    }
