"""When and where a body meets (cl. 12, 24; REQ-04, REQ-06, REQ-17)."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from accounts.models import User
from bodies.models import Body, Membership, Office
from bodies.rules.procedure import clauses
from meetings.actions.carrying import carry_standing, carry_undecided
from meetings.actions.permit import day_of, permit, require_existing
from meetings.actions.telling import members, tell
from meetings.documents.counting import standing
from meetings.errors import IllegalTransition, MeetingRefused
from meetings.models import AttendanceEvent, Meeting, Vote
from meetings.rules import notice
from meetings.states import BEFORE_SESSION, Form, MeetingState, Presence, VoteState
from records import clock


@transaction.atomic
def schedule(
    *,
    body: Body,
    by: User,
    at: datetime,
    scheduled_for: datetime,
    form: str,
    place: str = "",
    link: str = "",
    russian: bool = True,
    like: Meeting | None = None,
    retrospective: bool = False,
) -> Meeting:
    """A new draft meeting with the next number of the body's calendar year (cl. 12, 24).

    `like` brings its standing and deferred items along. Raises NotPermitted (REQ-04, REQ-17),
    BodyDissolved (REQ-06), MeetingRefused for a past date or a missing place or link.
    """
    locked = _lock(body)
    _permit(by, locked, at)
    meeting = Meeting(
        body=locked, scheduled_for=scheduled_for, form=form, place=place, link=link,
        russian=russian, retrospective=retrospective, created_by=by,
    )  # fmt: skip
    _require_time_and_venue(meeting, at=at)
    if (same := _sent_twice(meeting)) is not None:
        return same
    meeting.secretary = _secretary(meeting, by)
    meeting.year = meeting.day.year
    meeting.number = _next_number(locked, meeting.year)
    meeting.save()
    if like is not None:
        carry_standing(like, to=meeting)
    meeting.record("meeting_scheduled", by=by, at=at, **_facts(meeting))
    return meeting


@transaction.atomic
def reschedule(
    meeting: Meeting,
    *,
    by: User,
    at: datetime,
    scheduled_for: datetime,
    form: str,
    place: str,
    link: str,
    reason: str,
) -> Meeting:
    """Another time or venue, before the session; whoever knew of the meeting is told.

    Answers to the notice were about the old date: they are dropped, and members are told to
    answer again. In another calendar year the meeting takes that year's next number. Nothing
    happens, and nobody is told, when nothing differs.
    """
    meeting.lock()
    _permit(by, meeting.body, at)
    meeting.require(*BEFORE_SESSION)
    _require_reason(reason)
    before, changes = _facts(meeting), (scheduled_for, form, place, link)
    moved = copy(meeting)
    moved.scheduled_for, moved.form, moved.place, moved.link = changes
    _require_time_and_venue(moved, at=at)
    if _facts(moved) == before:
        return meeting
    date_moved = moved.day != meeting.day
    meeting.scheduled_for, meeting.form, meeting.place, meeting.link = changes
    if date_moved:
        _nobody_has_come(meeting, by=by, at=at)
    if meeting.year != meeting.day.year:
        meeting.year = meeting.day.year
        meeting.number = _next_number(_lock(meeting.body), meeting.year)
    meeting.save()
    dropped, _per_table = meeting.rsvps.all().delete()
    meeting.record(
        "meeting_rescheduled", by=by, at=at, reason=reason, before=before, **_facts(meeting)
    )
    if meeting.state != MeetingState.DRAFT:
        tell(meeting, "meeting_rescheduled", members(meeting), reason=reason,
             answer_again=bool(dropped) or meeting.state == MeetingState.NOTIFIED)  # fmt: skip
    return meeting


def _nobody_has_come(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Whoever had come on the former day is not there on the new one."""
    AttendanceEvent.objects.bulk_create(
        AttendanceEvent(
            meeting=meeting, membership_id=member, presence=Presence.ABSENT, at=at, by=by
        )
        for member, mode in standing(meeting).items()
        if mode.attends
    )


@transaction.atomic
def cancel(meeting: Meeting, *, by: User, at: datetime, reason: str) -> Meeting:
    """The meeting will not take place; it keeps its number and its reason."""
    meeting.lock()
    _permit(by, meeting.body, at)
    meeting.require(*BEFORE_SESSION)
    _require_reason(reason)
    known = meeting.state != MeetingState.DRAFT
    meeting.reason = reason
    Vote.objects.filter(item__meeting=meeting, state=VoteState.REMOTE).update(
        state=VoteState.WITHDRAWN
    )
    meeting.advance(MeetingState.CANCELLED, kind="meeting_cancelled", by=by, at=at, reason=reason)
    if known:
        tell(meeting, "meeting_cancelled", members(meeting), reason=reason)
    return meeting


