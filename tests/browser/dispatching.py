"""Copies in the world of the screens: one opened, one that nobody could be told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.actions import open_copy, review
from tests import factories as make

if TYPE_CHECKING:
    from bodies.models import Membership
    from tests.browser.world import World


def represent(world: World, seats: list[Membership]) -> None:
    """One institution has somebody in the portal, one has not."""
    base = world.body.association.base_institution
    seats[0].represents, seats[1].represents = base, make.institution("ҚазҰПУ")
    for seat in seats[:2]:
        seat.save(update_fields=["represents"])


def receive(world: World) -> None:
    """Copies of the signed minutes: one opened, one on paper; the ministry has its remarks."""
    minutes, later = world.minutes["signed"], world.now
    for copy in minutes.copies.filter(organisation__isnull=False).order_by("pk"):
        if copy.organisation == world.body.association.base_institution:
            world.copy = copy
            open_copy(copy, by=world.people["university"], at=later)
        else:
            world.unreached = copy
    review(
        minutes, outcome="remarks", by=world.people["reviewer"], at=later,
        text="Қосымшадағы қатысушылар тізімінде бір ұйымның атауы толық жазылмаған.",
    )  # fmt: skip
