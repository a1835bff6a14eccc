"""Who may what about carrying the Council's decisions out (cl. 12)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.backends import represented_by, verbs_on
from bodies.models import Body, Grant, Membership, Office
from bodies.offices import Verb
from meetings.actions.permit import day_of, permit
from minutes.models import Execution
from minutes.querysets import ExecutionQuerySet

CLAUSE = "12"
OFFICERS = (Office.CHAIR, Office.SECRETARY)
"""An association answers through them."""


def keeper(by: User, council: Body, at: datetime) -> None:
    """Raise NotPermitted unless `by` keeps the Council's records: its secretary, the Centre."""
    permit(
        by, council, Verb.DRAW_UP_MINUTES, day=day_of(at), clause=CLAUSE,
        refusal=_("Only the Centre and the Council's secretary assign, extend and cancel."),
    )  # fmt: skip


def accepter(by: User, council: Body, at: datetime) -> None:
    """Raise NotPermitted unless `by` acts for the Centre, which ensures execution (cl. 12)."""
    permit(
        by, council, Verb.ACT_FOR_CENTRE, day=day_of(at), clause=CLAUSE,
        refusal=_("Only the Centre accepts or returns a report."),
    )  # fmt: skip


def executor(by: User, execution: Execution, at: datetime) -> None:
    """Raise NotPermitted unless `by` is responsible, or acts for whoever is."""
    if not may_execute(by, execution, day_of(at)):
        raise NotPermitted(
            _("Only the responsible take a decision up and report on it."), clause=CLAUSE
        )


def may_keep(user: User, council: Body, day: date) -> bool:
    """Whether `user` assigns, extends and cancels in this Council that day."""
    return council.is_council and Verb.DRAW_UP_MINUTES in verbs_on(user, council, day)


def may_accept(user: User, council: Body, day: date) -> bool:
    """Whether `user` accepts and returns reports that day."""
    return council.is_council and Verb.ACT_FOR_CENTRE in verbs_on(user, council, day)


def may_execute(user: User, execution: Execution, day: date) -> bool:
    """The person named; chair and secretary of the association; whoever represents the institution."""
    return executions_of(user, day).filter(pk=execution.pk).exists()


def executions_of(user: User, day: date) -> ExecutionQuerySet:
    """Everything `user` is responsible for that day, by name, by office or by grant."""
    seats = Membership.objects.on(day).of(user).filter(office__in=OFFICERS)
    found: ExecutionQuerySet = Execution.objects.filter(
        Q(person=user)
        | Q(association__in=seats.values("body"))
        | Q(organisation__in=represented_by(user, day))
    )
    return found


def executors(execution: Execution, day: date) -> list[User]:
    """Everybody who may carry it out that day."""
    seats = Membership.objects.on(day).filter(
        body=execution.association_id, office__in=OFFICERS
    )  # fmt: skip
    grants = Grant.dated.on(day).on_organisations([execution.organisation_id or 0])
    represented = grants.filter(permission__codename="represent")
    return list(
        User.objects.active()
        .filter(
            Q(pk=execution.person_id)
            | Q(pk__in=seats.values("user"))
            | Q(pk__in=represented.values("user"))
        )
        .order_by("pk")
    )
