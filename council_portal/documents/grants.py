"""Who may what in a body without an office there: the dated grants that reach it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from bodies.backends import lineage
from bodies.models import Body, Grant
from records.models import LegalAct


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
    """Grants on the body and on those above it that have not ended by `day`. Two queries."""
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
