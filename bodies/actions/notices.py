"""Who is told of a change of composition, and of a term that ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.actions import invite_all, notify
from accounts.models import User
from bodies.actions.effects import Effect
from bodies.backends import holders
from bodies.models import (
    Body,
    ChangeState,
    CompositionChange,
    Membership,
    Office,
    TermAlert,
)
from bodies.offices import Verb
from bodies.rules.composition import TERM_ALERTS

LANGUAGES = ("kk", "ru", "en")
NAMED = 20
"""So many people a letter names; of more it tells the number."""


def drawn_up(change: CompositionChange) -> None:
    """Prepared: the administrators; proposed: those who confirm."""
    proposed = change.state == ChangeState.PROPOSED
    verb = Verb.CONFIRM_COMPOSITION if proposed else Verb.MANAGE_MEMBERS
    day = (change.proposed_at or change.drawn_up_at).date()
    _tell(change, f"composition_{change.state}", holders(change.keeper, verb, day))


def confirmed(change: CompositionChange, effect: Effect, *, by: User) -> None:
    """Those who come and are invited, those who leave, and whoever worked on it."""
    newcomers = [seat.user for seat in effect.seated]
    invite_all(newcomers, by=by)
    day = change.took_effect_on or change.effective_on
    _tell(change, "seat_taken", newcomers, day=day.isoformat())
    left = {seat.user_id: seat.user for seat in [*effect.ended, *effect.annulled]}
    for person in newcomers:
        left.pop(person.pk, None)
    _tell(change, "seat_left", left.values(), day=change.last_day_before.isoformat())
    _tell(change, "composition_confirmed", _workers(change), day=day.isoformat())


def declined(change: CompositionChange) -> None:
    """Whoever drew the change up and whoever recorded it learn the reason."""
    people = [p for p in (change.drawn_up_by, change.proposed_by) if p is not None]
    _tell(change, "composition_declined", people, reason=change.decision_reason)


def taken_back(change: CompositionChange, effect: Effect) -> None:
    """Everybody whom the change had concerned."""
    concerned = [seat.user for seat in [*effect.seated, *effect.ended, *effect.annulled]]
    _tell(
        change, "composition_undone", [*concerned, *_workers(change)],
        reason=change.decision_reason,
    )  # fmt: skip


def remind_of_terms(today: date) -> int:
    """Tell of terms that end in 90 and in 30 days, each once; the number of terms told of.

    The member, the body's secretaries and the administrators are told. A term that is noticed
    late is told of once, by the nearest mark.
    """
    told = 0
    for seat in _ending(today):
        left = (seat.ends_on - today).days
        marks = [mark for mark in TERM_ALERTS if left <= mark]
        given = {alert.days for alert in seat.term_alerts.all()}
        if not marks or min(marks) in given:
            continue
        TermAlert.objects.bulk_create(
            [TermAlert(membership=seat, days=mark) for mark in marks if mark not in given],
            ignore_conflicts=True,
        )
        clerks = _secretaries(seat.body, today)
        recipients = [seat.user, *clerks, *holders(seat.body, Verb.MANAGE_MEMBERS, today)]
        notify(
            recipients=recipients, kind="term_ending", path=seat.body.get_absolute_url(),
            params={**_body(seat.body), "name": _name(seat.user), "day": seat.ends_on.isoformat(),
                    "days": left},
        )  # fmt: skip
        told += 1
    return told


def _ending(today: date) -> Iterable[Any]:
    return (
        Membership.objects.ending_within(max(TERM_ALERTS), of=today)
        .filter(retrospective=False, exit="")
        .select_related("user", "body__parent__parent")
        .prefetch_related("term_alerts")
        .order_by("ends_on", "pk")
    )


def _workers(change: CompositionChange) -> list[User]:
    people = [p for p in (change.drawn_up_by, change.proposed_by) if p is not None]
    return [*people, *_secretaries(change.body, change.took_effect_on or change.effective_on)]


def _secretaries(body: Body, day: date) -> list[User]:
    seats = Membership.objects.on(day).filter(body=body).holding(Office.SECRETARY)
    return [seat.user for seat in seats.select_related("user")]


def _tell(change: CompositionChange, kind: str, recipients: Iterable[User], **params: Any) -> None:
    lines = change.lines.select_related("user", "membership__user").order_by("position")
    notify(
        recipients=recipients,
        kind=kind,
        path=change.get_absolute_url(),
        params={
            **_body(change.body),
            "change": change.kind,
            "names": [line.full_name("kk") for line in lines[:NAMED]],
            "more": max(0, lines.count() - NAMED),
            "effective_on": change.effective_on.isoformat(),
            **params,
        },
    )


def _body(body: Body) -> dict[str, Any]:
    return {"body": {language: body.name(language) for language in LANGUAGES}}


def _name(person: User) -> dict[str, str]:
    return {language: person.full_name(language) for language in LANGUAGES}
