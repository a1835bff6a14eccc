"""A file becomes facts, or is refused at the first value that does not fit. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

from django.utils.translation import gettext as _

from accounts.models import User
from bodies.models import Body, BodyKind, Office, Organisation, OrganisationKind
from council_portal.archive import values
from council_portal.archive.facts import (
    FORMAT,
    Archive,
    BallotFacts,
    BodyFacts,
    ItemFacts,
    Mark,
    MeetingFacts,
    OrganisationFacts,
    PersonFacts,
    SeatFacts,
)  # fmt: skip
from council_portal.archive.installed import Index, Installed
from council_portal.archive.refusals import NOTHING, ArchiveRefused, Misfit
from meetings.models import AgendaItem, Meeting

MODES = ("hall", "online", "absent")
CHOICES = ("for", "against", "abstain")
CHANNELS = ("hall", "online", "absentee", "written")
LONGEST_DIRECTION = 20
LONGEST_RESOLUTION = 100_000


class Keyed(Protocol):
    """Facts under a key."""

    @property
    def key(self) -> str: ...


Facts = TypeVar("Facts", bound=Keyed)


def read_document(path: Path) -> Any:
    """The JSON of a file. Raises ArchiveRefused where there is none."""
    name = str(path)

    def refuse(expected: str, place: str = "") -> NoReturn:
        raise ArchiveRefused(file=name, place=place, expected=expected)

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        refuse(_("a file that can be read (%(reason)s)") % {"reason": error.strerror})
    except UnicodeDecodeError as error:
        refuse(_("UTF-8"), _("byte %(number)s") % {"number": error.start})
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = _("line %(line)s, column %(column)s") % {
            "line": error.lineno,
            "column": error.colno,
        }
        refuse(f"JSON ({error.msg})", place)
    except (ValueError, RecursionError) as error:
        refuse(f"JSON ({error})")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def read_archive(document: Any, installed: Installed, *, file: str) -> Archive:
    """The facts of a document, every reference resolved here or in the installation.

    Raises ArchiveRefused at the first value that does not fit.
    """
    try:
        return Reader(values.record(document), installed).read()
    except Misfit as misfit:
        raise ArchiveRefused.of(misfit, file) from None


class Reader:
    """Reads one document from the top down, so that what is referred to is known first."""

    def __init__(self, document: values.Record, installed: Installed) -> None:
        self.document = document
        self.installed = installed
        self.archive = Archive()
        self.items: dict[str, tuple[str | int, ...]] = {}

    def read(self) -> Archive:
        """The whole document."""
        if self.document.get("format") != FORMAT:
            raise Misfit(f"“{FORMAT}”", "format", found=self.document.get("format", NOTHING))
        self._keyed("organisations", self._organisation, self.archive.organisations, optional=True)
        self._keyed("bodies", self._body, self.archive.bodies)
        self._parents()
        self._keyed("people", self._person, self.archive.people)
        self._addresses()
        for index, value in values.records(self.document, "memberships"):
            self.archive.memberships.append(self._at("memberships", index, self._seat, value))
        self._keyed("meetings", self._meeting, self.archive.meetings)
        return self.archive

    def _keyed(
        self,
        name: str,
        reader: Callable[[values.Record], Facts],
        into: dict[str, tuple[int, Facts]],
        *,
        optional: bool = False,
    ) -> None:
        for index, value in values.records(self.document, name, optional=optional):
            facts = self._at(name, index, reader, value)
            # What has been read is let go, so that a large file is not held twice.
            self.document[name][index] = None
            earlier = into.setdefault(facts.key, (index, facts))
            if earlier[1] != facts:
                expected = _("a key of its own: %(place)s uses it for other facts")
                place = f"{name}[{earlier[0]}]"
                raise Misfit(expected % {"place": place}, name, index, "key", found=facts.key)

    def _at(
        self, name: str, index: int, reader: Callable[[values.Record], Any], value: object
    ) -> Any:
        try:
            return reader(values.record(value))
        except Misfit as misfit:
            raise misfit.inside(name, index) from None

    def _key(self, owner: values.Record, model: Any, field: str = "archive_key") -> str:
        most = model._meta.get_field(field).max_length  # noqa: SLF001
        return values.text(owner, "key", most=most, blank=False)

    def _organisation(self, owner: values.Record) -> OrganisationFacts:
        return OrganisationFacts(
            key=self.installed.organisations.canonical(self._key(owner, Organisation, "key")),
            kind=values.one_of(owner, "kind", OrganisationKind.values),
            name=values.names(owner, "name", most=300),
        )

    def _body(self, owner: values.Record) -> BodyFacts:
        return BodyFacts(
            key=self.installed.bodies.canonical(self._key(owner, Body)),
            kind=values.one_of(owner, "kind", BodyKind.values),
            name=values.names(owner, "name", most=400),
            parent=self._optional_key(owner, "parent", self.installed.bodies),
            base_institution=self._organisation_of(owner, "base_institution"),
            directions=tuple(self._directions(owner)),
        )

    def _directions(self, owner: values.Record) -> list[str]:
        codes: list[str] = []
        for index, code in values.records(owner, "directions", optional=True):
            try:
                given = values.text({"code": code}, "code", most=LONGEST_DIRECTION, blank=False)
            except Misfit as misfit:
                expected = _("the code of a training direction: %(what)s")
                raise Misfit(
                    expected % {"what": misfit.expected}, "directions", index, found=code
                ) from None
            if given not in codes:
                codes.append(given)
        return codes

    def _parents(self) -> None:
        bodies = self.archive.bodies
        for index, body in bodies.values():
            if body.parent and body.parent not in bodies:
                self._require(
                    body.parent in self.installed.bodies, _("the key of a body"),
                    "bodies", index, "parent", found=body.parent,
                )  # fmt: skip
            seen, above = {body.key}, body.parent
            while above in bodies:
                self._require(
                    above not in seen, _("a body that is not below this one"),
                    "bodies", index, "parent", found=body.parent,
                )  # fmt: skip
                seen.add(above)
                above = bodies[above][1].parent

    def _require(self, condition: bool, expected: str, *path: str | int, found: object) -> None:  # noqa: FBT001
        if not condition:
            raise Misfit(expected, *path, found=found)

    def _person(self, owner: values.Record) -> PersonFacts:
        return PersonFacts(
            key=self.installed.people.canonical(self._key(owner, User)),
            family_name=values.text(owner, "family_name", most=100, blank=False),
            given_name=values.text(owner, "given_name", most=100),
            patronymic=values.text(owner, "patronymic", most=100, optional=True),
            email=values.address(owner, "email"),
        )

    def _addresses(self) -> None:
        owners: dict[str, int] = {}
        for index, person in self.archive.people.values():
            if person.email and owners.setdefault(person.email, index) != index:
                expected = _("an address of one's own: %(place)s has it too")
                place = f"people[{owners[person.email]}]"
                raise Misfit(
                    expected % {"place": place}, "people", index, "email", found=person.email
                )

    def _seat(self, owner: values.Record) -> SeatFacts:
        seat = SeatFacts(
            person=self._person_of(owner, "person"),
            body=self._body_of(owner),
            office=values.one_of(owner, "office", Office.values),
            starts_on=values.first_day(owner, "from"),
            ends_on=values.day(owner, "until", open_end=True),
            voting=values.truth(owner, "voting", default=True),
            represents=self._organisation_of(owner, "represents"),
        )
        if seat.ends_on is not None and seat.ends_on < seat.starts_on:
            expected = _("a day not before %(first)s") % {"first": seat.starts_on.isoformat()}
            raise Misfit(expected, "until", found=owner["until"])
        return seat

    def _meeting(self, owner: values.Record) -> MeetingFacts:
        meeting = MeetingFacts(
            key=self._key(owner, Meeting),
            body=self._body_of(owner),
            number=values.text(owner, "number", most=40),
            held_at=values.moment(owner, "held_at"),
            place=values.text(owner, "place", most=300, optional=True),
            presiding=self._person_of(owner, "presiding"),
            secretary=self._person_of(owner, "secretary"),
            attendance=[],
            agenda=[],
        )
        for index, value in values.records(owner, "attendance"):
            meeting.attendance.append(self._at("attendance", index, self._mark, value))
        for index, value in values.records(owner, "agenda", optional=True):
            item = self._at("agenda", index, self._item, value)
            step = (meeting.key, index)
            if self.items.setdefault(item.key, step) != step:
                raise Misfit(
                    _("a key of its own: another item uses it"), "agenda", index, "key",
                    found=item.key,
                )  # fmt: skip
            meeting.agenda.append(item)
        return meeting

    def _mark(self, owner: values.Record) -> Mark:
        return Mark(self._person_of(owner, "person"), values.one_of(owner, "mode", MODES))

    def _item(self, owner: values.Record) -> ItemFacts:
        item = ItemFacts(
            key=self._key(owner, AgendaItem),
            title=values.names(owner, "title", most=500),
            resolution=values.names(owner, "resolution", most=LONGEST_RESOLUTION, optional=True),
            ballots=[],
        )
        index = 0
        try:
            for index, value in values.records(owner, "ballots"):  # noqa: B007 - names the place
                ballot = values.record(value)
                item.ballots.append(
                    BallotFacts(
                        self._person_of(ballot, "person"),
                        values.one_of(ballot, "choice", CHOICES),
                        values.one_of(ballot, "channel", CHANNELS),
                    )
                )
        except Misfit as misfit:
            raise (
                misfit if misfit.path == ("ballots",) else misfit.inside("ballots", index)
            ) from None
        return item

    def _person_of(self, owner: values.Record, name: str) -> str:
        key = owner.get(name)
        if isinstance(key, str):
            if key in self.archive.people:
                return self.archive.people[key][1].key
            if key in self.installed.people:
                return self.installed.people.canonical(key)
        expected = _("the key of a person in this file or already here")
        raise Misfit(expected, name, found=owner.get(name, NOTHING))

    def _body_of(self, owner: values.Record) -> str:
        key = owner.get("body")
        if isinstance(key, str):
            key = self.installed.bodies.canonical(key)
            if key in self.archive.bodies or key in self.installed.bodies:
                return key
        expected = _("the key of a body in this file or already here")
        raise Misfit(expected, "body", found=owner.get("body", NOTHING))

    def _organisation_of(self, owner: values.Record, name: str) -> str | None:
        key = self._optional_key(owner, name, self.installed.organisations)
        known = key in self.archive.organisations or (key or "") in self.installed.organisations
        if key is not None and not known:
            expected = _("the key of an organisation in this file or already here")
            raise Misfit(expected, name, found=key)
        return key

    def _optional_key(self, owner: values.Record, name: str, index: Index) -> str | None:
        key = owner.get(name)
        if key is None:
            return None
        if not isinstance(key, str):
            raise Misfit(_("a key"), name, found=key)
        return index.canonical(key)
