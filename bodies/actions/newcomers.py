"""People whom an appointment or a grant brings into the portal."""

from __future__ import annotations

from accounts.actions import invite
from accounts.models import User


def enter(person: User) -> None:
    """Record somebody not known yet; whoever is known stays as they are."""
    if person.pk is None:
        person.set_unusable_password()
        person.full_clean(exclude=["password"])
        person.save()


def invite_newcomer(person: User, *, by: User) -> None:
    """Invite whoever has never signed in and has an address to be invited to."""
    if person.email and person.last_login is None and not person.has_usable_password():
        invite(person, by=by)
