"""Who may: the first question of every act, asked for the day on which it is done."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.actions import ended
from bodies.backends import verbs_on
from bodies.models import Body, Membership
from meetings.errors import BodyDissolved


def day_of(moment: datetime) -> date:
    """The calendar day of `moment` where the bodies sit."""
    return timezone.localtime(moment).date()


def permit(by: User, body: Body, verb: str, *, day: date, refusal: str, clause: str) -> None:
    """Raise NotPermitted, worded `refusal`, unless `by` may do `verb` in `body` that day.

    Of a body that is no more nobody may do anything: that is said first (REQ-06).
    """
    if body.ends_on is not None and body.ends_on < day:
        raise _dissolved(body)
    if verb not in verbs_on(by, body, day):
        raise NotPermitted(refusal, clause=clause)


def require_existing(body: Body, day: date) -> None:
    """Raise BodyDissolved when the body is no more (cl. 29), or not yet, on `day` (REQ-06)."""
    if body.exists_on(day):
        return
    if body.ends_on is not None and body.ends_on < day:
        raise _dissolved(body)
    raise BodyDissolved(_("The body does not exist on that day yet."))


def seat(by: User, body: Body, day: date) -> Membership | None:
    """The person's seat in the body that day; the one that votes, where there are two."""
    return Membership.objects.on(day).of(by).filter(body=body).order_by("-voting", "pk").first()


def _dissolved(body: Body) -> BodyDissolved:
    refusal = ended(body)
    return BodyDissolved(refusal.message, clause=refusal.clause)
