"""Who is told of a removal, at each step: the member above all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.actions import notify
from accounts.models import User
from bodies.backends import holders
from bodies.models import ChangeState, CompositionChange, Membership
from bodies.offices import Verb
from councils.models import Removal
from meetings.documents.texts import LANGUAGES, meeting_facts


def proposed(removal: Removal, day: date) -> None:
    """The member, who may answer; whoever composes the Council's agenda."""
    _tell(removal, "removal_proposed", [_member(removal)])
    _tell(removal, "removal_to_put", _clerks(removal, day))


def withdrawn(removal: Removal, day: date) -> None:
    """Whoever was told that it was proposed."""
    people = [_member(removal), *_clerks(removal, day)]
    _tell(removal, "removal_withdrawn", people, reason=removal.reason)


def put(removal: Removal) -> None:
    """The member, with the day of the meeting; whoever proposed it."""
    facts = meeting_facts(removal.item.meeting) if removal.item else {}
    _tell(removal, "removal_put", [_member(removal), removal.proposed_by],
          number=facts.get("number", ""), scheduled_for=facts.get("scheduled_for", ""))  # fmt: skip


def answered(removal: Removal, day: date) -> None:
    """Whoever proposed it and composes the agenda; the whole Council once it is before it."""
    people = [removal.proposed_by, *_clerks(removal, day)]
    if removal.item is not None:
        seats = Membership.objects.on(day).filter(body=removal.council).select_related("user")
        people += [seat.user for seat in seats]
    _tell(removal, "removal_answered", people)


def executed(removal: Removal) -> None:
    """The member and whoever proposed it; the ministry is told of the change."""
    change = removal.change
    _tell(removal, "removal_executed", [_member(removal), removal.proposed_by],
          effective_on=change.effective_on.isoformat() if change else "")  # fmt: skip


def decided(removal: Removal, change: CompositionChange) -> None:
    """Whoever proposed it; the member is told of the seat's end, or that it goes on."""
    if change.state == ChangeState.CONFIRMED:
        _tell(removal, "removal_confirmed", [removal.proposed_by],
              last_day=change.last_day_before.isoformat())  # fmt: skip
    else:
        _tell(removal, "removal_returned", [_member(removal), removal.proposed_by],
              reason=change.decision_reason)  # fmt: skip


def _member(removal: Removal) -> User:
    return removal.membership.user


def _clerks(removal: Removal, day: date) -> list[User]:
    return holders(removal.council, Verb.COMPOSE_AGENDA, day)


def _tell(removal: Removal, kind: str, recipients: Iterable[User], **params: Any) -> None:
    """Notify in words of `templates/notifications/<kind>.txt`."""
    seat = removal.membership
    named = {
        "body": {language: seat.body.name(language) for language in LANGUAGES},
        "name": {language: seat.user.full_name(language) for language in LANGUAGES},
    }
    notify(recipients=recipients, kind=kind, params=named | params, path=removal.get_absolute_url())
