"""A decision's passport, and the acts of carrying it out (cl. 12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings.access import visible_meetings
from meetings.views.acting import accepted, attempt, by_now
from minutes import access, actions
from minutes.actions.permit import may_draw_up
from minutes.documents.decisions import lines
from minutes.documents.passport import passport
from minutes.forms import (
    AssignForm,
    CancelForm,
    CloseForm,
    ExtendForm,
    ReassignForm,
    ReportForm,
    ReturnReportForm,
)
from minutes.models import Decision, Extract
from records.responses import file_response

any_of = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Act:
    """What a page of one act says: its name, its button, what it comes to, what was done."""

    title: Promise
    button: Promise
    hint: Promise
    done: Promise


ASSIGN = Act(
    gettext_lazy("Assign the decision"), gettext_lazy("Assign"),
    gettext_lazy("The responsible are told by letter; the Centre sees to it that it is done."),
    gettext_lazy("The decision is assigned; the responsible are told."),
)  # fmt: skip
HAND_OVER = Act(
    gettext_lazy("Change the responsible"), gettext_lazy("Hand over"),
    gettext_lazy("The due day stays. Who was responsible before stays in the passport."),
    gettext_lazy("The responsible are changed and told."),
)  # fmt: skip
REPORT = Act(
    gettext_lazy("Report on the execution"), gettext_lazy("Send the report"),
    gettext_lazy("The Centre accepts the report or returns it with a reason."),
    gettext_lazy("The report is sent to the Centre."),
)  # fmt: skip
CLOSE = Act(
    gettext_lazy("Close the decision as done"), gettext_lazy("Close as done"),
    gettext_lazy("The report proves that the decision is carried out. This cannot be undone."),
    gettext_lazy("The decision is closed as done."),
)  # fmt: skip
RETURN = Act(
    gettext_lazy("Return the report"), gettext_lazy("Return the report"),
    gettext_lazy("The responsible read the reason and report again."),
    gettext_lazy("The report is returned; the responsible are told."),
)  # fmt: skip
EXTEND = Act(
    gettext_lazy("Extend the due day"), gettext_lazy("Extend"),
    gettext_lazy("The earlier day and the reason stay in the passport."),
    gettext_lazy("The due day is extended; the responsible are told."),
)  # fmt: skip
CANCEL = Act(
    gettext_lazy("Cancel the decision's execution"), gettext_lazy("Cancel by this decision"),
    gettext_lazy("Only a later decision of the Council that is in force cancels an earlier one."),
    gettext_lazy("The execution is cancelled by the later decision."),
)  # fmt: skip


@require_safe
def decision_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The passport: the decision, its whole way, and what may be done."""
    decision = access.decision_for(request.user, pk)
    day, meeting = timezone.localdate(), decision.item.meeting
    whole = access.may_read(request.user, decision.minutes)
    seen = whole and visible_meetings(request.user, day).filter(pk=meeting.pk).exists()
    copies = whole and access.follows_copies(request.user, decision.minutes, timezone.now())
    (line,) = lines([decision], day)
    context = {
        "decision": decision, "line": line, "whole": whole,
        "events": passport(decision, whole=whole, meeting_seen=seen, copies_seen=copies),
        "extract": Extract.objects.filter(item=decision.item_id).last() if whole else None,
        "keeper": may_draw_up(request.user, meeting, timezone.now()),
    } | access.open_acts(request.user, decision, day)  # fmt: skip
    return render(request, "minutes/decision_detail.html", context)


@any_of
def decision_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who carries it out, and until when."""
    decision = access.decision_to_assign(request.user, pk)
    act = partial(actions.assign_execution, decision, **by_now(request))
    return _asked(request, decision, AssignForm(request.POST or None), act, ASSIGN)


@any_of
def execution_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody else from now on."""
    execution = access.execution_to_keep(request.user, pk)
    act = partial(actions.hand_over_execution, execution, **by_now(request))
    form = ReassignForm(request.POST or None, execution=execution)
    return _asked(request, execution.decision, form, act, HAND_OVER)


@require_POST
def execution_start(request: SignedInRequest, pk: int) -> HttpResponse:
    """The responsible take it up."""
    execution = access.execution_to_carry_out(request.user, pk)
    attempt(
        request, lambda: actions.start_execution(execution, **by_now(request)),
        done=_("The decision is in progress."),
    )  # fmt: skip
    return redirect(execution.decision)


@any_of
def execution_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done, with its evidence (REQ-46)."""
    execution = access.execution_to_carry_out(request.user, pk)
    act = partial(actions.report_execution, execution, **by_now(request))
    form = ReportForm(request.POST or None, request.FILES or None)
    return _asked(request, execution.decision, form, act, REPORT)


@any_of
def execution_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """The Centre accepts the report."""
    execution = access.execution_to_accept(request.user, pk)
    act = partial(actions.close_execution, execution, **by_now(request))
    form = CloseForm(request.POST if request.method == "POST" else None)
    return _asked(request, execution.decision, form, act, CLOSE)


@any_of
def execution_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """The Centre asks for another report."""
    execution = access.execution_to_accept(request.user, pk)
    act = partial(actions.return_execution, execution, **by_now(request))
    return _asked(request, execution.decision, ReturnReportForm(request.POST or None), act, RETURN)


@any_of
def execution_extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """A later due day."""
    execution = access.execution_to_keep(request.user, pk)
    act = partial(actions.extend_execution, execution, **by_now(request))
    return _asked(request, execution.decision, ExtendForm(request.POST or None), act, EXTEND)


@any_of
def execution_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """A later decision undoes it."""
    execution = access.execution_to_keep(request.user, pk)
    act = partial(actions.cancel_execution, execution, **by_now(request))
    form = CancelForm(request.POST or None, execution=execution)
    return _asked(request, execution.decision, form, act, CANCEL)


@require_safe
def execution_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Evidence of a report."""
    return file_response(access.execution_file(request.user, pk), inline=True)


def _asked(
    request: SignedInRequest, decision: Decision, form: Form, deed: Callable[..., object], act: Act
) -> HttpResponse:
    """Do it with what the form says, or show the form again with everything that was typed."""
    if accepted(form, lambda: deed(**form.cleaned_data)):
        messages.success(request, str(act.done))
        return redirect(decision)
    context = {"form": form, "decision": decision, "act": act}
    return render(request, "minutes/execution_act.html", context)
