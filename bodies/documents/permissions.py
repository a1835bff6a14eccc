"""Who could do what on a day: every permission with the seat or the grant it comes from.

Nothing is decided here: what brings what is asked of `bodies.offices`, as the gate itself does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from bodies import offices
from bodies.backends import holdings, lineage
from bodies.models import Body, Grant, Membership
from bodies.querysets import BodyQuerySet, GrantQuerySet, MembershipQuerySet
from records.models import LegalAct


@dataclass(frozen=True, slots=True)
class Brought:
    """One seat or grant in words, and what it brings."""

    row: Membership | Grant
    words: str
    held_in: Body
    above: bool
    act: LegalAct | None
    verbs: list[str]

    @property
    def granted(self) -> bool:
        """By a grant and not by an office."""
        return isinstance(self.row, Grant)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one person could do in one body that day."""

    person: User
    body: Body
    verbs: frozenset[offices.Verb]
    sources: list[Brought]


def who_could(body: Body, day: date) -> list[Allowed]:
    """Everybody with a permission on the body that day, by the alphabet. Six queries at most."""
    chain = lineage(body)
    rows = _Rows(
        Membership.objects.on(day).filter(body__in=chain),
        Grant.dated.on(day).on_bodies(chain),
        Body.objects.filter(pk__in=chain),
    )
    allowed = [rows.allowed(person, body, chain) for person in rows.people()]
    return [each for each in allowed if each.verbs]


def what_could(person: User, bodies: BodyQuerySet, day: date) -> list[Allowed]:
    """What the person could do that day in each of these bodies where they could do anything."""
    rows = _Rows(
        Membership.objects.on(day).of(person),
        Grant.dated.on(day).of(person).on_bodies(),
        Body.objects.all(),
    )
    listed = bodies.reached_from({held.body for held in rows.held.get(person.pk, [])})
    ordered = listed.select_related("parent__parent").by_rank()
    allowed = [rows.allowed(person, body, lineage(body)) for body in ordered]
    return [each for each in allowed if each.verbs]


class _Rows:
    """The seats and grants in question, with the rows that name them."""

    def __init__(
        self, seats: MembershipQuerySet, grants: GrantQuerySet, bodies: BodyQuerySet
    ) -> None:
        self.held = holdings(seats, grants)
        self.seats = seats.select_related("user", "body", "starts_act").in_bulk()
        self.grants = grants.select_related("user", "permission", "basis").in_bulk()
        places = {held.body for each in self.held.values() for held in each}
        self.bodies = bodies.in_bulk(places)

    def people(self) -> list[User]:
        """Everybody who holds something, by the alphabet."""
        rows = [*self.seats.values(), *self.grants.values()]
        people = {row.user_id: row.user for row in rows}
        return sorted(people.values(), key=lambda person: (person.sort_key, person.pk))

    def allowed(self, person: User, body: Body, chain: list[int]) -> Allowed:
        found = offices.sources(body.kind, chain, self.held.get(person.pk, []))
        return Allowed(
            person, body, offices.verbs_from(found), [self._brought(source) for source in found]
        )

    def _brought(self, source: offices.Source) -> Brought:
        held, verbs = source.held, labels(source.verbs)
        place = self.bodies[held.body]
        if isinstance(held, offices.Given):
            grant = self.grants[held.key]
            return Brought(grant, grant.verb_label, place, source.above, grant.basis, verbs)
        seat = self.seats[held.key]
        words = str(seat.get_office_display())
        return Brought(seat, words, place, source.above, seat.starts_act, verbs)


def labels(verbs: Iterable[offices.Verb]) -> list[str]:
    """Permissions in words, in the order of the table."""
    given = frozenset(verbs)
    return [str(label) for verb, label in offices.VERB_LABELS.items() if verb in given]
