"""Signed minutes and a correction of them, as the tests draw it up."""

from datetime import timedelta
from typing import Any

from minutes import actions
from minutes.documents.correction import Change
from minutes.models import Correction, Minutes
from tests.minutes.conftest import NOON, Held

LATER = NOON + timedelta(days=5)
WRONG, RIGHT = "екі рецензияның мазмұнын", "үш рецензияның мазмұнын"
HEARD = Change(2, "heard", "kk", WRONG, RIGHT)
SPOKE_RU = Change(2, "spoke", "ru", "третью главу", "четвёртую главу")
PLACE = Change(0, "place", "kk", "700-ауд.", "701-ауд.")
REASON = {"reason_kk": "Техникалық қате.", "reason_ru": "Техническая ошибка."}


def drawn(minutes: Minutes, held: Held) -> Correction:
    return actions.draw_up_correction(minutes, by=held.clerk, at=LATER)


def write(correction: Correction, by: Any, *changes: Change, **given: Any) -> Correction:
    said = {"edition": correction.edition, "by": by, "at": LATER} | REASON | given
    return actions.write_correction(correction, changes=changes or (HEARD,), **said)


def frozen(minutes: Minutes, held: Held, *changes: Change) -> Correction:
    correction = write(drawn(minutes, held), held.clerk, *(changes or (HEARD, SPOKE_RU, PLACE)))
    return actions.freeze_correction(correction, by=held.clerk, at=LATER)


def sign(correction: Correction, by: Any, *, at: Any = LATER) -> Any:
    return actions.sign_correction(correction, by=by, at=at, password_confirmed=True)


def corrected(minutes: Minutes, held: Held, *changes: Change) -> Correction:
    correction = frozen(minutes, held, *changes)
    sign(correction, held.clerk)
    sign(correction, held.chair)
    correction.refresh_from_db()
    return correction
