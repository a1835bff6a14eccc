"""Keys and the rows they stand for.

What came from an archive keeps its key. What was entered here has none, and is written out under
a key made of this installation's mark, the kind and the row: another installation takes it for an
ordinary key, this one finds its own row again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.crypto import salted_hmac

from accounts.models import User
from bodies.models import Body, Organisation
from meetings.models import AgendaItem, Meeting

CHUNK = 500
MARK = 10


def mark() -> str:
    """What tells this installation's own keys from those of any other."""
    return salted_hmac("council_portal.archive", "keys").hexdigest()[:MARK]


def own_key(kind: str, pk: int) -> str:
    """The key of a row that was entered here."""
    return f"{mark()}-{kind}-{pk}"


@dataclass(slots=True)
class Index:
    """Keys of one kind of rows, both ways; every row also answers to its own key."""

    kind: str
    rows: dict[str, int] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)

    @classmethod
    def over(cls, kind: str, rows: Iterable[tuple[int, str | None]]) -> Self:
        """All rows of the installation."""
        index, prefix = cls(kind), f"{mark()}-{kind}-"
        for pk, key in rows:
            own = f"{prefix}{pk}"
            index.add(key or own, pk)
            index.rows[own] = pk
        return index

    def add(self, key: str, pk: int) -> None:
        """A new row."""
        self.rows[key] = pk
        self.keys[pk] = key

    def __contains__(self, key: str) -> bool:
        return key in self.rows

    def __getitem__(self, key: str) -> int:
        return self.rows[key]

    def canonical(self, key: str) -> str:
        """The one key of the row that answers to `key`; an unknown key stays as it is."""
        pk = self.rows.get(key)
        return key if pk is None else self.keys[pk]


@dataclass(slots=True)
class Installed:
    """What is here already: people, bodies and organisations by key."""

    people: Index
    bodies: Index
    organisations: Index

    @classmethod
    def load(cls) -> Self:
        """Three queries."""
        return cls(
            people=Index.over("person", User.objects.values_list("pk", "archive_key")),
            bodies=Index.over("body", Body.objects.values_list("pk", "archive_key")),
            organisations=Index.over("organisation", Organisation.objects.values_list("pk", "key")),
        )


def meetings_by_key(keys: Iterable[str]) -> dict[str, int]:
    """Meetings that are here already."""
    return _by_key(Meeting, "meeting", keys)


def items_by_key(keys: Iterable[str]) -> dict[str, int]:
    """Agenda items that are here already."""
    return _by_key(AgendaItem, "item", keys)


def _by_key(model: Any, kind: str, keys: Iterable[str]) -> dict[str, int]:
    asked: list[str] = list(keys)
    found: dict[str, int] = {}
    own = re.compile(rf"{mark()}-{kind}-(\d{{1,18}})", re.ASCII)
    ours = {int(match[1]): key for key in asked if (match := own.fullmatch(key))}
    for chunk in chunks(asked):
        rows = model.objects.filter(archive_key__in=chunk)
        found.update(rows.values_list("archive_key", "pk"))
    for some in chunks(list(ours)):
        rows = model.objects.filter(pk__in=some, archive_key=None)
        found.update({ours[pk]: pk for pk in rows.values_list("pk", flat=True)})
    return found


def chunks(values: list[Any], size: int = CHUNK) -> Iterable[list[Any]]:
    """A list in pieces that one statement takes."""
    return (values[start : start + size] for start in range(0, len(values), size))
