"""Whom a visitor of the demo may be."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DOMAIN = "demo.example"


@dataclass(frozen=True)
class Role:
    """One of them: its key, what it is called and what it is good for."""

    key: str
    label: Promise
    hint: Promise

    @property
    def email(self) -> str:
        """The address the seeding gives that person."""
        return f"{self.key}@{DOMAIN}"


ROLES = (
    Role("secretary", _("Secretary of an association"), _("prepares, counts, draws up minutes")),
    Role("member", _("Member of an association"), _("votes from a phone")),
    Role("absent", _("Member who votes from afar"), _("answers every item before the meeting")),
    Role("chair", _("Chair of an association"), _("approves, presides, signs")),
    Role("reviewer", _("Ministry reviewer"), _("sees how the regulation is kept")),
    Role("administrator", _("Administrator"), _("bodies, people, findings")),
    Role("council-secretary", _("Secretary of the Council"), _("Council meetings, assignments")),
    Role("council-chair", _("Chair of the Council"), _("approves the Council's agenda, signs")),
    Role("centre", _("The Centre"), _("sees that decisions are carried out")),
    Role("university", _("University representative"), _("own institution and its associations")),
)


def role(key: str) -> Role | None:
    """The role with this key."""
    return next((each for each in ROLES if each.key == key), None)
