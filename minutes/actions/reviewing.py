"""The ministry reviews signed minutes; nothing that was decided changes (cl. 7, 22; REQ-45, C21)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.errors import NotPermitted
from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import BodyKind, Office
from bodies.offices import Verb
from minutes.actions.receiving import acknowledge
from minutes.actions.rendering import facts_of
from minutes.documents.reviews import WITH_REASON
from minutes.errors import ReviewRefused
from minutes.models import Decision, Minutes, Review
from minutes.states import ReviewOutcome

CLAUSE = "7, 22"


@transaction.atomic
def review(
    minutes: Minutes,
    *,
    outcome: str,
    text: str,
    decision: Decision | None = None,
    by: User,
    at: datetime,
) -> Review:
    """Record what the ministry says of the minutes, or of one decision in them.

    Whoever reviews has received the copy, so that is acknowledged with it. The same words sent a
    second time are returned, not written again. The secretary and the chair are told.

    Raises NotPermitted for anybody but a reviewer of the ministry; ReviewRefused before both
    signatures, and without a reason where one is due.
    """
    minutes.meeting.lock()
    minutes.lock()
    _permit(minutes, by, at)
    _require(minutes, outcome, text.strip(), decision)
    about = minutes.reviews.filter(decision=decision)
    last = about.newest_first().first()
    if last and (last.outcome, last.text, last.by_id) == (outcome, text.strip(), by.pk):
        return last
    said = Review.objects.create(
        minutes=minutes, decision=decision, outcome=outcome, text=text.strip(), by=by, at=at
    )
    minutes.meeting.record(
        "minutes_reviewed", by=by, at=at, minutes=minutes.pk, outcome=outcome, text=said.text,
        decision=decision.pk if decision else None,
    )  # fmt: skip
    copy = minutes.copies.filter(authority__isnull=False).first()
    if copy is not None:
        acknowledge(copy, by=by, at=at)
    _tell(said)
    return said


def _permit(minutes: Minutes, by: User, at: datetime) -> None:
    body = minutes.meeting.body
    if Verb.REVIEW_MINUTES not in verbs_on(by, body, timezone.localdate(at)):
        raise NotPermitted(_("Only the ministry reviews minutes and decisions."), clause=CLAUSE)
    if body.kind == BodyKind.SECTION:
        raise ReviewRefused(
            _("The ministry reviews what the Council and associations decide."), clause=CLAUSE
        )


def _require(minutes: Minutes, outcome: str, text: str, decision: Decision | None) -> None:
    if not minutes.is_signed:
        raise ReviewRefused(_("Minutes are reviewed after both signatures."), clause=CLAUSE)
    if decision is not None and decision.minutes_id != minutes.pk:
        raise ReviewRefused(_("The decision stands in other minutes."), clause=CLAUSE)
    if outcome == ReviewOutcome.RETURNED and decision is not None:
        raise ReviewRefused(_("Minutes are returned for form as a whole."), clause=CLAUSE)
    if ReviewOutcome(outcome) in WITH_REASON and not text:
        raise ReviewRefused(_("Give a reason."), clause=CLAUSE)


def _tell(said: Review) -> None:
    """The secretary and the chair of today, and whoever was the meeting's secretary."""
    meeting = said.minutes.meeting
    day = timezone.localdate(said.at)
    seats = meeting.body.memberships.on(day).filter(office__in=[Office.CHAIR, Office.SECRETARY])
    people = list(User.objects.filter(pk__in=seats.values("user")).order_by("pk"))
    if meeting.secretary is not None:
        people.append(meeting.secretary)
    notify(
        recipients=people, kind="minutes_reviewed",
        params=facts_of(said.minutes) | {
            "outcome": said.outcome, "text": said.text,
            "decision": said.decision.number if said.decision else "",
        },
        path=said.minutes.get_absolute_url(),
    )  # fmt: skip
