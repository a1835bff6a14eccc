"""What changes of composition, nominations and removals ask of a person today.

A constant number of queries, whatever the number of bodies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from associations.models import Nomination
from associations.states import NominationState
from bodies.documents import procedures_on
from bodies.models import BodyKind, ChangeKind, ChangeState, CompositionChange, Office
from bodies.offices import OFFICE_ABOVE_SECTION, Verb, verbs_of_grant
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import SOON, URGENT, Task
from councils.models import Removal
from councils.states import RemovalState

NAMED = 2
"""So many people a task names."""


def composition_tasks(standing: Standing, now: datetime) -> Iterable[Task]:
    """Everything that waits for this person; nothing asked of who has neither office nor grant."""
    yield from _changes(standing)
    yield from _nominations(standing)
    yield from _removals(standing, now)


def _changes(standing: Standing) -> Iterable[Task]:
    """To record for administrators, to confirm for the second person, who did not draw it up."""
    waits = {
        ChangeState.PREPARED: _kept(standing, Verb.MANAGE_MEMBERS),
        ChangeState.PROPOSED: _kept(standing, Verb.CONFIRM_COMPOSITION),
    }
    asked = Q(pk=None)
    for state, reached in waits.items():
        asked |= Q(state=state) & reached
    own = Q(drawn_up_by=standing.user) | Q(proposed_by=standing.user)
    rows = CompositionChange.objects.filter(asked).exclude(Q(state=ChangeState.PROPOSED) & own)
    concerned = Q(state=ChangeState.PROPOSED, lines__user=standing.user)
    rows = rows.exclude(concerned).select_related("body").with_first_lines(NAMED + 1)
    for change in rows.order_by("drawn_up_at", "pk") if standing.grants or standing.seats else ():
        confirms = change.state == ChangeState.PROPOSED
        title = _("Change of composition to confirm") if confirms else _("Change to record")
        names = ", ".join(line.full_name() for line in change.first_lines[:NAMED])
        names += " …" if change.first_lines[NAMED:] else ""
        hint = [str(change.get_kind_display()), names, change.body.short_name()]
        yield Task(
            URGENT if confirms else SOON, change.drawn_up_at, title,
            " · ".join(part for part in hint if part), change.get_absolute_url(),
            _("Look at it"),
        )  # fmt: skip


def _nominations(standing: Standing) -> Iterable[Task]:
    """To put on the agenda for the secretary, to answer for the administrator (cl. 15, 27.5)."""
    clerked = {body.pk for body in standing.bodies(Office.SECRETARY)}
    reached = _reached(standing, Verb.MANAGE_MEMBERS, "body")
    rows = Nomination.objects.waiting().filter(reached | Q(body__in=clerked)).with_outcome()
    listed = list(_marking(rows, reached).order_by("nominated_at", "pk"))
    rules = procedures_on({n.body for n in listed}, standing.day)
    for nomination in listed:
        voted, state = rules[nomination.body_id].nomination_vote, nomination.state
        if not nomination.body.exists_on(standing.day):
            continue
        if voted and state == NominationState.NOMINATED and nomination.body_id in clerked:
            yield _nomination(nomination, _("Nomination to put on the agenda"), "put",
                              _("Put on the agenda"))  # fmt: skip
        ready = NominationState.SUPPORTED if voted else NominationState.NOMINATED
        if state == ready and nomination.reached:
            yield _nomination(nomination, _("Nomination to answer"), "detail", _("Look at it"))


def _nomination(nomination: Nomination, title: str, step: str, action: str) -> Task:
    url = reverse(f"associations:nomination_{step}", args=[nomination.pk])
    hint = f"{nomination.full_name()} · {nomination.body.short_name()}"
    return Task(SOON, nomination.nominated_at, title, hint, url, action)


def _removals(standing: Standing, now: datetime) -> Iterable[Task]:
    """To put on the Council's agenda, to execute, and the member's own right to answer (14.4)."""
    clerked = {body.pk for body in standing.clerked if body.is_council}
    reached = _reached(standing, Verb.MANAGE_MEMBERS, "membership__body")
    mine = Q(membership__user=standing.user)
    rows = Removal.objects.waiting().of_seats_on(timezone.localdate(now))
    rows = rows.filter(mine | reached | Q(council__in=clerked)).with_outcome()
    for removal in _marking(rows, reached).order_by("proposed_at", "pk"):
        state = removal.state
        if state == RemovalState.PROPOSED and removal.council_id in clerked:
            yield _removal(removal, _("Removal to put on the agenda"), "put",
                           _("Put on the agenda"))  # fmt: skip
        if state == RemovalState.ADOPTED and removal.reached:
            yield _removal(removal, _("Removal to execute"), "execute", _("Execute"))
        before = state in (RemovalState.PROPOSED, RemovalState.ON_AGENDA)
        if before and removal.stated_at is None and removal.membership.user_id == standing.user.pk:
            yield _removal(removal, _("Your removal is proposed"), "answer",
                           _("Answer in writing"))  # fmt: skip


def _removal(removal: Removal, title: str, step: str, action: str) -> Task:
    url = reverse(f"councils:removal_{step}", args=[removal.pk])
    seat = removal.membership
    hint = f"{seat.user.full_name()} · {seat.body.short_name()}"
    return Task(URGENT, removal.proposed_at, title, hint, url, action)


def _marking(rows: Any, reached: Q) -> Any:
    """With `reached`: whether it is this person's as an administrator."""
    return rows.annotate(reached=ExpressionWrapper(reached, output_field=BooleanField()))


def _kept(standing: Standing, verb: Verb) -> Q:
    """Changes of bodies in which this person may do `verb` about compositions.

    A section's own are its association's chair's and secretary's, but a removal (cl. 14.4, 16).
    """
    section, removal = Q(body__kind=BodyKind.SECTION), Q(kind=ChangeKind.REMOVAL)
    offices = [office for office, verbs in OFFICE_ABOVE_SECTION.items() if verb in verbs]
    led = [body.pk for body in standing.bodies(*offices)] if offices else []
    reached = _reached(standing, verb, "body")
    return (reached & (~section | removal)) | (section & Q(body__parent__in=led) & ~removal)


def _reached(standing: Standing, verb: Verb, path: str) -> Q:
    """Of bodies, at `path`, on which a grant gives `verb`, and of everything below them."""
    granted = [
        grant.pk
        for grant in standing.grants
        if grant.on_body and verb in verbs_of_grant(Verb(grant.verb), BodyKind.ASSOCIATION)
    ]
    if not granted:
        return Q(pk=None)
    return (
        Q(**{f"{path}__in": granted})
        | Q(**{f"{path}__parent__in": granted})
        | Q(**{f"{path}__parent__parent__in": granted})
    )
