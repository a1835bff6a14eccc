"""A body with what lies ready in it, by the names that the rows of the matrix use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from bodies.models import Body, Membership, Office
from meetings.models import AgendaItem, ItemFunction, Meeting
from records.actions import store_bytes
from records.models import StoredFile
from tests import factories as make

COUNCIL, OWN, SECTION, FOREIGN = "council", "association", "section", "foreign"
SCOPES = (COUNCIL, OWN, SECTION, FOREIGN)
PDF = b"%PDF-1.4 x"


@dataclass
class Place:
    """One body with everything that routes lead to, by the names that rows use."""

    body: Body
    objects: dict[str, tuple[int | str, ...]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    function: int = 0

    def __getitem__(self, name: str) -> tuple[int | str, ...]:
        return self.objects[name]

    @property
    def seats(self) -> list[Membership]:
        """Everybody, in order of appointment."""
        rows = self.body.memberships.select_related("user", "body")
        return list(rows.order_by("pk"))

    @property
    def chair(self) -> Membership:
        return make.officer(self.body, Office.CHAIR)

    @property
    def clerk(self) -> Membership:
        return make.officer(self.body, Office.SECRETARY)

    @property
    def member(self) -> Membership:
        return make.ordinary(self.body)[0]


@dataclass
class World:
    """The people by column and the places by scope."""

    people: dict[str, User]
    places: dict[str, Place]


def function_of(body: Body) -> ItemFunction:
    kind = "council" if body.is_council else "association"
    return ItemFunction.objects.get_or_create(
        code="13.10" if body.is_council else "25.5",
        defaults={"kind": kind, "position": 1, "name_kk": "Сараптама", "name_ru": "Экспертиза",
                  "name_en": "Expert examination"},
    )[0]  # fmt: skip


def item(meeting: Meeting, position: int = 1, **fields: Any) -> AgendaItem:
    given = {
        "title_kk": f"{position}-мәселе туралы", "resolution_kk": "Ұсынылсын.",
        "speaker": "Ә.С. Әбдіқадыр", "function": function_of(meeting.body),
    }  # fmt: skip
    return AgendaItem.objects.create(meeting=meeting, position=position, **(given | fields))


def paper(place: Place, name: str = "o.pdf") -> StoredFile:
    return store_bytes(PDF, name=name, media_type="application/pdf", by=place.clerk.user)


def keep(place: Place, step: str, meeting: Meeting, **more: Any) -> None:
    """Name a meeting and what belongs to it."""
    place.objects[step] = (meeting.pk,)
    place.versions[step] = meeting.agenda_version
    for name, thing in more.items():
        place.objects[f"{step}.{name}"] = (thing.pk,)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.pdf", PDF, "application/pdf")
