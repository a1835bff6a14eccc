"""The one way a composition changes: drawn up, recorded, confirmed by a second person (F5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted, RuleViolation
from accounts.models import User
from bodies.actions import notices
from bodies.actions.checking import require_act, require_sound, require_undisputed
from bodies.actions.drafts import Draft
from bodies.actions.effects import Effect, take_back, take_effect, used
from bodies.actions.ending import end_body
from bodies.actions.holding import (
    first_free_day,
    require_existing,
    require_free_composition,
    require_to_come,
)
from bodies.backends import verbs_on
from bodies.errors import ChangeRefused
from bodies.models import (
    Body,
    ChangeKind,
    ChangeLine,
    ChangeState,
    CompositionChange,
    ExitKind,
    LineVerb,
    keeper_of,
)
from bodies.offices import Verb
from records import journal
from records.actions import store_file

UNDOABLE = (
    ChangeKind.APPOINTMENT, ChangeKind.ROSTER, ChangeKind.HANDOVER, ChangeKind.SECTION,
    ChangeKind.EXIT,
)  # fmt: skip


def propose(draft: Draft, *, by: User, at: datetime) -> CompositionChange:
    """Record a change that a second person is to confirm (cl. 15, REQ-12). Nothing changes yet.

    Raises NotPermitted unless `by` records members of the body, ChangeRefused for a past first
    day, a missing act or a change that waits already, BodyEnded (REQ-06), OfficeTaken (REQ-08),
    SeatTaken (REQ-12).
    """
    return _draw_up(draft, by=by, at=at, state=ChangeState.PROPOSED)


def prepare(draft: Draft, *, by: User, at: datetime) -> CompositionChange:
    """Prepare a change that an administrator is to record: secretaries, and one's own resignation.

    Raises what `propose` does.
    """
    return _draw_up(draft, by=by, at=at, state=ChangeState.PREPARED)


@transaction.atomic
def _draw_up(draft: Draft, *, by: User, at: datetime, state: str) -> CompositionChange:
    body = Body.objects.select_for_update().get(pk=draft.body.pk)
    today = timezone.localdate(at)
    verbs = verbs_on(by, keeper_of(body, draft.kind), today)
    lines = list(draft.lines(body))
    allowed = Verb.MANAGE_MEMBERS in verbs
    if state == ChangeState.PREPARED:
        allowed |= Verb.PREPARE_MEMBERS in verbs or _is_own_resignation(draft, by)
    if not allowed:
        raise NotPermitted(_("You do not record the composition of this body."))
    require_existing(body, draft.effective_on)
    require_to_come(body, draft.effective_on, today)
    act = require_act(body, draft.kind, draft.act, seats=bool(draft.seats), today=today)
    change = draft.change(body, act)
    require_sound(change, lines, draft.effective_on)
    require_undisputed(change, lines)

    if act.pk is None:
        act.file = store_file(draft.upload, by=by) if draft.upload else act.file
        act.save()
    change.act, change.state = act, state
    change.drawn_up_by, change.drawn_up_at = by, at
    if state == ChangeState.PROPOSED:
        change.proposed_by, change.proposed_at = by, at
    change.save()
    for line in lines:
        line.change = change
    ChangeLine.objects.bulk_create(lines, batch_size=500)
    facts = {
        "act": act.pk, "effective_on": draft.effective_on.isoformat(), "lines": len(lines),
    }  # fmt: skip
    if state == ChangeState.PREPARED:
        _journal(change, "change_prepared", by=by, at=at, **facts)
    else:
        _journal(change, "change_proposed", by=by, at=at, **facts)
    notices.drawn_up(change)
    return change


def _is_own_resignation(draft: Draft, by: User) -> bool:
    return not draft.seats and all(
        end.exit == ExitKind.RESIGNATION and end.membership.user_id == by.pk for end in draft.ends
    )


@transaction.atomic
def record(change: CompositionChange, *, by: User, at: datetime) -> None:
    """prepared → proposed: the administrator takes it over for confirmation (matrix E).

    Raises NotPermitted, ChangeRefused when somebody has dealt with it, and what `propose` does.
    """
    _lock(change)
    change.require(ChangeState.PREPARED)
    _permit(change, by, Verb.MANAGE_MEMBERS, at)
    on = max(change.effective_on, first_free_day(change.body, timezone.localdate(at)))
    require_existing(change.body, on)
    require_sound(change, _lines(change), on)
    change.state = ChangeState.PROPOSED
    change.proposed_by, change.proposed_at = by, at
    change.save(update_fields=["state", "proposed_by", "proposed_at"])
    _journal(change, "change_proposed", by=by, at=at)
    notices.drawn_up(change)


@transaction.atomic
def confirm(change: CompositionChange, *, by: User, at: datetime) -> Effect:
    """proposed → in effect, by a second authorised person (assurance threat 2, F5).

    It takes effect on its planned day; confirmed later, today, or tomorrow when the body has met
    today already. Whoever is new to the portal is entered and invited. Raises NotPermitted,
    CompositionHeld while a meeting of the body is open, ChangeRefused when somebody was faster,
    BodyEnded (REQ-06), OfficeTaken (REQ-08), SeatTaken (REQ-12).
    """
    _lock(change)
    change.require(ChangeState.PROPOSED)
    _permit(change, by, Verb.CONFIRM_COMPOSITION, at)
    _require_second(change, by)
    require_free_composition(change.body)
    on = max(change.effective_on, first_free_day(change.body, timezone.localdate(at)))
    require_existing(change.body, on)
    if change.kind == ChangeKind.DISSOLUTION:
        effect = end_body(change, on=on, by=by, at=at)
    else:
        lines = _lines(change)
        require_sound(change, lines, on)
        effect = take_effect(change, lines, on=on, by=by, at=at)
    change.took_effect_on = on
    _decide(change, ChangeState.CONFIRMED, by=by, at=at)
    own = {"act": change.act_id, "effective_on": on.isoformat()}
    for body, facts in _facts(change, effect).items():
        journal.append(
            stream=f"body:{body}", kind="change_confirmed", actor=by, at=at,
            payload={"change": change.pk, "kind": change.kind, **own, **facts},
        )  # fmt: skip
    notices.confirmed(change, effect, by=by)
    return effect


def _facts(change: CompositionChange, effect: Effect) -> dict[int, dict[str, Any]]:
    """The facts of the effect by the body they belong to; the change's own body always has some."""
    bodies = {change.body_id, *(seat.body_id for seat in [*effect.ended, *effect.annulled])}
    return {
        body: Effect(
            seated=[seat for seat in effect.seated if seat.body_id == body],
            ended=[seat for seat in effect.ended if seat.body_id == body],
            annulled=[seat for seat in effect.annulled if seat.body_id == body],
        ).facts()
        for body in bodies
    }


