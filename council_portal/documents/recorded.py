"""What is recorded about associations and members: on a body's page and among the tasks of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.kazakh import dates
from accounts.models import User
from associations.access import funding_readable
from associations.documents.funding import account_of
from bodies.models import Body, Office
from bodies.offices import Verb
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import LATER, SOON, URGENT, Task
from councils.access import visible_evaluations, visible_petitions, visible_violations
from councils.access.standing import verbs_in_council
from councils.models import Petition, Violation
from minutes.access import keeps_register, reads_register
from minutes.documents.registered import series_of
from records.models import DocumentNumber


@dataclass(frozen=True)
class Recorded:
    """One kind of record: how much there is, where it is read and where one is added."""

    title: str
    clause: str
    summary: str
    url: str
    add_url: str = ""
    add: str = ""


def recorded_about(body: Body, user: User, day: date) -> list[Recorded]:
    """What `user` may read or add about the body; about a section its documents alone."""
    lines = list(_documents(body, user, day))
    if body.kind == "section":
        return lines
    verbs, alive = verbs_in_council(user, day), body.exists_on(day)
    if not body.is_council:
        lines += _funding(body, user, alive=alive)
    lines += _violations(body, user, day, verbs, alive=alive)
    lines += _evaluations(body, user, day, verbs, alive=alive)
    if body.is_council:
        lines += _petitions(body, user, day, verbs)
    return lines


def _documents(body: Body, user: User, day: date) -> Iterator[Recorded]:
    """The register of documents (cl. 12, 23)."""
    if not reads_register(user, body, day):
        return
    count = DocumentNumber.objects.filter(series__in=series_of([body.pk])).count()
    yield Recorded(
        _("Register of documents"), "12" if body.is_council else "23", _counted(count),
        reverse("minutes:document_list", args=[body.pk]),
        reverse("minutes:document_register", args=[body.pk])
        if keeps_register(user, body, day)
        else "",
        _("Register a letter"),
    )  # fmt: skip


def _funding(body: Body, user: User, *, alive: bool) -> Iterator[Recorded]:
    association = getattr(body, "association", None)
    if association is None or not funding_readable(user, association):
        return
    latest = account_of(association).latest
    records = alive and user.has_perm("bodies.record_funding", body)
    yield Recorded(
        _("What the base institution pays"), "4",
        f"{latest.year}: {latest.sum}" if latest else _("Nothing is recorded yet"),
        reverse("associations:funding_list", args=[body.pk]),
        reverse("associations:funding_add", args=[body.pk]) if records else "",
        _("Record a payment"),
    )  # fmt: skip


def _violations(
    body: Body, user: User, day: date, verbs: frozenset[str], *, alive: bool
) -> Iterator[Recorded]:
    registers = Verb.REGISTER_VIOLATION in verbs
    found = visible_violations(user, day)
    count = (found if body.is_council else found.of([body.pk])).count()
    answers = user.has_perm("bodies.answer_violation", body)
    if not (registers or answers or count) or (body.is_council and not verbs):
        return
    adds = registers and alive and not body.is_council
    yield Recorded(
        _("Violations"), "28", _counted(count), _listed("councils:violation_list", body),
        reverse("councils:violation_record", args=[body.pk]) if adds else "",
        _("Record a violation"),
    )  # fmt: skip


def _evaluations(
    body: Body, user: User, day: date, verbs: frozenset[str], *, alive: bool
) -> Iterator[Recorded]:
    found = visible_evaluations(user, day)
    count = (found if body.is_council else found.of([body.pk])).count()
    if not (Verb.READ_EVALUATIONS in verbs or user.has_perm("bodies.read_evaluations", body)):
        return
    adds = alive and not body.is_council and Verb.PREPARE_EVALUATION in verbs
    yield Recorded(
        _("Evaluations"), "13.11", _counted(count), _listed("councils:evaluation_list", body),
        reverse("councils:evaluation_draft", args=[body.pk]) if adds else "",
        _("Prepare an evaluation"),
    )  # fmt: skip


def _petitions(body: Body, user: User, day: date, verbs: frozenset[str]) -> Iterator[Recorded]:
    if Verb.READ_PETITIONS not in verbs:
        return
    count = visible_petitions(user, day).of(body).count()
    draws = user.has_perm("bodies.petition", body)
    yield Recorded(
        _("Petitions for discipline"), "14.5", _counted(count), reverse("councils:petition_list"),
        reverse("councils:petition_draw_up", args=[body.pk]) if draws else "",
        _("Draw up a petition"),
    )  # fmt: skip


def _listed(route: str, body: Body) -> str:
    """The list, narrowed to the association."""
    return reverse(route) + ("" if body.is_council else f"?association={body.pk}")


def _counted(count: int) -> str:
    return ngettext("%(n)s record", "%(n)s records", count) % {"n": count}


def kept_tasks(standing: Standing, now: datetime) -> Iterable[Task]:
    """What these records ask of a person: to explain, to ask, to put, to send. Three queries."""
    yield from _to_explain(standing, now)
    if any(body.is_council for body in standing.clerked):
        yield from _to_forward(standing, now)
    if any(body.is_council for body in standing.bodies(Office.SECRETARY)):
        for petition in Petition.objects.unsent().with_everything().newest_first():
            yield Task(
                LATER, now, _("Petition to send"),
                f"{petition} · {petition.membership.user.short_name()}",
                petition.get_absolute_url(), _("Open"),
            )  # fmt: skip


def _to_explain(standing: Standing, now: datetime) -> Iterator[Task]:
    """An association asked by the Council hears of it until it has explained (cl. 28)."""
    bodies = [
        body.pk for body in standing.bodies(Office.CHAIR, Office.SECRETARY) if not body.is_council
    ]
    if not bodies:
        return
    for violation in Violation.objects.of(bodies).unanswered().with_outcome().newest_first():
        due = dates.short_date(violation.answer_by)
        hint = [
            violation.association.body.short_name(), _("cl. %(clause)s") % {"clause": "28"},
            _("to be explained by: %(day)s") % {"day": due},
        ]  # fmt: skip
        url = reverse("councils:violation_explain", args=[violation.pk])
        title = _("Explanation to the Council")
        yield Task(URGENT, now, title, " · ".join(hint), url, _("Explain"))


def _to_forward(standing: Standing, now: datetime) -> Iterator[Task]:
    """The Council's secretary and the Centre ask first, and then put it on the agenda."""
    rows = Violation.objects.untouched() | Violation.objects.to_be_put(standing.day)
    for violation in rows.with_outcome().newest_first():
        asked = violation.asked_at is not None or violation.explained_at is not None
        title = _("Violation to put on the agenda") if asked else _("Explanation to ask for")
        hint = f"{violation.association.body.short_name()} · {violation.ground}"
        yield Task(SOON, now, title, hint, violation.get_absolute_url(), _("Open"))
