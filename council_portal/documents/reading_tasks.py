"""What a draft of minutes asks while it lies before those who sat (cl. 11, 21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import SOON, Task
from meetings.models import RollEntry
from minutes.models import DraftReading, Minutes
from minutes.states import ChangeState, MinutesState


def reading_tasks(standing: Standing, now: datetime) -> Iterable[Task]:
    """To read for whoever is on the roll and has not answered; to settle for the secretary.

    One query for the first, one for the second.
    """
    user = standing.user
    seated = RollEntry.objects.filter(membership__user=user).values("meeting")
    waiting = (
        DraftReading.objects.open_at(now)
        .filter(minutes__meeting__in=seated)
        .exclude(opened_by=user)
        .exclude(agreed__membership__user=user)
        .exclude(changes__membership__user=user)
    )
    for reading in waiting.select_related("minutes__meeting__body").order_by("ends_at"):
        yield _task(
            reading.minutes, reading.ends_at, _("Draft minutes to read"),
            _("Corrections are taken until %(day)s.")
            % {"day": dates.short_date(timezone.localdate(reading.ends_at))},
            _("Read the draft"),
        )  # fmt: skip
    kept = [body.pk for body in standing.clerked]
    if kept:
        yield from _to_settle(kept)


def _to_settle(kept: list[int]) -> Iterable[Task]:
    proposed = Minutes.objects.of(kept).filter(
        state=MinutesState.DRAFT, readings__changes__state=ChangeState.PROPOSED
    )
    counted = proposed.annotate(n=Count("readings__changes"), first=Min("readings__changes__at"))
    for minutes in counted.with_meeting().order_by("first"):
        yield _task(
            minutes, minutes.first, _("Corrections to answer: %(count)s") % {"count": minutes.n},
            "", _("Look at them"),
        )  # fmt: skip


def _task(minutes: Minutes, due: datetime, title: str, hint: str, action: str) -> Task:
    meeting = minutes.meeting
    about = _("Meeting № %(number)s, %(date)s") % {
        "number": meeting.number, "date": dates.short_date(meeting.day),
    }  # fmt: skip
    lines = [f"{about} · {meeting.body.short_name()}", hint]
    url = reverse("minutes:minutes_remarks", args=[minutes.pk])
    return Task(SOON, due, title, " · ".join(line for line in lines if line), url, action)
