"""Corrections of signed minutes, in the portal of the screens: signed, written, waiting to be signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from minutes import actions
from minutes.models import Correction, Minutes
from tests.minutes.conftest import hold, write_texts
from tests.minutes.correcting import HEARD, PLACE, REASON, SPOKE_RU

if TYPE_CHECKING:
    from tests.browser.world import World

CORRECTIONS: dict[str, int] = {}


def correct(world: World) -> None:
    """The signed minutes have one that is signed and a draft; further minutes have one to sign."""
    signed = world.minutes["signed"]
    done = written(world, signed)
    actions.freeze_correction(done, by=world.people["past_clerk"], at=timezone.now())
    for person in ("past_clerk", "past_chair"):
        actions.sign_correction(
            done, by=world.people[person], at=timezone.now(), password_confirmed=True
        )
    ready = written(world, further(world))
    actions.freeze_correction(ready, by=world.people["past_clerk"], at=timezone.now())
    drawn = written(world, signed)
    CORRECTIONS.update(signed=done.pk, ready=ready.pk, draft=drawn.pk)


def written(world: World, minutes: Minutes) -> Correction:
    """A complete draft."""
    act = {"by": world.people["past_clerk"], "at": timezone.now()}
    correction = actions.draw_up_correction(minutes, **act)
    return actions.write_correction(
        correction, edition=1, changes=[HEARD, SPOKE_RU, PLACE], **REASON, **act
    )


def further(world: World) -> Minutes:
    """Signed minutes of one more meeting."""
    before = world.meetings["signed"]
    seats = [line.membership for line in before.roll.order_by("position")]
    meeting = hold(before.body, seat=seats).meeting
    clerk, at = world.people["past_clerk"], meeting.closed_at + timedelta(hours=3)
    minutes = actions.draw_up(meeting, by=clerk, at=at)
    write_texts(minutes)
    actions.submit(minutes, by=clerk, at=at)
    for person in ("past_clerk", "past_chair"):
        actions.sign(minutes, by=world.people[person], at=at, password_confirmed=True)
    minutes.refresh_from_db()
    return minutes


def correction(name: str) -> Callable[[World], list[object]]:
    """The address of the correction in this state."""
    return lambda _world: [CORRECTIONS[name]]
