"""Who sits, who may and what is recorded, in the portal of the screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from associations.models import Section, SectionProposal
from bodies import actions
from bodies.actions import Draft, End, Seat
from bodies.models import Body, CompositionChange
from records.models import LegalAct
from tests import factories as make
from tests.access.executing import decision, executed
from tests.access.place import Place, function_of
from tests.access.recorded import evaluated, held_against, paid

if TYPE_CHECKING:
    from accounts.models import User
    from tests.browser.world import World

PLACES: dict[int, Place] = {}


def keep(world: World) -> None:
    """Changes in each state, a grant, a section proposed, money, a violation, an evaluation."""
    section = Body.objects.get(kind="section", parent=world.body)
    Section.objects.create(body=section, association=world.body.association, profile="Бейін")
    place, council = Place(world.body), Place(world.council)
    proposal = SectionProposal.objects.create(
        association=world.body.association, name_kk="Деректер қауіпсіздігі секциясы",
        name_ru="Секция безопасности данных", profile="Деректер қауіпсіздігі",
        reasons="Бағыт бойынша бағдарламалар саны артты.",
        drawn_up_by=world.people["clerk"], drawn_up_at=timezone.now(),
    )  # fmt: skip
    place.objects["proposal"] = (proposal.pk,)
    paid(place)
    held_against(place, council)
    evaluated(place, council)
    carried_out(place, council)
    clerk, admin, reviewer = (world.people[w] for w in ("clerk", "administrator", "reviewer"))
    seats = world.seats()
    change(place, "change.prepared", actions.prepare, clerk, make.user())
    change(place, "change.proposed", actions.propose, admin, make.user())
    other = Place(world.other)  # no meeting of theirs is in session
    ahead = change(other, "change.confirmed", actions.propose, admin, make.user())
    actions.confirm(ahead, by=reviewer, at=timezone.now())
    place.objects |= other.objects
    leaving = Draft(
        body=world.body, kind="exit", act=act("application"), effective_on=day(20),
        ends=[End(membership=seats[12], exit="resignation")],
    )  # fmt: skip
    place.objects["change.leaving"] = (actions.propose(leaving, by=admin, at=timezone.now()).pk,)
    given = actions.grant(
        user=make.user(), verb="review_minutes", on=world.council, basis=make.act(), by=None,
        starts_on=make.SINCE,
    )  # fmt: skip
    place.objects["grant"] = (given.pk,)
    place.objects["organisation"] = (world.body.association.base_institution_id,)
    place.objects["person"] = (reviewer.pk,)
    place.objects["seat"] = (seats[13].pk,)
    place.objects["own seat"] = (seats[3].pk,)
    place.objects["section"] = (section.pk,)
    place.objects["body"] = (world.body.pk,)
    PLACES[world.body.pk] = place


def carried_out(place: Place, council: Place) -> None:
    """The Council's decisions: one to assign, one assigned, one reported; a letter registered."""
    council.function = function_of(council.body).pk
    with transaction.atomic():
        executed(council, place, [])
    council.objects["decision"] = (decision(council).pk,)
    names = ("decision", "execution", "execution.reported", "document")
    place.objects |= {name: council.objects[name] for name in names}


def change(
    place: Place, name: str, draw: Callable[..., CompositionChange], by: User, person: User
) -> CompositionChange:
    """Somebody new is to sit here from next month on."""
    draft = Draft(
        body=place.body, kind="appointment", act=act("order"), effective_on=day(30),
        seats=[Seat(user=person, category="pedagogical")],
    )  # fmt: skip
    drawn = draw(draft, by=by, at=timezone.now())
    place.objects[name] = (drawn.pk,)
    return drawn


def act(kind: str) -> LegalAct:
    return LegalAct(kind=kind, number="253", signed_on=day(-9))


def day(ahead: int):
    return timezone.localdate() + timedelta(days=ahead)


def kept_as(name: str) -> Callable[[World], list[object]]:
    """The address of what is kept under this name."""
    return lambda world: list(PLACES[world.body.pk].objects[name])
