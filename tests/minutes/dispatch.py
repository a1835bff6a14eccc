"""An association whose members represent institutions, and its minutes up to both signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from bodies.models import Organisation
from minutes import actions
from minutes.models import Copy, Minutes
from tests import factories
from tests.minutes.conftest import (
    NOON,
    Held,
    hold,
    new_body,
    plain_pages,
    seat_people,
    write_texts,
)

SHORTS = ("ХАТУ", "ҚазҰУ", "ЕҰУ")
SEATS = (0, 1, 0, 2)  # which institution the first members represent; the first one twice


@dataclass
class Sent:
    """The meeting, its minutes, and who reads for whom."""

    held: Held
    minutes: Minutes
    institutions: list[Organisation]
    ministry: User
    representative: User

    @property
    def own(self) -> Copy:
        """The copy of the institution that has a representative."""
        return self.minutes.copies.get(organisation=self.institutions[0])

    @property
    def ministrys(self) -> Copy:
        return self.minutes.copies.get(authority__isnull=False)

    def sign(self, *people: User, at: Any = NOON) -> None:
        """Their signatures, in this order."""
        for person in people or (self.held.clerk, self.held.chair):
            actions.sign(self.minutes, by=person, at=at, password_confirmed=True)
        self.minutes.refresh_from_db()


def prepare(**procedure: Any) -> Sent:
    """Minutes ready to be signed; three institutions, one of them with two members."""
    body = new_body(parent=factories.council(size=3))
    institutions = [factories.institution(short) for short in SHORTS]
    seats = seat_people(body)
    for seat, number in zip(seats, SEATS, strict=False):
        seat.represents = institutions[number]
        seat.save(update_fields=["represents"])
    seats[4].represents = factories.institution("«Қазақтелеком» АҚ", kind="employer")
    seats[4].save(update_fields=["represents"])
    rules = body.procedure_on(NOON.date())
    for name, value in procedure.items():
        object.__setattr__(rules, name, value)
    held = hold(body, seat=seats, procedure=rules)
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)
    actions.submit(minutes, by=held.clerk, at=NOON)
    ministry = factories.granted("review_minutes", body.parent)
    representative = factories.granted("represent", institutions[0])
    return Sent(held, minutes, institutions, ministry, representative)


@contextmanager
def world(folder: Path, build: Callable[[], Sent]) -> Iterator[Sent]:
    """`build` once for a whole module: its rows are taken back at the end, its files forgotten."""
    keys = {"PORTAL_SIGNING_KEY": folder / "portal.p12", "PORTAL_SIGNING_PASSPHRASE": ""}
    with override_settings(MEDIA_ROOT=folder, **keys), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            plain_pages(patch)
            built = build()
        yield built
        transaction.set_rollback(True)


def signed() -> Sent:
    """With both signatures and, therefore, its copies."""
    ready = prepare()
    ready.sign()
    return ready
