"""Minutes with a past, in the portal of the screens: a draft laid open, a version returned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import timezone

from minutes import actions
from tests.access.place import Place
from tests.access.returned import returned_once

if TYPE_CHECKING:
    from tests.browser.world import World

OBJECTS: dict[str, tuple[int | str, ...]] = {}


def lay_open(world: World) -> None:
    """A draft with an answer and a correction; frozen minutes that were returned once."""
    draft, clerk = world.minutes["drawn_up"], world.people["past_clerk"]
    now = timezone.now()
    actions.open_reading(draft, by=clerk, at=now)
    actions.say_no_remarks(draft, by=world.people["past_chair"], at=now)
    text = draft.texts.get(item__position=2)
    actions.propose_changes(
        text, edition=text.edition, why="Мен төртінші тарау туралы айттым.",
        texts={"spoke_kk": text.spoke_kk.replace("үшінші", "төртінші")},
        by=world.people["past_deputy"], at=now,
    )  # fmt: skip
    ready = world.minutes["ready"]
    place = Place(ready.meeting.body)
    returned_once(place, ready)
    OBJECTS.update(place.objects)


def past_of(name: str) -> Callable[[World], list[object]]:
    """The address of what is kept under this name."""
    return lambda _world: list(OBJECTS[name])
