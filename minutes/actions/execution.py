"""Carrying out the Council's decisions (cl. 12; REQ-46): each arrow of the state machine once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypedDict

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.models import Body, Organisation
from meetings.actions.permit import day_of
from minutes.actions.execution_letters import tell
from minutes.actions.execution_permit import CLAUSE, accepter, executor, keeper
from minutes.errors import (
    ExecutionRefused,
    IllegalTransition,
    RecommendatoryOnly,
    ReportMissing,
)
from minutes.models import Decision, Execution, ExecutionEvent, ExecutionFile, in_force
from minutes.states import EXECUTION_ARROWS, EXECUTION_OPEN, ExecutionAct, ExecutionState
from records.actions import store_file


class Named(TypedDict):
    """Who is responsible: one of them at least."""

    person: User | None
    organisation: Organisation | None
    association: Body | None


@transaction.atomic
def assign_execution(
    decision: Decision,
    *,
    due_on: date,
    person: User | None = None,
    organisation: Organisation | None = None,
    association: Body | None = None,
    by: User,
    at: datetime,
) -> Execution:
    """Name who carries a decision of the Council out, and until when, that day included.

    The same order sent again returns the first. Raises RecommendatoryOnly for an association's
    decision (REQ-38), NotPermitted for anybody but the Council's secretary and the Centre,
    ExecutionRefused before the decision is in force, without a responsible or for a day that has
    passed, IllegalTransition when it is assigned already.
    """
    decision = Decision.objects.select_for_update(of=("self",)).with_meeting().get(pk=decision.pk)
    meeting = decision.item.meeting
    if not meeting.body.is_council:
        raise RecommendatoryOnly(_("Association decisions are recommendatory."), clause="20")
    keeper(by, meeting.body, at)
    if not in_force(decision.item):
        raise ExecutionRefused(_("The decision is not in force yet."), clause=CLAUSE)
    named = Named(person=person, organisation=organisation, association=association)
    _require_named(**named)
    known = Execution.objects.filter(decision=decision).first()
    if known is not None:
        if known.due_on == due_on and _is_named(known, **named):
            return known
        raise IllegalTransition(
            _("This decision is assigned already: change the responsible or extend the due day."),
            clause=CLAUSE,
        )
    if due_on < day_of(at):
        raise ExecutionRefused(_("Give a due day that is still to come."), clause=CLAUSE)
    execution = Execution.objects.create(decision=decision, due_on=due_on, **named)
    _record(execution, "execution_assigned", by=by, at=at, due_on=due_on)
    tell(execution, "execution_assigned", at=at)
    return execution


@transaction.atomic
def hand_over_execution(
    execution: Execution,
    *,
    reason: str,
    person: User | None = None,
    organisation: Organisation | None = None,
    association: Body | None = None,
    by: User,
    at: datetime,
) -> Execution:
    """Name somebody else, with a reason; the state and the due day stay.

    Raises NotPermitted, IllegalTransition once it is done or cancelled, ExecutionRefused.
    """
    locked = _locked(execution)
    keeper(by, locked.decision.item.meeting.body, at)
    named = Named(person=person, organisation=organisation, association=association)
    _require_named(**named)
    if _is_named(locked, **named):
        return locked
    _require_open(locked)
    _require_reason(reason)
    locked.person, locked.organisation, locked.association = person, organisation, association
    locked.save(update_fields=["person", "organisation", "association"])
    _record(locked, "execution_handed_over", by=by, at=at, text=reason)
    tell(locked, "execution_assigned", at=at)
    return locked


@transaction.atomic
def start_execution(execution: Execution, *, by: User, at: datetime) -> Execution:
    """assigned → in progress: the responsible take it up. A second press changes nothing.

    Raises NotPermitted for anybody but the responsible, IllegalTransition.
    """
    locked = _locked(execution)
    executor(by, locked, at)
    if locked.state == ExecutionState.IN_PROGRESS:
        return locked
    _advance(locked, ExecutionState.IN_PROGRESS)
    _record(locked, "execution_started", by=by, at=at)
    return locked


@transaction.atomic
def report_execution(
    execution: Execution, *, text: str, uploads: Iterable[File], by: User, at: datetime
) -> Execution:
    """in progress, returned → reported, with the file that proves it; from assigned, taking it up.

    The Centre and the Council's secretary are told. Raises NotPermitted, ReportMissing without a
    file (REQ-46), IllegalTransition, FileRefused.
    """
    locked, files = _locked(execution), list(uploads)
    executor(by, locked, at)
    if locked.state == ExecutionState.REPORTED and _reported(locked, text, by):
        return locked
    if not files:
        raise ReportMissing(_("Attach the execution report."), clause=CLAUSE)
    if locked.state == ExecutionState.ASSIGNED:
        _advance(locked, ExecutionState.IN_PROGRESS)
        _record(locked, "execution_started", by=by, at=at)
    _advance(locked, ExecutionState.REPORTED)
    stored = [store_file(upload, by=by) for upload in files]
    event = _record(
        locked, "execution_reported", by=by, at=at, text=text, sha256=[f.sha256 for f in stored]
    )
    ExecutionFile.objects.bulk_create(ExecutionFile(event=event, file=file) for file in stored)
    tell(locked, "execution_reported", at=at)
    return locked


@transaction.atomic
def close_execution(execution: Execution, *, by: User, at: datetime, text: str = "") -> Execution:
    """reported → done, by the Centre (REQ-46); the responsible are told.

    Raises NotPermitted for anybody but the Centre, ReportMissing while there is no report to
    accept, IllegalTransition once it is cancelled.
    """
    locked = _locked(execution)
    accepter(by, locked.decision.item.meeting.body, at)
    if locked.state == ExecutionState.DONE:
        return locked
    if locked.state in EXECUTION_OPEN and locked.state != ExecutionState.REPORTED:
        raise ReportMissing(_("Attach the execution report."), clause=CLAUSE)
    _advance(locked, ExecutionState.DONE)
    _record(locked, "execution_closed", by=by, at=at, text=text)
    tell(locked, "execution_closed", at=at)
    return locked


@transaction.atomic
def return_execution(execution: Execution, *, reason: str, by: User, at: datetime) -> Execution:
    """reported → returned, by the Centre, with a reason; the responsible report again.

    Raises NotPermitted, ExecutionRefused without a reason, IllegalTransition.
    """
    locked = _locked(execution)
    accepter(by, locked.decision.item.meeting.body, at)
    if locked.state == ExecutionState.RETURNED:
        return locked
    _require_reason(reason)
    _advance(locked, ExecutionState.RETURNED)
    _record(locked, "execution_returned", by=by, at=at, text=reason)
    tell(locked, "execution_returned", at=at, reason=reason)
    return locked


@transaction.atomic
def extend_execution(
    execution: Execution, *, due_on: date, reason: str, by: User, at: datetime
) -> Execution:
    """Give a later due day, with a reason; the earlier one stays in the events.

    Raises NotPermitted, IllegalTransition once it is done or cancelled, ExecutionRefused for a day
    that is not later or has passed, and without a reason.
    """
    locked = _locked(execution)
    keeper(by, locked.decision.item.meeting.body, at)
    if locked.due_on == due_on:
        return locked
    _require_open(locked)
    _require_reason(reason)
    if due_on < locked.due_on:
        raise ExecutionRefused(
            _("A due day is extended, not shortened: give a later day."), clause=CLAUSE
        )
    if due_on < day_of(at):
        raise ExecutionRefused(_("Give a due day that is still to come."), clause=CLAUSE)
    was, locked.due_on = locked.due_on, due_on
    locked.save(update_fields=["due_on"])
    _record(locked, "execution_extended", by=by, at=at, text=reason, due_on=due_on,
          was_due_on=was.isoformat())  # fmt: skip
    tell(locked, "execution_extended", at=at, reason=reason)
    return locked


@transaction.atomic
def cancel_execution(
    execution: Execution, *, decision: Decision | None, by: User, at: datetime
) -> Execution:
    """Cancelled by a later decision of the same Council that is in force; nothing else cancels.

    Raises NotPermitted, ExecutionRefused for any other decision, IllegalTransition once it is done.
    """
    locked = _locked(execution)
    own = locked.decision
    keeper(by, own.item.meeting.body, at)
    if decision is not None and locked.cancelled_by_id == decision.pk:
        return locked
    if decision is None or not _undoes(decision, own):
        raise ExecutionRefused(
            _("A decision is cancelled only by a later decision of the Council that is in force."),
            clause=CLAUSE,
        )
    locked.cancelled_by = decision
    _advance(locked, ExecutionState.CANCELLED)
    _record(locked, "execution_cancelled", by=by, at=at, decision=decision)
    tell(locked, "execution_cancelled", at=at, by_number=decision.number)
    return locked


def _undoes(later: Decision, earlier: Decision) -> bool:
    """Of the same Council, decided afterwards, and in effect."""
    after = Decision.objects.later_than(earlier).filter(pk=later.pk)
    return after.exists() and in_force(later.item)


def _locked(execution: Execution) -> Execution:
    """The row as it stands now, under an exclusive lock, with its decision."""
    rows = Execution.objects.select_for_update(of=("self",)).with_decision()
    found: Execution = rows.get(pk=execution.pk)
    return found


def _advance(execution: Execution, state: ExecutionState) -> None:
    if state not in EXECUTION_ARROWS[execution.state]:
        raise _not_now(execution)
    execution.state = state
    execution.save(update_fields=["state", "cancelled_by"])


def _require_open(execution: Execution) -> None:
    if execution.state not in EXECUTION_OPEN:
        raise _not_now(execution)


def _not_now(execution: Execution) -> IllegalTransition:
    return IllegalTransition(
        _("This is not possible now: the execution is in the state “%(state)s”.")
        % {"state": execution.get_state_display()},
        clause=CLAUSE,
    )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ExecutionRefused(_("Give a reason."), clause=CLAUSE)


def _require_named(
    person: User | None, organisation: Organisation | None, association: Body | None
) -> None:
    if not (person or organisation or association):
        raise ExecutionRefused(
            _("Name who is responsible: a person, an institution or an association."),
            clause=CLAUSE,
        )
    if association is not None and association.is_council:
        raise ExecutionRefused(
            _("The Council entrusts its decisions to others, not to itself."), clause=CLAUSE
        )


def _is_named(
    execution: Execution,
    person: User | None,
    organisation: Organisation | None,
    association: Body | None,
) -> bool:
    """Whether exactly these are responsible already."""
    given = [each and each.pk for each in (person, organisation, association)]
    return given == [execution.person_id, execution.organisation_id, execution.association_id]


def _reported(execution: Execution, text: str, by: User) -> bool:
    """Whether the last act is this very report: a second press."""
    last = ExecutionEvent.objects.filter(execution=execution).order_by("-pk").first()
    return last is not None and (last.act, last.text, last.by_id) == (
        ExecutionAct.REPORTED, text, by.pk,
    )  # fmt: skip


def _record(
    execution: Execution,
    kind: str,
    *,
    by: User,
    at: datetime,
    text: str = "",
    due_on: date | None = None,
    decision: Decision | None = None,
    **facts: Any,
) -> ExecutionEvent:
    """The event, and the entry in the Council's journal."""
    act = ExecutionAct(kind.removeprefix("execution_"))
    named = act in (ExecutionAct.ASSIGNED, ExecutionAct.HANDED_OVER)
    responsible = execution.responsible("kk") if named else []
    event = ExecutionEvent.objects.create(
        execution=execution, act=act, at=at, by=by, text=text, due_on=due_on, decision=decision,
        responsible=responsible,
    )  # fmt: skip
    if due_on is not None:
        facts["due_on"] = due_on.isoformat()
    if named:
        facts |= {"person": execution.person_id, "organisation": execution.organisation_id,
                  "association": execution.association_id}  # fmt: skip
    if decision is not None:
        facts["by_decision"] = decision.number
    own = execution.decision
    own.item.meeting.record(
        kind, by=by, at=at, item=own.item_id, decision=own.number, text=text,
        **facts,
    )  # fmt: skip
    return event
