"""Changes of composition in each body of the matrix's world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from bodies import actions
from bodies.actions import Draft, Seat
from bodies.documents.roster_reading import read_sheet
from bodies.models import CompositionChange, RosterImport
from records.models import LegalAct
from tests import factories as make
from tests.bodies.sheets import upload, xlsx


def changing(places: dict[str, Any], people: dict[str, User]) -> None:
    """In each body a change prepared, one proposed, one in effect, and the member's seat."""
    for scope, place in places.items():
        section = scope == "section"
        clerk = people["US"] if section else place.clerk.user
        admin = people["US"] if section else people["ADM"]
        second = people["UC"] if section else people["MIN"]
        place.objects["seat"] = (place.member.pk,)
        place.objects["change.prepared"] = (drafted(place, actions.prepare, clerk).pk,)
        place.objects["change.proposed"] = (drafted(place, actions.propose, admin).pk,)
        confirmed = drafted(place, actions.propose, admin)
        actions.confirm(confirmed, by=second, at=timezone.now())
        place.objects["change.confirmed"] = (confirmed.pk,)


def drafted(place: Any, draw: Callable[..., CompositionChange], by: User) -> CompositionChange:
    """Somebody new is to sit in the body from next year on."""
    section = place.body.kind == "section"
    act = LegalAct(kind="decision" if section else "order", number="7", signed_on=make.SINCE)
    draft = Draft(
        body=place.body, kind="section" if section else "appointment",
        act=act, effective_on=timezone.localdate() + timedelta(days=300),
        seats=[Seat(user=make.user())],
    )  # fmt: skip
    return draw(draft, by=by, at=timezone.now())


def roster(place: Any) -> RosterImport:
    """The dry run of a sheet with one new member, brought by the secretary."""
    file = upload(xlsx([f"roster{place.body.pk}@example.kz", "Сейітқали"]))
    today = timezone.localdate()
    return actions.dry_run(
        place.body, read_sheet(file), upload=file, act_upload=None, effective_on=today,
        act=LegalAct(kind="order", number="12", signed_on=today), by=place.clerk.user,
        at=timezone.now(),
    )  # fmt: skip
