"""Fill an empty portal with the demo, once."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from accounts.models import Notification
from council_portal import reference
from council_portal.demo import bodies, changes, copies, corrected, entrusted, present
from council_portal.demo.history import SCHOOL_STARTS, History, moment
from minutes.actions.extracts import render_extract
from minutes.models import CopyLetter
from records import clock, journal

STREAM = "demo"


@transaction.atomic
def seed() -> bool:
    """Everything in one transaction; False when the database holds the demo already."""
    if journal.head(STREAM).position:
        return False
    today = timezone.localdate(clock.now())
    with translation.override("kk"):
        reference.load()
        since = _since(today)
        home = bodies.settle(since, moment(since, 9))
        history = History(home, today)
        history.play()
        copies.play()
        corrected.play(clock.now())
        entrusted.play(home, history.topics, clock.now())
        # Of the past nobody is told today; letters about copies prove that those were sent.
        kept = CopyLetter.objects.values("notification")
        Notification.objects.exclude(pk__in=kept).delete()
        changes.play(home, clock.now())
        present.play(home, history.topics, clock.now())
    post_nothing()
    journal.append(stream=STREAM, kind="demo_filled", actor=None, at=clock.now(), payload={})
    return True


def _since(today: date) -> date:
    """The first day of the past academic year."""
    autumn = today.year - (today.month < SCHOOL_STARTS)
    return date(autumn - 1, SCHOOL_STARTS, 1)


def post_nothing() -> None:
    """The letters of the filling are read on screen, never mailed; only extracts are still drawn."""
    Notification.objects.filter(delivered_at=None).update(delivered_at=timezone.now())
    DBTaskResult.objects.exclude(task_path=render_extract.module_path).delete()
