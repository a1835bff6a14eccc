"""The sitting: the console of secretary and presiding person, and the room of the members."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings import access
from meetings.actions import session, sheets, voting
from meetings.documents import sitting
from meetings.forms.session import (
    ActForm,
    AttendanceForm,
    FailureForm,
    GuestForm,
    PresenceForm,
    PresidingForm,
    ReasonForm,
    RewordForm,
    SettleForm,
)  # fmt: skip
from meetings.responses import page
from meetings.views import scene

any_of = require_http_methods(["GET", "HEAD", "POST"])
CONSOLE = "meetings:meeting_console"


@require_safe
def meeting_console(request: SignedInRequest, pk: int) -> HttpResponse:
    """What secretary and presiding person work with; only read here."""
    meeting, keys = access.meeting_to_conduct(request.user, pk)
    context = scene.console(meeting, keys, request)
    return render(request, "meetings/console.html", context)


@any_of
def attendance_mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark one row, and every suggestion that was ticked."""
    meeting, keys = access.meeting_to_conduct(request.user, pk)
    form = AttendanceForm.of(request, lines=sitting.attendance(meeting))
    done = form.act(sheets.mark_all, meeting, by=request.user, at=timezone.now())
    if request.htmx and form.row:
        return render(request, "meetings/_console_line.html", scene.marked_line(meeting, form))
    if done:
        messages.success(request, _("Attendance is recorded: %(n)s.") % {"n": len(form.result)})
        return redirect(CONSOLE, pk)
    return page(request, "meetings/console.html", form, scene.console(meeting, keys, request))


@any_of
def attendance_edit(request: SignedInRequest, pk: int, membership: int) -> HttpResponse:
    """One member: how they are there from now on, with a reason, and since when they were."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    line = scene.line_or_404(sitting.attendance(meeting), membership)
    form = PresenceForm.of(request, day=meeting.day)
    seat = meeting.body.memberships.get(pk=membership)
    if form.act(session.mark, meeting, membership=seat, by=request.user, at=timezone.now()):
        messages.success(request, _("Attendance is recorded: %(n)s.") % {"n": 1})
        return redirect(CONSOLE, pk)
    return page(request, "meetings/attendance_line.html", form, {"meeting": meeting, "line": line})


@any_of
def guest_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody invited, counted nowhere."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    form = GuestForm.of(request)
    if form.act(session.add_guest, meeting, by=request.user, at=timezone.now()):
        messages.success(request, _("The guest is listed."))
        return redirect(CONSOLE, pk)
    return page(request, "meetings/console_guest.html", form, {"meeting": meeting})


@require_POST
def operator_order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the secretary the keys of the room."""
    meeting, keys = access.meeting_to_conduct(request.user, pk)
    form = ActForm.of(request)
    order = session.order_operator
    operator = meeting.secretary
    if form.act(order, meeting, operator=operator, by=request.user, at=timezone.now()):
        messages.success(request, _("The secretary holds the keys of the room."))
        return redirect(CONSOLE, pk)
    return page(request, "meetings/console.html", form, scene.console(meeting, keys, request))


@any_of
def meeting_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check roll, quorum, presiding person and secretary; then open."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    form = ActForm.of(request)
    if form.act(session.open_meeting, meeting, by=request.user, at=timezone.now()):
        messages.success(request, _("The meeting is open."))
        return redirect(CONSOLE, pk)
    return page(request, "meetings/console_open.html", form, scene.opening(meeting))


@any_of
def meeting_fail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record that the meeting did not take place."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    form = FailureForm.of(request)
    if form.act(session.record_failure, meeting, by=request.user, at=timezone.now()):
        messages.success(request, _("It is recorded that the meeting did not take place."))
        return redirect(meeting)
    return page(request, "meetings/console_fail.html", form, scene.opening(meeting))


@any_of
def meeting_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Presiding passes to the chair who has come, or to the deputy when the chair has left."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    officers = sitting.presiding_officers(sitting.attendance(meeting))
    form = PresidingForm.of(request, officers=officers)
    if form.act(session.hand_over, meeting, by=request.user, at=timezone.now()):
        messages.success(request, _("Presiding has been handed over."))
        return redirect(CONSOLE, pk)
    return page(request, "meetings/console_hand_over.html", form, {"meeting": meeting})


@any_of
def meeting_adjourn(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was not decided goes to a later meeting."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    form = ReasonForm.of(request)
    if form.act(session.adjourn, meeting, by=request.user, at=timezone.now()):
        messages.success(request, _("The meeting is adjourned."))
        return redirect(meeting)
    return page(request, "meetings/console_adjourn.html", form, scene.closing(meeting))


@any_of
def meeting_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check what became of every item; then close."""
    meeting, _keys = access.meeting_to_conduct(request.user, pk)
    form = ActForm.of(request)
    if form.act(session.close_meeting, meeting, by=request.user, at=timezone.now()):
        messages.success(request, _("The meeting is closed."))
        return redirect(meeting)
    return page(request, "meetings/console_close.html", form, scene.closing(meeting))


@any_of
def item_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw, defer or note an item, with the reason."""
    item, _keys = access.item_to_conduct(request.user, pk)
    form = SettleForm.of(request)
    if form.act(voting.settle_item, item, by=request.user, at=timezone.now()):
        messages.success(request, _("It is recorded what became of the item."))
        return redirect(CONSOLE, item.meeting_id)
    return page(request, "meetings/console_settle.html", form, scene.of_item(item))


@any_of
def item_reword(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the wording before the vote on it opens."""
    item, _keys = access.item_to_conduct(request.user, pk)
    form = RewordForm.on(request, item)
    if form.act(voting.reword, item, by=request.user, at=timezone.now()):
        messages.success(request, _("The wording is changed."))
        return redirect(CONSOLE, item.meeting_id)
    return page(request, "meetings/console_reword.html", form, scene.of_item(item))


@require_safe
def meeting_room(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the members see: the state, the quorum, the open item, results by name."""
    meeting = access.meeting_to_sit_in(request.user, pk)
    return render(request, "meetings/room.html", scene.room(meeting, request.user, request))
