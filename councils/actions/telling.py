"""Telling the people of an association what concerns it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.actions import notify
from accounts.models import User
from bodies.models import Body, Membership, Office
from meetings.documents.texts import LANGUAGES

OFFICERS = (Office.CHAIR, Office.SECRETARY)


def officers(body: Body, day: date) -> Iterable[User]:
    """The chair and the secretaries of the body that day."""
    seats = Membership.objects.on(day).filter(body=body, office__in=OFFICERS)
    return User.objects.filter(pk__in=seats.values("user"))


def tell(body: Body, kind: str, recipients: Iterable[User], *, path: str, **params: Any) -> None:
    """Notify in words of `templates/notifications/<kind>.txt`, which knows `body`."""
    named = {"body": {language: body.short_name(language) for language in LANGUAGES}}
    notify(recipients=recipients, kind=kind, params=named | params, path=path)