@transaction.atomic
def decline(change: CompositionChange, *, by: User, at: datetime, reason: str) -> None:
    """proposed → declined, with a reason, by whoever could have confirmed it."""
    _lock(change)
    change.require(ChangeState.PROPOSED)
    _permit(change, by, Verb.CONFIRM_COMPOSITION, at)
    _require_second(change, by)
    _decline(change, by=by, at=at, reason=reason)


@transaction.atomic
def decline_prepared(change: CompositionChange, *, by: User, at: datetime, reason: str) -> None:
    """prepared → declined, with a reason, by the administrator who does not record it."""
    _lock(change)
    change.require(ChangeState.PREPARED)
    _permit(change, by, Verb.MANAGE_MEMBERS, at)
    _decline(change, by=by, at=at, reason=reason)


@transaction.atomic
def withdraw(change: CompositionChange, *, by: User, at: datetime, reason: str = "") -> None:
    """prepared, proposed → withdrawn, by whoever drew it up or recorded it: nothing has changed."""
    _lock(change)
    change.require(ChangeState.PREPARED, ChangeState.PROPOSED)
    if by.pk not in (change.drawn_up_by_id, change.proposed_by_id):
        raise NotPermitted(_("Only whoever drew a change up withdraws it."))
    change.state, change.decision_reason = ChangeState.WITHDRAWN, reason
    change.save(update_fields=["state", "decision_reason"])
    _journal(change, "change_withdrawn", by=by, at=at, reason=reason)


