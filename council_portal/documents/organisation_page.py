"""Organisations: the list, and the page of one with everybody who stands for it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.http import QueryDict

from accounts.models import User
from associations.models import Association
from bodies.access import administers_portal, oversees_portal, visible_bodies
from bodies.documents import Timeline
from bodies.models import Grant, Membership, Organisation, OrganisationKind
from bodies.querysets import OrganisationQuerySet
from council_portal.documents.histories import organisation_history


@dataclass(frozen=True, slots=True)
class OrganisationFilters:
    """What narrows the list; nonsense in the address is no filter."""

    q: str = ""
    kind: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """From `?q=казну&kind=institution`."""
        kind = query.get("kind", "")
        return cls(
            q=query.get("q", "").replace("\0", "").strip()[:200],
            kind=kind if kind in OrganisationKind.values else "",
        )

    def applied_to(self, found: OrganisationQuerySet) -> OrganisationQuerySet:
        """The organisations that match, by the alphabet."""
        if self.kind:
            found = found.filter(kind=self.kind)
        return found.named_like(self.q).alphabetical()


@dataclass(frozen=True)
class OrganisationPage:
    """Everything the page shows."""

    organisation: Organisation
    day: date
    representatives: list[Grant] | None
    members: list[Membership]
    based: list[Association]
    known: set[int]
    history: Timeline | None
    edits: bool


def organisation_page(
    organisation: Organisation, reader: User, day: date, today: date
) -> OrganisationPage:
    """As the reader may see it: members of the bodies one sees, history for whoever oversees all.

    Representatives are shown to whoever oversees all and to one another.
    """
    oversees = oversees_portal(reader, today)
    visible = visible_bodies(reader, today)
    granted = Grant.dated.on_organisations([organisation.pk])
    reads = oversees or granted.on(today).of(reader).exists()
    members = Membership.objects.on(day).filter(represents=organisation, body__in=visible)
    based = Association.objects.filter(base_institution=organisation).select_related("body")
    return OrganisationPage(
        organisation=organisation,
        day=day,
        representatives=granted.on(day).told() if reads else None,
        members=list(
            members.select_related("user", "body").order_by("body__sort_key", "user__sort_key")
        ),
        based=list(based.order_by("body__sort_key")),
        known=set(visible.values_list("pk", flat=True)),
        history=organisation_history(organisation) if oversees else None,
        edits=administers_portal(reader, today),
    )
