"""What the format can say, as plain values: a file read in and rows written out meet here.

Keys stand for people, bodies and organisations. Two facts are the same when they are equal: that
is how a key met again is told from a key used for something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

FORMAT = "council-portal/meetings@1"
LANGUAGES = ("kk", "ru", "en")

Names = dict[str, str]


class Mark(NamedTuple):
    """How one person attended: hall, online or absent."""

    person: str
    mode: str


class BallotFacts(NamedTuple):
    """One ballot."""

    person: str
    choice: str
    channel: str


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """An organisation that bodies are based at or members represent."""

    key: str
    kind: str
    name: Names

    def as_json(self) -> dict[str, Any]:
        """As the format writes it."""
        return {"key": self.key, "kind": self.kind, "name": self.name}


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The Council, an association or a section."""

    key: str
    kind: str
    name: Names
    parent: str | None
    base_institution: str | None
    directions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As the format writes it; what is not known is left out."""
        return {
            "key": self.key,
            "kind": self.kind,
            "name": self.name,
            **({"parent": self.parent} if self.parent else {}),
            **({"base_institution": self.base_institution} if self.base_institution else {}),
            **({"directions": list(self.directions)} if self.directions else {}),
        }


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person in the one spelling the file gives."""

    key: str
    family_name: str
    given_name: str
    patronymic: str
    email: str | None

    def as_json(self) -> dict[str, Any]:
        """As the format writes it; what is not known is left out."""
        return {
            "key": self.key,
            "family_name": self.family_name,
            "given_name": self.given_name,
            **({"patronymic": self.patronymic} if self.patronymic else {}),
            **({"email": self.email} if self.email else {}),
        }


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A person's seat in a body, first and last day included."""

    person: str
    body: str
    office: str
    starts_on: date
    ends_on: date | None
    voting: bool
    represents: str | None

    def as_json(self) -> dict[str, Any]:
        """As the format writes it."""
        return {
            "person": self.person,
            "body": self.body,
            "office": self.office,
            "from": self.starts_on.isoformat(),
            "until": self.ends_on.isoformat() if self.ends_on else None,
            "voting": self.voting,
            **({"represents": self.represents} if self.represents else {}),
        }


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An agenda item with its ballots, in the order given."""

    key: str
    title: Names
    resolution: Names
    ballots: list[BallotFacts]

    def as_json(self) -> dict[str, Any]:
        """As the format writes it."""
        return {
            "key": self.key,
            "title": self.title,
            **({"resolution": self.resolution} if self.resolution else {}),
            "ballots": [ballot._asdict() for ballot in self.ballots],
        }


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting that was held; `held_at` is kept as written."""

    key: str
    body: str
    number: str
    held_at: str
    place: str
    presiding: str
    secretary: str
    attendance: list[Mark]
    agenda: list[ItemFacts]

    def as_json(self) -> dict[str, Any]:
        """As the format writes it."""
        return {
            "key": self.key,
            "body": self.body,
            "number": self.number,
            "held_at": self.held_at,
            **({"place": self.place} if self.place else {}),
            "presiding": self.presiding,
            "secretary": self.secretary,
            "attendance": [mark._asdict() for mark in self.attendance],
            **({"agenda": [item.as_json() for item in self.agenda]} if self.agenda else {}),
        }


@dataclass(frozen=True, slots=True)
class Archive:
    """A whole file. Each list of keyed things remembers where in the file a key stood."""

    organisations: dict[str, tuple[int, OrganisationFacts]] = field(default_factory=dict)
    bodies: dict[str, tuple[int, BodyFacts]] = field(default_factory=dict)
    people: dict[str, tuple[int, PersonFacts]] = field(default_factory=dict)
    memberships: list[SeatFacts] = field(default_factory=list)
    meetings: dict[str, tuple[int, MeetingFacts]] = field(default_factory=dict)


def difference(ours: Any, theirs: Any) -> tuple[str | int, ...]:
    """The path to the first value in which two facts, as JSON, differ; empty when they do not."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in (*ours, *(name for name in theirs if name not in ours)):
            if ours.get(name) != theirs.get(name):
                return (name, *difference(ours.get(name), theirs.get(name)))
    if isinstance(ours, list) and isinstance(theirs, list):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
            if one != other:
                return (index, *difference(one, other))
    return ()