@transaction.atomic
def undo(change: CompositionChange, *, by: User, at: datetime, reason: str) -> None:
    """in effect → taken back, while nothing rests on it; the seats never were.

    By the second person's side, who did not draw the change up. Raises ChangeRefused once a
    meeting has used the composition or a new member has acted.
    """
    _lock(change)
    change.require(ChangeState.CONFIRMED)
    _permit(change, by, Verb.CONFIRM_COMPOSITION, at)
    _require_second(change, by)
    _require_reason(reason)
    require_free_composition(change.body)
    lines = _lines(change)
    _require_unused(change, lines)
    change.state, change.decision_reason = ChangeState.UNDONE, reason
    change.save(update_fields=["state", "decision_reason"])
    effect = take_back(change, lines, by=by, at=at)
    _journal(change, "change_undone", by=by, at=at, reason=reason, **effect.facts())
    notices.taken_back(change, effect)


def undoable(change: CompositionChange) -> bool:
    """Whether `undo` would find nothing that rests on the change."""
    try:
        _require_unused(change, _lines(change))
    except ChangeRefused:
        return False
    return change.state == ChangeState.CONFIRMED


def _require_unused(change: CompositionChange, lines: list[ChangeLine]) -> None:
    since, last_used = change.took_effect_on, change.body.composition_used_on
    met = since is not None and last_used is not None and last_used >= since
    seats = [line.membership for line in lines if line.verb == LineVerb.SEAT and line.membership]
    if change.kind not in UNDOABLE or met or used(seats):
        raise ChangeRefused(
            _("This change cannot be taken back: a meeting or an act already rests on it.")
        )


def _lock(change: CompositionChange) -> None:
    """The body first, then the change; both are read anew."""
    body = Body.objects.select_for_update().get(pk=change.body_id)
    fresh = CompositionChange.objects.select_for_update().get(pk=change.pk)
    for column in change._meta.concrete_fields:  # noqa: SLF001
        setattr(change, column.attname, getattr(fresh, column.attname))
    change.body = body


def _lines(change: CompositionChange) -> list[ChangeLine]:
    """With their seats locked, in order."""
    rows = change.lines.select_related("membership__user", "membership__body", "user", "represents")
    return list(rows.order_by("position"))


def _permit(change: CompositionChange, by: User, verb: Verb, at: datetime) -> None:
    if verb not in verbs_on(by, change.keeper, timezone.localdate(at)):
        text = (
            _("You do not record the composition of this body.")
            if verb is Verb.MANAGE_MEMBERS
            else _("You do not confirm changes of this body's composition.")
        )
        raise NotPermitted(text)


def _require_second(change: CompositionChange, by: User) -> None:
    """Two different people stand behind a change, and neither is its subject (F5)."""
    if by.pk in (change.drawn_up_by_id, change.proposed_by_id):
        raise NotPermitted(
            _("A second person confirms a change of composition: you drew this one up.")
        )
    if change.lines.filter(user=by).exists():
        raise NotPermitted(_("You do not decide about a change that concerns yourself."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(_("Give a reason."))


def _decline(change: CompositionChange, *, by: User, at: datetime, reason: str) -> None:
    _require_reason(reason)
    change.decision_reason = reason
    _decide(change, ChangeState.DECLINED, by=by, at=at)
    _journal(change, "change_declined", by=by, at=at, reason=reason)
    notices.declined(change)


def _decide(change: CompositionChange, state: str, *, by: User, at: datetime) -> None:
    change.state, change.decided_by, change.decided_at = state, by, at
    change.save(
        update_fields=["state", "decided_by", "decided_at", "decision_reason", "took_effect_on"]
    )


def _journal(change: CompositionChange, kind: str, *, by: User, at: datetime, **facts: Any) -> None:
    journal.append(
        stream=change.body.stream, kind=kind, actor=by, at=at,
        payload={"change": change.pk, "kind": change.kind, **facts},
    )  # fmt: skip
