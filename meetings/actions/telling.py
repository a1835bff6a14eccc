"""Telling people of a meeting. Of one recorded afterwards nobody is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.actions import notify
from accounts.models import User
from bodies.models import Membership, Office
from meetings.documents.texts import LANGUAGES, meeting_facts, title_facts
from meetings.models import Ballot, Meeting


def members(meeting: Meeting) -> Iterable[User]:
    """Everybody in office on the day of the meeting."""
    seats = Membership.objects.on(meeting.day).filter(body=meeting.body_id)
    return User.objects.filter(pk__in=seats.values("user"))


def clerks(meeting: Meeting, day: date) -> Iterable[User]:
    """The body's secretaries that day, and the secretary named for the meeting."""
    seats = Membership.objects.on(day).holding(Office.SECRETARY).filter(body=meeting.body_id)
    return User.objects.filter(Q(pk__in=seats.values("user")) | Q(pk=meeting.secretary_id))


def tell(
    meeting: Meeting, kind: str, recipients: Iterable[User], *, path: str = "", **params: Any
) -> None:
    """Notify in words of `templates/notifications/<kind>.txt`, leading to `path`.

    Without one, to the workspace. A link never carries authority: it is read after signing in.
    """
    if meeting.retrospective:
        return
    notify(
        recipients=recipients,
        kind=kind,
        params=meeting_facts(meeting) | params,
        path=path or meeting.get_absolute_url(),
    )


def tell_of_entered_ballot(meeting: Meeting, membership: Membership, ballot: Ballot) -> None:
    """A member whose vote somebody else entered is told at once, with the receipt."""
    tell(meeting, "ballot_entered", [membership.user], title=title_facts(ballot.vote.item),
         choice=ballot.choice, channel=ballot.channel, receipt=ballot.receipt)  # fmt: skip


def named(person: User) -> dict[str, str]:
    """A person's name for a letter, in every language."""
    return {language: person.full_name(language) for language in LANGUAGES}
