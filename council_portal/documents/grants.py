"""Who may what without an office: the dated grants, as a list and on the page of a body."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_date

from accounts.kazakh.alphabet import search_key
from accounts.models import User
from bodies.access import administered_bodies, administers_portal, overseen_bodies
from bodies.backends import lineage
from bodies.forms import kinds
from bodies.models import Body, Grant, GrantState, Organisation
from bodies.querysets import GrantQuerySet
from records.models import LegalAct

TAGS = {
    GrantState.IN_FORCE: "ok",
    GrantState.TO_COME: "now",
    GrantState.ENDED: "idle",
    GrantState.REVOKED: "bad",
}
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Granted:
    """One grant as the page of a body shows it."""

    user: User
    words: str
    body: Body
    starts_on: date
    ends_on: date | None
    basis: LegalAct


def grants_on(body: Body, day: date) -> list[Granted]:
    """Grants on the body and on those above it that are not over by `day`. Two queries."""
    above = {each.pk: each for each in Body.objects.filter(pk__in=lineage(body))}
    rows = (
        Grant.dated.not_over_by(day)
        .on_bodies(above)
        .select_related("user", "permission", "basis")
        .order_by("user__sort_key", "starts_on", "pk")
    )
    return [
        Granted(
            user=row.user,
            words=row.verb_label,
            body=above[int(row.object_pk)],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            basis=row.basis,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class GrantFilters:
    """What narrows the list; nonsense in the address is no filter."""

    kind: str = ""
    body: int | None = None
    organisation: int | None = None
    on: date | None = None
    person: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """From `?kind=administer&body=3&on=2026-05-05&person=турсынов`."""
        kind = query.get("kind", "")
        return cls(
            kind=kind if kind in dict(kinds()) else "",
            body=_number(query.get("body", "")),
            organisation=_number(query.get("organisation", "")),
            on=day_of(query.get("on", "")),
            person=query.get("person", "").replace("\0", "").strip()[:100],
        )

    def applied_to(self, found: GrantQuerySet) -> GrantQuerySet:
        """The grants that match, by person, the newest of each first."""
        if self.kind:
            found = found.filter(permission__codename=self.kind)
        if self.body is not None:
            found = found.on_bodies([self.body])
        if self.organisation is not None:
            found = found.on_organisations([self.organisation])
        if self.on is not None:
            found = found.on(self.on)
        if self.person:
            found = found.filter(_named(self.person))
        return found.order_by("user__sort_key", "user", "-starts_on", "-pk")

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant in the list: where it stands today, and whether the reader may take it back."""

    grant: Grant
    on: Body | Organisation
    state: GrantState
    tag: str
    revocable: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters offer to choose from."""

    kinds: list[tuple[str, Any]]
    bodies: list[Body]
    organisations: list[Organisation]


def grant_rows(grants: GrantQuerySet, reader: User, day: date) -> list[GrantRow]:
    """The grants of one page. Five queries, whatever their number."""
    rows = grants.select_related("user", "permission", "basis", "granted_by", "revoked_by")
    administered = set(administered_bodies(reader, day).values_list("pk", flat=True))
    portal = administers_portal(reader, day)
    listed = []
    for grant in rows.prefetch_related("content_object"):
        on, state = grant.content_object, grant.state_on(day)
        mine = on.pk in administered if isinstance(on, Body) else portal
        open_ = state in {GrantState.IN_FORCE, GrantState.TO_COME}
        listed.append(GrantRow(grant, on, state, TAGS[state], revocable=mine and open_))
    return listed


def offered(grants: GrantQuerySet, reader: User, day: date) -> Offered:
    """Every kind, the bodies the reader oversees, the organisations that have a representative."""
    represented = grants.on_organisations().values_list("object_pk", flat=True).distinct()
    organisations = Organisation.objects.filter(pk__in=[int(pk) for pk in represented])
    return Offered(
        kinds=kinds(),
        bodies=list(overseen_bodies(reader, day).by_rank()),
        organisations=list(organisations.alphabetical()),
    )


def day_of(text: str) -> date | None:
    """A day in the address; None for what is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _named(words: str) -> Q:
    condition = Q(user__email=words.lower())
    folded = search_key(words).split()
    if folded:
        named = Q()
        for word in folded:
            named &= Q(user__search_key__contains=word)
        condition |= named
    return condition


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else None
