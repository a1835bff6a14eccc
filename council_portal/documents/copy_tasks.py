"""What copies and their review ask of secretaries, representatives and the ministry (cl. 7, 22)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bodies.models import BodyKind
from bodies.offices import Verb
from council_portal.documents.outbox import outbox
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import LATER, SOON, URGENT, Task
from minutes.access import reviewed_by
from minutes.models import Copy, Minutes
from minutes.querysets import CopyQuerySet, MinutesQuerySet
from minutes.states import ReviewOutcome


def copy_tasks(standing: Standing, now: datetime) -> Iterable[Task]:
    """A constant number of queries for each of the three."""
    if standing.granted(Verb.REVIEW_MINUTES):
        yield from _to_review(reviewed_by(standing.user, standing.day).unreviewed())
    if standing.represented:
        own = Copy.objects.filter(organisation__in=standing.represented).outstanding()
        yield from _to_acknowledge(own)
    clerked = [b.pk for b in standing.clerked if b.kind == BodyKind.ASSOCIATION]
    if clerked:
        yield from _to_send(standing, clerked)
    if clerked or standing.granted(Verb.ADMINISTER):
        yield from _stuck(now)


def _to_review(waiting: MinutesQuerySet) -> Iterable[Task]:
    found = waiting.aggregate(n=Count("pk"), first=Min("signed_at"))
    if found["n"]:
        hint = _("Signed minutes not reviewed yet: %(count)s.") % {"count": found["n"]}
        url = reverse("minutes:review_list")
        yield Task(SOON, found["first"], _("Minutes await review"), hint, url, _("Review"))


def _to_acknowledge(waiting: CopyQuerySet) -> Iterable[Task]:
    found = waiting.aggregate(n=Count("pk"), first=Min("addressed_at"), one=Min("pk"))
    if not found["n"]:
        return
    url = reverse("minutes:copy_list") + "?state=outstanding"
    if found["n"] == 1:
        url = reverse("minutes:copy_detail", args=[found["one"]])
    hint = _("Not acknowledged yet: %(count)s.") % {"count": found["n"]}
    yield Task(SOON, found["first"], _("Copies await acknowledgement"), hint, url, _("Read"))


def _to_send(standing: Standing, bodies: list[int]) -> Iterable[Task]:
    """Signed and not sent; sent and nobody reached; overdue; returned by the ministry."""
    unsent = Minutes.objects.of(bodies).without_copies().with_meeting()
    returned = Minutes.objects.of(bodies).reviewable().with_meeting()
    returned = returned.standing_reviewed(ReviewOutcome.RETURNED).filter(corrected_since=False)
    for minutes in unsent.order_by("signed_at"):
        yield _about(minutes, _("Copies to send"), _("Send"), copies=True)
    for minutes in returned.order_by("signed_at"):
        yield _about(minutes, _("Minutes returned for form"), _("Read"), copies=False)
    waiting = Copy.objects.of(bodies).outstanding()
    for minutes in Minutes.objects.filter(pk__in=_unreached(waiting)).with_meeting():
        yield _about(minutes, _("Copies to hand over on paper"), _("Look at it"), copies=True)
    late = waiting.overdue(standing.day).aggregate(n=Count("pk"), first=Min("addressed_at"))
    if late["n"]:
        hint = _("Not acknowledged in time: %(count)s.") % {"count": late["n"]}
        url = reverse("minutes:copy_overdue")
        yield Task(LATER, late["first"], _("Overdue copies"), hint, url, _("Look at them"))


def _unreached(waiting: CopyQuerySet) -> list[int]:
    """Minutes of which a copy has no letter that may still arrive, and nobody has opened it."""
    hopeful = Q(sendings__letters__notification__failure="")
    told = waiting.filter(hopeful | Q(receipts__isnull=False)).values("pk")
    return list(waiting.exclude(pk__in=told).values_list("minutes", flat=True).distinct())


def _about(minutes: Minutes, title: str, action: str, *, copies: bool) -> Task:
    signed = minutes.signed_at or minutes.meeting.scheduled_for
    url = minutes.get_absolute_url()
    if copies:
        url = reverse("minutes:minutes_copies", args=[minutes.pk])
    hint = f"{minutes} · {minutes.meeting.body.short_name()}"
    return Task(SOON, signed, title, hint, url, action)


def _stuck(now: datetime) -> Iterable[Task]:
    """Mail that has waited too long: the mail server does not answer."""
    queue = outbox(now)
    if queue.stuck and queue.oldest is not None:
        hint = f"{queue.count_in_words} · {queue.age_in_words}"
        yield Task(
            URGENT, queue.oldest, _("Outgoing mail waits"), hint, reverse("outbox"), _("Look at it")
        )
