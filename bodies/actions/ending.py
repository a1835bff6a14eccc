"""The end of a body by the act that dissolves it (cl. 29)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q

from accounts.models import User
from bodies.actions.effects import Effect, take_effect
from bodies.actions.holding import ended, require_free_composition
from bodies.models import (
    Body,
    BodyKind,
    ChangeLine,
    ChangeState,
    CompositionChange,
    ExitKind,
    LineVerb,
    Membership,
)
from records import journal


def end_body(change: CompositionChange, *, on: date, by: User, at: datetime) -> Effect:
    """End the body and those inside it with the day before `on`, and every seat in them.

    Changes that still wait there come to nothing. Raises CompositionHeld while one of them meets.
    """
    last_day = on - timedelta(days=1)
    inside = Body.objects.select_for_update().filter(parent=change.body).order_by("pk")
    closed = [change.body, *inside.filter(Q(ends_on=None) | Q(ends_on__gt=last_day))]
    for body in closed[1:]:
        require_free_composition(body)
    effect = take_effect(change, _lines(change, closed, on), on=on, by=by, at=at)
    for body in closed:
        body.ends_on, body.ends_act = last_day, change.act
        body.save(update_fields=["ends_on", "ends_act"])
    _drop_waiting(change, closed)
    stream = change.body.stream
    facts = {
        "act": change.act_id, "last_day": last_day.isoformat(),
        "bodies": [body.pk for body in closed],
    }  # fmt: skip
    if change.body.kind == BodyKind.SECTION:
        journal.append(stream=stream, kind="section_closed", actor=by, at=at, payload=facts)
    else:
        journal.append(stream=stream, kind="association_dissolved", actor=by, at=at, payload=facts)
    return effect


def _lines(change: CompositionChange, bodies: list[Body], on: date) -> list[ChangeLine]:
    """One for every seat that has not ended by then, whoever came since the order was registered."""
    seats = (
        Membership.objects.standing()
        .filter(Q(ends_on=None) | Q(ends_on__gte=on), body__in=bodies)
        .select_related("user", "body")
        .order_by("body", "pk")
    )
    return ChangeLine.objects.bulk_create(
        ChangeLine(
            change=change,
            position=position,
            verb=LineVerb.END,
            membership=seat,
            user=seat.user,
            office=seat.office,
            voting=seat.voting,
            category=seat.category,
            represents_id=seat.represents_id,
            exit=_exit(change),
        )
        for position, seat in enumerate(seats, start=1)
    )


def _exit(change: CompositionChange) -> ExitKind:
    """A section is closed by decisions, an association by the Minister's order (cl. 16, 29)."""
    if change.body.kind == BodyKind.SECTION:
        return ExitKind.SECTION_DECISION
    return ExitKind.DISSOLUTION


def _drop_waiting(change: CompositionChange, bodies: list[Body]) -> None:
    waiting = CompositionChange.objects.of(bodies).waiting().exclude(pk=change.pk)
    waiting.update(state=ChangeState.WITHDRAWN, decision_reason=ended(change.body).message)
