"""Who could do what on a day: the page of a body, and that of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from bodies.access import overseen_bodies
from bodies.backends import lineage
from bodies.documents import Allowed, what_could, who_could
from bodies.models import Body, Delegation, Grant


@dataclass(frozen=True)
class BodyPermissions:
    """Everybody with a permission on the body that day."""

    body: Body
    day: date
    allowed: list[Allowed]
    delegations: list[Delegation]
    revoked: list[Grant]


@dataclass(frozen=True)
class PersonPermissions:
    """Every body, and every institution, in which the person could do anything that day."""

    person: User
    day: date
    allowed: list[Allowed]
    represented: list[Grant]
    revoked: list[Grant]


def body_permissions(body: Body, day: date) -> BodyPermissions:
    """Whoever had less by the evening, because a grant was revoked that day, is named beside."""
    delegations = body.delegations.on(day).select_related("deputy__user", "act")
    revoked = Grant.dated.revoked_during(day).on_bodies(lineage(body))
    return BodyPermissions(body, day, who_could(body, day), list(delegations), revoked.told())


def person_permissions(person: User, reader: User, *, day: date, today: date) -> PersonPermissions:
    """In the bodies that the reader oversees today; of the others nothing is said."""
    bodies = overseen_bodies(reader, today)
    mine = Grant.dated.of(person)
    overseen = list(bodies.values_list("pk", flat=True))
    represented = mine.on(day).on_organisations()
    return PersonPermissions(
        person,
        day,
        what_could(person, bodies, day),
        represented.told(),
        mine.revoked_during(day).on_bodies(overseen).told(),
    )
