"""What a confirmed change does to the seats, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models.fields.reverse_related import ForeignObjectRel
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from bodies.models import (
    Body,
    ChangeLine,
    CompositionChange,
    ExitKind,
    LineVerb,
    Membership,
    TermAlert,
)

DAY = timedelta(days=1)
PARTS = 500
"""Rows a statement: SQLite takes a limited number of values at once."""


@dataclass(slots=True)
class Effect:
    """Whose seats a change has begun and ended."""

    seated: list[Membership] = field(default_factory=list)
    ended: list[Membership] = field(default_factory=list)
    annulled: list[Membership] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """What the journal keeps: enough to tell the composition of any day again."""
        return {
            "seated": [
                {"membership": seat.pk, "user": seat.user_id, "office": seat.office,
                 "voting": seat.voting, "starts_on": seat.starts_on.isoformat(),
                 "ends_on": seat.ends_on.isoformat() if seat.ends_on else None}
                for seat in self.seated
            ],
            "ended": [
                {"membership": seat.pk, "user": seat.user_id, "exit": seat.exit,
                 "ends_on": seat.ends_on.isoformat() if seat.ends_on else None}
                for seat in self.ended
            ],
            "annulled": [seat.pk for seat in self.annulled],
        }  # fmt: skip


def take_effect(
    change: CompositionChange, lines: Sequence[ChangeLine], *, on: date, by: User, at: datetime
) -> Effect:
    """End the seats that are left with the day before `on`, begin those that are taken on `on`."""
    effect = Effect()
    reason = str(change.get_kind_display())
    for line in lines:
        if line.verb == LineVerb.END and line.membership is not None:
            _end(line, line.membership, change, effect, on=on, at=at)
    changed = [*effect.ended, *effect.annulled]
    _update(changed, ["ends_on", "ends_act", "exit", "annulled_at"], by=by, reason=reason)

    taken = [line for line in lines if line.verb == LineVerb.SEAT]
    people = _people(taken)
    for line in taken:
        line.user = people[line.pk]
        seat = Membership(
            body=change.body,
            user=line.user,
            office=line.office,
            voting=line.voting,
            category=line.category,
            represents=line.represents,
            starts_on=on,
            ends_on=line.ends_on,
            starts_act=change.act,
        )
        _bound(seat, change.body)
        effect.seated.append(seat)
    bulk_create_with_history(
        effect.seated, Membership, batch_size=PARTS, default_user=by, default_change_reason=reason
    )
    for line, seat in zip(taken, effect.seated, strict=True):
        line.membership = seat
    # Thousands of lines: each is written only where it has become another.
    ChangeLine.objects.bulk_update(taken, ["membership", "user"], PARTS)
    limited = [line for line in lines if line.former_ends_on is not None]
    ChangeLine.objects.bulk_update(limited, ["former_ends_on"], PARTS)
    return effect


def _end(
    line: ChangeLine, seat: Membership, change: CompositionChange, effect: Effect, *,
    on: date, at: datetime,
) -> None:  # fmt: skip
    """A seat that would have begun later never was."""
    line.former_ends_on = seat.ends_on
    if seat.starts_on >= on:
        seat.annulled_at = at
        effect.annulled.append(seat)
        return
    seat.ends_on, seat.ends_act, seat.exit = on - DAY, change.act, line.exit
    effect.ended.append(seat)


def _bound(seat: Membership, body: Body) -> None:
    """Nobody sits in a body beyond its last day: the act that ends it ends the seat (cl. 16, 29)."""
    if body.ends_on is None or (seat.ends_on is not None and seat.ends_on <= body.ends_on):
        return
    seat.ends_on, seat.ends_act = body.ends_on, body.ends_act
    dissolved = body.ended_with_its_association
    seat.exit = ExitKind.DISSOLUTION if dissolved else ExitKind.SECTION_DECISION


def _people(lines: Iterable[ChangeLine]) -> dict[int, User]:
    """The person of each line; whoever is new is entered now, without a password."""
    found: dict[int, User] = {line.pk: line.user for line in lines if line.user is not None}
    new = [line for line in lines if line.user is None]
    addresses = [line.person["email"] for line in new if line.person.get("email")]
    known: dict[str, User] = {
        str(user.email): user for user in User.objects.filter(email__in=addresses)
    }
    entered: list[User] = []
    for line in new:
        address = line.person.get("email") or ""
        person = known.get(address)
        if person is None:
            person = User(**line.person)
            person.set_unusable_password()
            # The table holds its constraints itself; asked here, each would be a query a person.
            person.full_clean(
                exclude=["password"], validate_unique=False, validate_constraints=False
            )
            person.derive_keys()
            entered.append(person)
            if address:
                known[address] = person
        found[line.pk] = person
    User.objects.bulk_create(entered, batch_size=PARTS)
    return found


def take_back(
    change: CompositionChange, lines: Sequence[ChangeLine], *, by: User, at: datetime
) -> Effect:
    """Seats that were taken never were; seats that were left go on, until the body's last day."""
    effect = Effect()
    for line in lines:
        seat = line.membership
        if seat is None:
            continue
        if line.verb == LineVerb.SEAT:
            seat.annulled_at = at
            effect.annulled.append(seat)
        elif seat.annulled_at is None:
            seat.ends_on, seat.ends_act, seat.exit = line.former_ends_on, None, ""
            _bound(seat, change.body)
            effect.ended.append(seat)
        elif change.body.ends_on is None or seat.starts_on <= change.body.ends_on:
            seat.annulled_at = None
            _bound(seat, change.body)
            effect.seated.append(seat)
    reason = str(change.get_state_display())
    columns = ["ends_on", "ends_act", "exit", "annulled_at"]
    # First those who leave, so that their offices are free for those who return.
    _update(effect.annulled, columns, by=by, reason=reason)
    _update([*effect.ended, *effect.seated], columns, by=by, reason=reason)
    return effect


def _update(seats: list[Membership], columns: list[str], *, by: User, reason: str) -> None:
    if seats:
        bulk_update_with_history(
            seats, Membership, columns, batch_size=PARTS, default_user=by,
            default_change_reason=reason,
        )  # fmt: skip


def used(seats: Iterable[Membership]) -> bool:
    """Whether anything rests on one of these seats: a roll, a ballot, a consent, a nomination.

    Asks every table that points at memberships, of whatever room, but the changes themselves and
    the history of edits.
    """
    keys = [seat.pk for seat in seats]
    for relation in Membership._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if not (isinstance(relation, ForeignObjectRel) and relation.auto_created):
            continue
        model: Any = relation.related_model
        if model in (ChangeLine, TermAlert) or relation.many_to_many:
            continue
        if model._default_manager.filter(**{f"{relation.field.name}__in": keys}).exists():  # noqa: SLF001
            return True
    return False
