"""The portal as a stranger, a clumsy hand or a broken program meets it: one world, many blows.

Whatever a request did is taken back, so that every blow falls on the same world.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from meetings.models import Meeting
from meetings.states import MeetingState
from minutes.actions import draw_up, submit
from minutes.documents.signers import slots
from minutes.models import Minutes, Signature
from minutes.states import MinutesState
from records.models import NumberSeries
from tests import factories as make
from tests.access import world
from tests.access.composing import compose
from tests.access.correcting import corrected
from tests.access.dispatch import dispatched
from tests.access.place import Place
from tests.access.recorded import kept
from tests.source import ROOMS

SENT = "csrfmiddlewaretoken"  # a browser never sends a form without it
Particulars = Callable[[Place], dict[str, Any]]


@dataclass
class Hall:
    """An association with its meetings in every state, a foreign one, and the Council."""

    own: Place
    foreign: Place
    council: Place
    outsider: User
    administrator: User
    reviewer: User
    centre: User
    portal_administrator: User

    def person(self, who: str) -> User:
        """`chair`, `deputy`, `clerk`, `member` of the own body; `foreign_clerk` and the others."""
        place, _, office = who.rpartition("_")
        if office in {"chair", "clerk", "member"}:
            seats: Place = getattr(self, place or "own")
            return getattr(seats, office).user
        if office == "deputy":
            return make.officer(self.own.body, "deputy_chair").user
        return getattr(self, who)


def build() -> Hall:
    council = make.council(size=4)
    own = make.association(size=5, parent=council)
    foreign = make.association(size=4, parent=council)
    bodies = (own, foreign, council)
    places = [world.furnished(Place(body)) for body in bodies]
    for place in places:
        ended(place)
        kept(place, places[2])
        compose(place, places[2])
    for place in places[:2]:
        world.proposed(place)
        dispatched(place)
        corrected(place)
    half_signed(places[0])
    # The numbers given out by hand above are not given out again.
    NumberSeries.objects.create(series=f"minutes:{own.pk}", year=2026, last=1000)
    rendered(places[0])
    manager = make.granted("administer", own)
    make.granted("manage_members", own, manager)
    return Hall(
        *places, outsider=make.user(), administrator=manager,
        reviewer=make.granted("review_minutes", council),
        centre=make.granted("act_for_centre", council),
        portal_administrator=make.granted("administer", council),
    )  # fmt: skip


def ended(place: Place) -> None:
    """The two ends that the world of the matrix does not need."""
    for state in (MeetingState.ADJOURNED, MeetingState.CANCELLED):
        meeting = make.meeting(
            place.body, scheduled_for=make.noon(-4), state=state, reason="Кворум жоғалды"
        )
        topic = world.item(meeting)
        world.keep(place, state.value, meeting, item=topic, vote=world.voted(topic))


def half_signed(place: Place) -> None:
    """Minutes being rendered, and minutes with one signature."""
    for step in ("rendering", "partly"):
        meeting = world.held(place)
        minutes = Minutes.objects.create(meeting=meeting, drawn_up_by=place.clerk.user)
        topic = meeting.items.get()
        minutes.texts.create(item=topic, heard_kk="Тыңдалды.")
        world.ready(place, minutes)
        minutes = Minutes.objects.get(pk=minutes.pk)
        if step == "partly":
            slot = slots(meeting)[-1]
            Signature.objects.create(
                minutes=minutes, version=minutes.version, role=slot.role,
                signer=slot.entry.membership.user, membership=slot.entry.membership,
                signed_at=minutes.frozen_at, document_hash=minutes.document_hash, pdf=minutes.pdf,
            )  # fmt: skip
            minutes.state = MinutesState.PARTLY_SIGNED
            minutes.save()
        else:
            Minutes.objects.filter(pk=minutes.pk).update(state=MinutesState.DRAFT)
            Minutes.objects.filter(pk=minutes.pk).update(
                state=MinutesState.RENDERING, base_pdf=None, pdf=None
            )
        name = f"minutes.{step}"
        place.objects[name] = (minutes.pk,)
        place.objects[f"{name}.text"] = (minutes.pk, topic.pk)
        place.objects[f"{name}.item"] = (topic.pk,)


def rendered(place: Place) -> None:
    """Minutes with a true PDF, ready to be signed."""
    meeting = world.held(place)
    by, at = place.clerk.user, timezone.now()
    minutes = draw_up(meeting, by=by, at=at)
    minutes.texts.update(heard_kk="Тыңдалды.", spoke_kk="Сөйледі.")
    submit(minutes, by=by, at=at)
    place.objects["minutes.true"] = (minutes.pk,)


@dataclass(frozen=True)
class Act:
    """One thing a person does: the route, on what, as whom, with which fields."""

    route: str
    on: str = ""
    who: str = "clerk"
    data: Particulars = field(default=lambda _place: {})

    def __str__(self) -> str:
        return f"{self.route} on {self.on or 'the portal'}"

    def at(self, on: str) -> Act:
        """The same, elsewhere."""
        return replace(self, on=on)

    def path(self, place: Place) -> str:
        return reverse(self.route, args=place[self.on] if self.on else ())

    def fields(self, place: Place) -> dict[str, Any]:
        return {SENT: "-", **self.data(place)}


@dataclass
class Visitor:
    """A browser that can be anybody; it raises what the portal raises."""

    hall: Hall
    sessions: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=Client)

    def sign_in(self, who: str) -> None:
        self.client.cookies.clear()
        if who == "":
            return
        if who not in self.sessions:
            self.client.force_login(self.hall.person(who))
            self.sessions[who] = self.client.cookies["sessionid"].value
        self.client.cookies["sessionid"] = self.sessions[who]

    def do(self, act: Act, fields: dict[str, Any] | None = None, place: Place | None = None,
           **extra: Any) -> HttpResponse:  # fmt: skip
        """Send the act."""
        place = place or self.hall.own
        self.sign_in(act.who)
        data = act.fields(place) if fields is None else {SENT: "-", **fields}
        return self.client.post(act.path(place), data, **extra)

    def get(self, path: str, who: str = "clerk", **extra: Any) -> HttpResponse:
        self.sign_in(who)
        return self.client.get(path, **extra)


class Undone(Exception):
    """Takes back what was done."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    try:
        with transaction.atomic():
            yield
            _take_back()
    except Undone:
        pass


def _take_back() -> None:
    raise Undone


def everything() -> dict[str, str]:
    """A mark of the rows of every table of ours; what differs has changed."""
    marks = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label not in ROOMS or hasattr(model, "history_id"):
                continue  # a history tells of a row that has changed beside it
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            rows = repr(cursor.fetchall())
            marks[table] = hashlib.sha256(rows.encode()).hexdigest()
    return marks


def changed(before: dict[str, str]) -> list[str]:
    """The tables whose rows are others than before."""
    after = everything()
    return sorted(table for table in before if before[table] != after[table])


def meeting(place: Place, on: str) -> Meeting:
    return Meeting.objects.get(pk=place[on][0])
