"""The notice of a meeting and the members' answers to it (cl. 24; REQ-17)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.models import Membership
from bodies.rules.procedure import clauses
from meetings.actions.permit import day_of, permit, require_existing
from meetings.actions.telling import members, tell
from meetings.errors import MeetingRefused
from meetings.models import Meeting, Rsvp
from meetings.rules import notice
from meetings.rules.notice import NoticeVerdict
from meetings.states import MeetingState, Presence


@transaction.atomic
def send_notice(meeting: Meeting, *, by: User, at: datetime) -> NoticeVerdict:
    """approved → notified: every member is told when, where and of what (cl. 12, 24).

    A notice shorter than the rules ask for is said in the verdict, never refused.
    """
    meeting.lock()
    permit(by, meeting.body, "schedule_meeting", day=day_of(at),
           refusal=_("Only the secretary of this body sends the notice."),
           clause=clauses(meeting.body.kind).organiser)  # fmt: skip
    require_existing(meeting.body, day_of(at))
    meeting.require(MeetingState.APPROVED)
    verdict = notice_verdict(meeting, at)
    meeting.notified_at = at
    meeting.advance(
        MeetingState.NOTIFIED, kind="notice_sent", by=by, at=at, days=verdict.days,
        needed=verdict.needed,
    )  # fmt: skip
    titles = [
        {language: item.title(language) for language in ("kk", "ru", "en")}
        for item in meeting.items.on_agenda().in_order()
    ]
    tell(meeting, "meeting_notice", members(meeting), titles=titles)
    return verdict


def notice_verdict(meeting: Meeting, at: datetime) -> NoticeVerdict:
    """Whether a notice sent at that moment is early enough by the rules of procedure."""
    return notice.notice(
        sent_on=day_of(at), meeting_on=meeting.day, days=meeting.procedure().notice_days
    )


def notice_warning(verdict: NoticeVerdict) -> str:
    """A sentence when the notice is shorter than the rules ask for; empty otherwise."""
    if verdict.sufficient:
        return ""
    return _("Days of notice: %(days)s; the rules of procedure ask for %(needed)s.") % {
        "days": verdict.days,
        "needed": verdict.needed,
    }


@transaction.atomic
def answer_notice(
    meeting: Meeting, *, by: User, at: datetime, answer: str, reason: str = ""
) -> Rsvp:
    """Say how one will take part; may be changed until the session. A forecast, not attendance."""
    meeting.lock()
    require_existing(meeting.body, day_of(at))
    membership = (
        Membership.objects.on(meeting.day).of(by).filter(body=meeting.body_id)
        .order_by("-voting", "pk").first()
    )  # fmt: skip
    if membership is None:
        raise NotPermitted(_("Only members of this body answer the notice of its meeting."))
    meeting.require(MeetingState.NOTIFIED)
    _require_possible(meeting, answer, reason)
    said = {"membership": membership, "answer": answer, "reason": reason.strip()}
    if (same := meeting.rsvps.filter(**said).first()) is not None:
        return same
    given, _created = Rsvp.objects.update_or_create(
        meeting=meeting, membership=membership,
        defaults={"answer": Presence(answer), "reason": reason.strip(), "at": at},
    )  # fmt: skip
    meeting.record("notice_answered", by=by, at=at, membership=membership.pk, answer=given.answer)
    return given


def possible_answers(meeting: Meeting) -> list[Presence]:
    """The ways of taking part that this meeting offers, and the two of not."""
    online = meeting.held_online and meeting.procedure().allow_online
    return [
        *([Presence.HALL] if meeting.held_in_hall else []),
        *([Presence.ONLINE] if online else []),
        Presence.EXCUSED,
        Presence.ABSENT,
    ]


def _require_possible(meeting: Meeting, answer: str, reason: str) -> None:
    if answer not in possible_answers(meeting):
        raise MeetingRefused(_("This meeting does not offer that way of taking part."))
    if answer == Presence.EXCUSED and not reason.strip():
        raise MeetingRefused(_("State the reason."))
