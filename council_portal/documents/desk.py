"""The home page: one page, with a section for everything a person is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from accounts.models import User
from associations.models import Association
from bodies.access import visible_bodies
from bodies.models import Body, Membership, Office, Organisation
from bodies.offices import Verb
from council_portal.documents import oversight
from council_portal.documents.ahead import Awaiting, NextMeeting, next_meeting, votes_awaiting
from council_portal.documents.composing import composition_tasks
from council_portal.documents.copy_tasks import copy_tasks
from council_portal.documents.correction_tasks import correction_tasks
from council_portal.documents.execution_tasks import execution_tasks
from council_portal.documents.queue import Queue
from council_portal.documents.reading_tasks import reading_tasks
from council_portal.documents.recorded import kept_tasks
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import Task
from meetings.models import Meeting

NOON, EVENING = 12, 18


@dataclass(frozen=True)
class Planned:
    """A body this person may schedule a meeting of."""

    body: Body
    url: str


@dataclass(frozen=True)
class Desk:
    """Everything the home page shows."""

    greeting: str
    today: str
    standing: Standing
    awaiting: list[Awaiting]
    tasks: list[Task]
    ahead: NextMeeting | None
    schedule: list[Planned]
    oversight: list[oversight.Line]
    administers: bool
    council_held: int | None
    represented: list[tuple[Organisation, list[Body]]]
    hosted: dict[int, list[Association]]

    @property
    def votes(self) -> int:
        """How many votes await."""
        return sum(waiting.count for waiting in self.awaiting)

    @property
    def kept(self) -> int:
        """Bodies with nothing to look at."""
        return sum(line.kept for line in self.oversight)

    @property
    def found(self) -> int:
        """How many findings there are in all compositions."""
        return sum(len(line.composition.findings) for line in self.oversight)

    @property
    def body(self) -> Body | None:
        """The one body this person sits in, where it is one."""
        bodies = {seat.body_id: seat.body for seat in self.standing.seats}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    @property
    def empty(self) -> bool:
        """Nothing concerns this person yet."""
        return not (self.standing.seats or self.standing.grants)


def desk(user: User, now: datetime) -> Desk:
    """Compose the home page of `user` at that moment."""
    day = timezone.localdate(now)
    standing = Standing(user, day)
    queue = Queue(standing, now)
    return Desk(
        greeting=greeting(user, now),
        today=long_day(now),
        standing=standing,
        awaiting=votes_awaiting(queue),
        tasks=sorted(
            [
                *queue.tasks(),
                *reading_tasks(standing, now),
                *correction_tasks(standing),
                *composition_tasks(standing, now),
                *kept_tasks(standing, now),
                *execution_tasks(standing),
                *copy_tasks(standing, now),
            ]
        ),
        ahead=next_meeting(queue, now),
        schedule=_schedule(standing),
        oversight=_lines(standing),
        administers=standing.granted(Verb.ADMINISTER),
        council_held=_council_held(standing),
        represented=_represented(standing),
        hosted=_hosted(standing),
    )


def greeting(user: User, now: datetime) -> str:
    """«Қайырлы таң, Анар Бекзатқызы»: by the hour, given name and patronymic."""
    name = user.name()
    who = {"name": " ".join(part for part in (name.given, name.patronymic) if part) or name.family}
    hour = timezone.localtime(now).hour
    if hour < NOON:
        return _("Good morning, %(name)s") % who
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % who
    return _("Good evening, %(name)s") % who


def long_day(now: datetime) -> str:
    """«2026 жылғы 23 қараша, дүйсенбі»."""
    here = timezone.localtime(now)
    weekday = [
        pgettext("after a date", "Monday"), pgettext("after a date", "Tuesday"),
        pgettext("after a date", "Wednesday"), pgettext("after a date", "Thursday"),
        pgettext("after a date", "Friday"), pgettext("after a date", "Saturday"),
        pgettext("after a date", "Sunday"),
    ][here.weekday()]  # fmt: skip
    return f"{dates.long_date(here.date(), get_language() or 'kk')}, {weekday}"


def _schedule(standing: Standing) -> list[Planned]:
    """Whoever keeps the papers of a body schedules its meetings (cl. 12, 24)."""
    return [
        Planned(body, reverse("meetings:meeting_schedule", args=[body.pk]))
        for body in standing.clerked
        if body.exists_on(standing.day)
    ]


def _lines(standing: Standing) -> list[oversight.Line]:
    if not standing.oversees:
        return []
    bodies = visible_bodies(standing.user, standing.day).on(standing.day)
    return oversight.lines(bodies.order_by("-kind", "sort_key"), standing.day)


def _council_held(standing: Standing) -> int | None:
    """Council meetings held this year, for whoever answers for clause 9; None for others."""
    officer = any(seat.body.is_council and seat.office != Office.MEMBER for seat in standing.seats)
    if not (officer or standing.granted(Verb.REVIEW_MINUTES, Verb.ACT_FOR_CENTRE)):
        return None
    year = standing.day.year
    return Meeting.objects.of(standing.councils).held().in_year(year).count()


def _represented(standing: Standing) -> list[tuple[Organisation, list[Body]]]:
    """Own organisations, with the associations in which each is represented today."""
    if not standing.represented:
        return []
    seats = (
        Membership.objects.on(standing.day)
        .filter(represents__in=standing.represented)
        .select_related("body")
        .order_by("body__sort_key")
    )
    by_organisation: dict[int, dict[int, Body]] = {}
    for seat in seats:
        by_organisation.setdefault(seat.represents_id, {})[seat.body_id] = seat.body
    return [
        (organisation, list(by_organisation.get(organisation.pk, {}).values()))
        for organisation in Organisation.objects.filter(pk__in=standing.represented)
    ]


def _hosted(standing: Standing) -> dict[int, list[Association]]:
    """By own organisation, the associations it is the base of and therefore pays for (cl. 4)."""
    hosted: dict[int, list[Association]] = {}
    if not standing.represented:
        return hosted
    rows = Association.objects.filter(base_institution__in=standing.represented)
    for association in rows.select_related("body").order_by("body__sort_key"):
        hosted.setdefault(association.base_institution_id or 0, []).append(association)
    return hosted
