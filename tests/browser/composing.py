"""A nomination and a removal in the portal of the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from associations.actions import Candidate
from associations.models import Nomination
from councils.models import Removal
from tests.associations.nominations import nominated, voting
from tests.councils.removals import proposed
from tests.meetings.agendas import function

if TYPE_CHECKING:
    from tests.browser.world import World

LONG_NAMED = {
    "email": "aigulzada.mukhambetkalieva@example.kz", "given_name_kk": "Айгүлзада",
    "family_name_kk": "Мұхамбетқалиева-Жаңабергенова", "patronymic_kk": "Нұрмұхамбетқызы",
}  # fmt: skip


def compose(world: World) -> None:
    """A nomination that waits for the secretary, and a removal that waits for the Council's."""
    voting(world.body)
    function("14.4", "council")
    nominated(world.body, Candidate(person=LONG_NAMED, category="scientific"))
    proposed(world.seats()[19], world.council, by=world.people["council_clerk"])
    world.people["removed"] = world.seats()[19].user


def nomination(world: World) -> list[object]:
    return [Nomination.objects.get(body=world.body).pk]


def removal(_world: World) -> list[object]:
    return [Removal.objects.get().pk]


def seat_to_remove(world: World) -> list[object]:
    return [world.seats()[18].pk]
