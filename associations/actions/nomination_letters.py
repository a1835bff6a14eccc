"""Who is told of a nomination, at each step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.actions import notify
from accounts.models import User
from associations.models import Nomination
from bodies.backends import holders
from bodies.models import ChangeState, CompositionChange, Membership, Office
from bodies.offices import Verb
from meetings.documents.texts import LANGUAGES, meeting_facts


def made(nomination: Nomination, day: date) -> None:
    """The secretaries, the administrators, the candidate."""
    keepers = [*_secretaries(nomination, day), *holders(nomination.body, Verb.MANAGE_MEMBERS, day)]
    _tell(nomination, "nomination_made", [*keepers, *_candidate(nomination)])


def put(nomination: Nomination) -> None:
    """The nominator and the candidate; the members read the agenda when it is sent."""
    meeting = nomination.item.meeting if nomination.item else None
    facts = meeting_facts(meeting) if meeting else {}
    _tell(nomination, "nomination_put", _concerned(nomination),
          number=facts.get("number", ""), scheduled_for=facts.get("scheduled_for", ""))  # fmt: skip


def approved(nomination: Nomination) -> None:
    """The nominator and the candidate; the ministry is told of the change."""
    change = nomination.change
    day = change.effective_on.isoformat() if change else ""
    _tell(nomination, "nomination_approved", _concerned(nomination), effective_on=day)


def rejected(nomination: Nomination, day: date) -> None:
    """The nominator, the candidate, the secretaries."""
    people = [*_concerned(nomination), *_secretaries(nomination, day)]
    _tell(nomination, "nomination_rejected", people, reason=nomination.reason)


def withdrawn(nomination: Nomination, day: date) -> None:
    """Whoever was told of it when it was made."""
    keepers = [*_secretaries(nomination, day), *holders(nomination.body, Verb.MANAGE_MEMBERS, day)]
    _tell(nomination, "nomination_withdrawn", [*keepers, *_candidate(nomination)],
          reason=nomination.reason)  # fmt: skip


def decided(nomination: Nomination, change: CompositionChange) -> None:
    """The nominator; the candidate hears of the seat and is invited where it is confirmed."""
    nominator = [nomination.nominated_by.user]
    if change.state == ChangeState.CONFIRMED:
        day = change.took_effect_on or change.effective_on
        _tell(nomination, "nomination_confirmed", nominator, effective_on=day.isoformat())
    else:
        _tell(nomination, "nomination_returned", _concerned(nomination),
              reason=change.decision_reason)  # fmt: skip


def _secretaries(nomination: Nomination, day: date) -> Iterable[User]:
    seats = Membership.objects.on(day).filter(body=nomination.body).holding(Office.SECRETARY)
    return [seat.user for seat in seats.select_related("user")]


def _candidate(nomination: Nomination) -> list[User]:
    return [nomination.user] if nomination.user else []


def _concerned(nomination: Nomination) -> list[User]:
    return [nomination.nominated_by.user, *_candidate(nomination)]


def _tell(nomination: Nomination, kind: str, recipients: Iterable[User], **params: Any) -> None:
    """Notify in words of `templates/notifications/<kind>.txt`."""
    named = {
        "body": {language: nomination.body.name(language) for language in LANGUAGES},
        "name": {language: nomination.full_name(language) for language in LANGUAGES},
        "by": {
            language: nomination.nominated_by.user.full_name(language) for language in LANGUAGES
        },
    }
    notify(
        recipients=recipients, kind=kind, params=named | params,
        path=nomination.get_absolute_url(),
    )  # fmt: skip
