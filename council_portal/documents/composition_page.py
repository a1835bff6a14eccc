"""A composition on a day against another day, with what that makes of the quorum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bodies.documents import Comparison, compare, compositions
from bodies.models import Body
from council_portal.documents.changes import Preview


@dataclass(frozen=True)
class CompositionPage:
    """What the page shows; `against` is None where no other day was asked for."""

    body: Body
    day: date
    against: date | None
    comparison: Comparison
    quorum: Preview


def composition_page(body: Body, day: date, against: date | None) -> CompositionPage:
    """One query for each day, however many members."""
    (now,) = compositions([body], day)
    then = compositions([body], against)[0] if against else None
    before = then.voting if then else now.voting
    return CompositionPage(
        body, day, against, compare(now, then), Preview(before=before, after=now.voting)
    )