@transaction.atomic
def schedule_repeat(
    meeting: Meeting,
    *,
    by: User,
    at: datetime,
    scheduled_for: datetime,
    form: str | None = None,
    place: str | None = None,
    link: str | None = None,
) -> Meeting:
    """A meeting in place of one that failed or was adjourned, with what it left undecided.

    The same two thirds are needed: nothing lowers the quorum (cl. 10, 20). See `repeat_warning`.
    """
    meeting.lock()
    meeting.require(MeetingState.FAILED, MeetingState.ADJOURNED)
    if Meeting.objects.filter(repeat_of=meeting).exists():
        raise IllegalTransition(_("A repeat of this meeting is already scheduled."))
    repeat = schedule(
        body=meeting.body, by=by, at=at, scheduled_for=scheduled_for,
        form=meeting.form if form is None else form,
        place=meeting.place if place is None else place,
        link=meeting.link if link is None else link,
        russian=meeting.russian, retrospective=meeting.retrospective,
    )  # fmt: skip
    repeat.repeat_of = meeting
    repeat.save(update_fields=["repeat_of"])
    carry_undecided(meeting, to=repeat)
    repeat.record("meeting_repeats", by=by, at=at, repeat_of=meeting.pk)
    return repeat


def repeat_warning(repeat: Meeting) -> str:
    """A sentence when the repeat comes later than the rules ask for; empty otherwise."""
    if repeat.repeat_of is None:
        return ""
    due = notice.deadline(
        "repeat_meeting_days", start=repeat.repeat_of.day, procedure=repeat.procedure()
    )
    if not notice.overdue(due=due, today=repeat.day):
        return ""
    return _(
        "The rules of procedure ask for a repeat meeting within %(days)s days, "
        "by %(due)s at the latest."
    ) % {"days": repeat.procedure().repeat_meeting_days, "due": dates.short_date(due)}


def _permit(by: User, body: Body, at: datetime) -> None:
    refusal = (
        _("Only the Centre or the Council secretary may schedule Council meetings.")
        if body.is_council
        else _("Only this association's secretary may schedule its meetings.")
    )
    permit(by, body, "schedule_meeting", day=day_of(at), refusal=refusal,
           clause=clauses(body.kind).organiser)  # fmt: skip


def _require_time_and_venue(meeting: Meeting, *, at: datetime) -> None:
    clause = clauses(meeting.body.kind).organiser
    if not meeting.retrospective:
        require_existing(meeting.body, day_of(at))
        if meeting.scheduled_for <= clock.now():
            raise MeetingRefused(_("The date must be in the future."), clause=clause)
    require_existing(meeting.body, meeting.day)
    if meeting.form == Form.ONLINE and not meeting.procedure().allow_online:
        raise MeetingRefused(
            _("Members of this body take part in the hall: an online meeting has no quorum."),
            clause=meeting.body.decision_clause,
        )
    if meeting.held_in_hall and not meeting.place.strip():
        raise MeetingRefused(_("State the place of the meeting."), clause=clause)
    if meeting.held_online and not meeting.link.strip():
        raise MeetingRefused(_("State the link of the broadcast."), clause=clause)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise MeetingRefused(_("State the reason."))


def _secretary(meeting: Meeting, by: User) -> User | None:
    """`by`, if secretary on the day of the meeting; else whoever is."""
    holders = [
        seat.user
        for seat in Membership.objects.on(meeting.day)
        .holding(Office.SECRETARY)
        .filter(body=meeting.body)
        .select_related("user")
        .order_by("pk")
    ]
    return by if by in holders else next(iter(holders), None)


def _sent_twice(meeting: Meeting) -> Meeting | None:
    """The draft that the same hand has just scheduled with the same words: a second click."""
    same: Meeting | None = Meeting.objects.filter(
        body=meeting.body, created_by=meeting.created_by, state=MeetingState.DRAFT,
        scheduled_for=meeting.scheduled_for, form=meeting.form, place=meeting.place,
        link=meeting.link, russian=meeting.russian, retrospective=False, repeat_of=None,
    ).first()  # fmt: skip
    return None if meeting.retrospective else same


def _lock(body: Body) -> Body:
    """Whoever numbers a meeting of the body waits for the one before."""
    return Body.objects.select_for_update(no_key=True).get(pk=body.pk)


def _next_number(body: Body, year: int) -> str:
    """One more than the highest of the year; imported numbers are text and do not count."""
    taken = Meeting.objects.filter(body=body, year=year).values_list("number", flat=True)
    return str(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {
        "number": meeting.number,
        "scheduled_for": timezone.localtime(meeting.scheduled_for).isoformat(),
        "form": meeting.form,
        "place": meeting.place,
        "link": meeting.link,
    }
