from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.requests import SignedInRequest
from bodies.access import body_to
from bodies.models import Body
from bodies.rules.procedure import Procedure
from meetings import access, actions
from meetings.forms.listing import MeetingFilter
from meetings.forms.scheduling import (
    NoticeAnswerForm,
    ReasonForm,
    RepeatForm,
    RescheduleForm,
    ScheduleForm,
)
from meetings.models import Meeting
from meetings.rules.notice import NoticeVerdict
from meetings.views.acting import accepted, attempt, by_now
from meetings.views.workspace import workspace

PER_PAGE = 25


@require_safe
def meeting_list(request: SignedInRequest) -> HttpResponse:
    """Meetings one may see, filtered by the address."""
    today = timezone.localdate()
    seen = access.visible_meetings(request.user, today)
    form = MeetingFilter(request.GET or None, meetings=seen)
    found = form.filtered().with_body().with_item_count().newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    bodies = access.schedulable_bodies(request.user, today).order_by("sort_key")
    context = {"page": page, "filter": form, "schedulable": bodies}
    return render(request, "meetings/meeting_list.html", context)


@require_safe
def meeting_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The workspace."""
    meeting = access.meeting_for(request.user, pk)
    return render(request, "meetings/meeting_detail.html", workspace(request.user, meeting))


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_schedule(request: SignedInRequest, body_pk: int) -> HttpResponse:
    """A new meeting, filled in from the body's last one."""
    body = body_to(request.user, "schedule_meeting", body_pk)
    last = Meeting.objects.of([body]).newest_first().first()
    initial = ScheduleForm.like(last, hall_only=not _rules(body).allow_online)
    form = ScheduleForm(request.POST or None, body=body, last=last, initial=initial)
    made: list[Meeting] = []
    if accepted(form, lambda: made.append(_schedule(form, request))):
        messages.success(request, _("The meeting is scheduled. Now draw up its agenda."))
        return redirect(made[0])
    context = {"form": form, "body": body, "rules": _rules(body)}
    return render(request, "meetings/meeting_schedule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_reschedule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another time or place."""
    meeting = access.meeting_to(request.user, pk, "schedule_meeting")
    form = RescheduleForm(request.POST or None, body=meeting.body, initial=_venue(meeting))
    act = by_now(request)
    if accepted(form, lambda: actions.reschedule(meeting, **act, **form.cleaned_data)):
        messages.success(request, _("The date and place are changed."))
        return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/meeting_reschedule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """The meeting will not take place."""
    meeting = access.meeting_to(request.user, pk, "schedule_meeting")
    form = ReasonForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.cancel(meeting, **act, **form.cleaned_data)):
        messages.success(request, _("The meeting is cancelled."))
        return redirect(meeting)
    return render(request, "meetings/meeting_cancel.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_repeat(request: SignedInRequest, pk: int) -> HttpResponse:
    """A meeting in place of one that failed or was adjourned."""
    meeting = access.meeting_to(request.user, pk, "schedule_meeting")
    initial = _venue(meeting) | {"scheduled_for": None}
    form = RepeatForm(request.POST or None, body=meeting.body, initial=initial)
    made: list[Meeting] = []
    if accepted(form, lambda: made.append(_repeat(meeting, form, request))):
        if warning := actions.repeat_warning(made[0]):
            messages.warning(request, warning)
        return redirect(made[0])
    context = {"form": form, "meeting": meeting, "rules": meeting.procedure()}
    return render(request, "meetings/meeting_repeat.html", context)


@require_POST
def notice_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell every member when, where and of what."""
    meeting = access.meeting_to(request.user, pk, "schedule_meeting")
    verdicts: list[NoticeVerdict] = []
    act = by_now(request)
    if attempt(
        request,
        lambda: verdicts.append(actions.send_notice(meeting, **act)),
        done=_("The notice is sent to all members."),
    ) and (warning := actions.notice_warning(verdicts[0])):
        messages.warning(request, warning)
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """How one will take part."""
    meeting = access.meeting_of_own(request.user, pk)
    form = NoticeAnswerForm(request.POST or None, meeting=meeting)
    act = by_now(request)
    if accepted(form, lambda: actions.answer_notice(meeting, **act, **form.cleaned_data)):
        messages.success(request, _("Your answer is recorded."))
        return redirect(meeting)
    return render(request, "meetings/notice_answer.html", {"form": form, "meeting": meeting})


def _schedule(form: ScheduleForm, request: SignedInRequest) -> Meeting:
    facts = dict(form.cleaned_data)
    like = form.last if facts.pop("carry", False) else None
    return actions.schedule(body=form.body, **by_now(request), like=like, **facts)


def _repeat(meeting: Meeting, form: RepeatForm, request: SignedInRequest) -> Meeting:
    return actions.schedule_repeat(meeting, **by_now(request), **form.cleaned_data)


def _rules(body: Body) -> Procedure:
    return body.procedure_on(timezone.localdate())


def _venue(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in ("scheduled_for", "form", "place", "link")}
