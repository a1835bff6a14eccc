"""What the Council's decisions ask: to carry out, to accept, to assign (cl. 12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.kazakh import dates
from bodies.offices import Verb
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import LATER, SOON, URGENT, Task
from minutes.actions.execution_permit import executions_of
from minutes.models import Decision, Execution
from minutes.querysets import ExecutionQuerySet


def execution_tasks(standing: Standing) -> Iterable[Task]:
    """Of whoever carries out, of the Centre and of the Council's secretary. Five queries at most."""
    own = executions_of(standing.user, standing.day).to_carry_out()
    if (first := _first(own)) is not None:
        count = own.count()
        title = ngettext(
            "%(count)s decision to carry out", "%(count)s decisions to carry out", count
        ) % {"count": count}  # fmt: skip
        yield _task(standing, first, title, _("Look at it") if count == 1 else _("See them"), count)
    councils = [body.pk for body in standing.clerked if body.is_council]
    if councils:
        yield from _of_keepers(standing, councils)


def _of_keepers(standing: Standing, councils: list[int]) -> Iterable[Task]:
    all_of_them = Execution.objects.of_council(councils)
    late = all_of_them.overdue(standing.day)
    if (first := _first(late)) is not None:
        count = late.count()
        title = _("Overdue decisions: %(count)s") % {"count": count}
        yield _task(standing, first, title, _("See them"), count, query="overdue=1")
    reported = all_of_them.reported()
    if standing.granted(Verb.ACT_FOR_CENTRE) and (first := _first(reported)) is not None:
        count = reported.count()
        title = _("Reports on execution to accept: %(count)s") % {"count": count}
        yield _task(standing, first, title, _("Read the report"), count, query="state=reported")
    waiting = Decision.objects.of(councils).in_force().unassigned().count()
    if waiting:
        yield Task(
            LATER, _midnight(standing.day), _("Decisions to assign: %(count)s") % {"count": waiting},
            _("Name who carries them out, and until when."),
            f"{reverse('minutes:decision_list')}?state=unassigned", _("See them"),
        )  # fmt: skip


def _first(found: ExecutionQuerySet) -> Execution | None:
    first: Execution | None = found.with_decision().order_by("due_on", "pk").first()
    return first


def _task(
    standing: Standing, first: Execution, title: str, action: str, count: int, *, query: str = ""
) -> Task:
    """The one decision itself, or the list of them; the nearest due day says how urgent."""
    late = first.is_overdue(standing.day)
    hint = _("Nearest due day: %(day)s.") % {"day": dates.short_date(first.due_on)}
    url = first.decision.get_absolute_url()
    if count > 1:
        url = f"{reverse('minutes:decision_list')}?{query}"
    else:
        hint = f"№ {first.decision.number} · {first.decision.item.title()} · {hint}"
    return Task(URGENT if late else SOON, _midnight(first.due_on), title, hint, url, action)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
