"""Organisations, bodies, people and memberships of a file become rows.

What is here already under the same key must say the same; otherwise the file is refused. Rows are
written in bulk: an import is recorded in the journal, not in the edit history of each row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from django.contrib.auth.hashers import make_password
from django.db.models import F, Min
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, Section, TrainingDirection
from bodies.models import Body, BodyKind, Membership, Organisation
from council_portal import reference
from council_portal.archive import exporting
from council_portal.archive.facts import (
    LANGUAGES,
    Archive,
    BodyFacts,
    Names,
    PersonFacts,
    SeatFacts,
    difference,
)  # fmt: skip
from council_portal.archive.installed import Installed, chunks
from council_portal.archive.refusals import Misfit
from councils.models import Council
from records.models import Authority

BATCH = 500
LONGEST_CODE = 32


class Said(Protocol):
    """Facts under a key."""

    @property
    def key(self) -> str: ...

    def as_json(self) -> dict[str, Any]: ...


def record(archive: Archive, installed: Installed) -> tuple[Counter[str], list[Membership]]:
    """Record everything but the meetings; returns how many rows are new, and the new seats.

    Raises Misfit where a key stands for other facts already.
    """
    created: Counter[str] = Counter()
    _organisations(archive, installed)
    created["bodies"] = _bodies(archive, installed)
    created["people"] = _people(archive, installed)
    seats = _memberships(archive, installed)
    created["memberships"] = len(seats)
    return created, seats


def require_same(name: str, index: int, said: Said, known: Said) -> None:
    """Refuse a key that stands for other facts here, at the first value that differs."""
    if said != known:
        ours, theirs = known.as_json(), said.as_json()
        path = difference(theirs, ours)
        value: Any = ours
        for step in path:
            value = value.get(step) if isinstance(value, dict) else value[step]
        expected = _("what is recorded here under the key “%(key)s”: %(value)s")
        raise Misfit(expected % {"key": said.key, "value": value}, name, index, *path)


def _spelt(field: str, names: Names) -> dict[str, str]:
    return {f"{field}_{language}": names.get(language, "") for language in LANGUAGES}


def _organisations(archive: Archive, installed: Installed) -> None:
    known = {
        installed.organisations[key]: (index, facts)
        for key, (index, facts) in archive.organisations.items()
        if key in installed.organisations
    }
    for there in exporting.facts_of_organisations(known):
        index, said = known[installed.organisations[there.key]]
        require_same("organisations", index, said, there)
    new = [
        f for key, (_i, f) in archive.organisations.items() if key not in installed.organisations
    ]
    rows = [
        Organisation(
            key=facts.key,
            kind=facts.kind,
            **_spelt("name", facts.name),
        )
        for facts in new
    ]
    for row in rows:
        row.derive_keys()
    for row in Organisation.objects.bulk_create(rows, batch_size=BATCH):
        installed.organisations.add(str(row.key), row.pk)


def _bodies(archive: Archive, installed: Installed) -> int:
    known = {
        installed.bodies[key]: (index, facts)
        for key, (index, facts) in archive.bodies.items()
        if key in installed.bodies
    }
    for there in exporting.facts_of_bodies(known, installed):
        index, said = known[installed.bodies[there.key]]
        require_same("bodies", index, said, there)
    new = [facts for key, (_i, facts) in archive.bodies.items() if key not in installed.bodies]
    first_days = _first_days(archive)
    taken = set(Body.objects.values_list("code", flat=True))
    rows = [
        Body(
            kind=facts.kind,
            code=_code(facts, taken),
            **_spelt("name", facts.name),
            starts_on=first_days.get(facts.key, timezone.localdate()),
            archive_key=facts.key,
            archive_facts=_without_a_place(facts),
        )
        for facts in new
    ]
    for row in rows:
        row.derive_keys()
    for row in Body.objects.bulk_create(rows, batch_size=BATCH):
        installed.bodies.add(str(row.archive_key), row.pk)
    for parent, children in _by_parent(new).items():
        keys = [child.key for child in children]
        for some in chunks(keys):
            Body.objects.filter(archive_key__in=some).update(parent=installed.bodies[parent])
    _upper_rooms(new, installed)
    return len(rows)


def _first_days(archive: Archive) -> dict[str, date]:
    """The earliest day on which the file knows each body."""
    days: dict[str, date] = {}
    for seat in archive.memberships:
        days[seat.body] = min(days.get(seat.body, seat.starts_on), seat.starts_on)
    for _index, meeting in archive.meetings.values():
        day = datetime.fromisoformat(meeting.held_at).date()
        days[meeting.body] = min(days.get(meeting.body, day), day)
    return days


def _code(facts: BodyFacts, taken: set[str]) -> str:
    """A code of its own, made of the key."""
    base = slugify(facts.key)[:LONGEST_CODE].strip("-") or facts.kind
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    taken.add(code)
    return code


def _without_a_place(facts: BodyFacts) -> dict[str, Any] | None:
    """Only an association has a base institution and directions; others keep what was said."""
    if facts.kind == BodyKind.ASSOCIATION or not (facts.base_institution or facts.directions):
        return None
    return {"base_institution": facts.base_institution, "directions": list(facts.directions)}


def _by_parent(bodies: Iterable[BodyFacts]) -> dict[str, list[BodyFacts]]:
    grouped: dict[str, list[BodyFacts]] = defaultdict(list)
    for body in bodies:
        if body.parent:
            grouped[body.parent].append(body)
    return grouped


def _upper_rooms(bodies: list[BodyFacts], installed: Installed) -> None:
    """What an association, a section and the Council have beyond any body."""
    associations = [body for body in bodies if body.kind == BodyKind.ASSOCIATION]
    Association.objects.bulk_create(
        [
            Association(
                pk=installed.bodies[body.key],
                base_institution_id=installed.organisations[body.base_institution]
                if body.base_institution
                else None,
            )
            for body in associations
        ],
        batch_size=BATCH,
    )
    _directions(associations, installed)
    parents = set(Association.objects.values_list("pk", flat=True))
    Section.objects.bulk_create(
        [
            Section(pk=installed.bodies[body.key], association_id=installed.bodies[body.parent])
            for body in bodies
            if body.kind == BodyKind.SECTION
            and body.parent
            and installed.bodies[body.parent] in parents
        ],
        batch_size=BATCH,
    )
    councils = [body for body in bodies if body.kind == BodyKind.COUNCIL]
    if councils:
        reference.load_authorities()
        ministry = Authority.objects.get(key="ministry")
        centre = Authority.objects.get(key="centre")
        Council.objects.bulk_create(
            [
                Council(pk=installed.bodies[body.key], working_body=ministry, centre=centre)
                for body in councils
            ]
        )


def _directions(associations: list[BodyFacts], installed: Installed) -> None:
    """A code the classifier does not know yet is kept under its code alone."""
    codes = list(dict.fromkeys(code for body in associations for code in body.directions))
    known = dict(TrainingDirection.objects.values_list("code", "pk"))
    missing = [code for code in codes if code not in known]
    made = TrainingDirection.objects.bulk_create(
        [TrainingDirection(code=code, name_kk=code, name_ru=code) for code in missing],
        batch_size=BATCH,
    )
    known |= {direction.code: direction.pk for direction in made}
    through: Any = Association.directions.through
    through.objects.bulk_create(
        [
            through(association_id=installed.bodies[body.key], trainingdirection_id=known[code])
            for body in associations
            for code in body.directions
        ],
        batch_size=BATCH,
    )


def _people(archive: Archive, installed: Installed) -> int:
    known = {
        installed.people[key]: (index, facts)
        for key, (index, facts) in archive.people.items()
        if key in installed.people
    }
    for there in exporting.facts_of_people(known, installed):
        index, said = known[installed.people[there.key]]
        require_same("people", index, said, there)
    new = {key: entry for key, entry in archive.people.items() if key not in installed.people}
    adopted = _adopt(new, installed)
    rows = [
        User(
            email=facts.email,
            family_name_kk=facts.family_name,
            given_name_kk=facts.given_name,
            patronymic_kk=facts.patronymic,
            archive_key=facts.key,
            password=make_password(None),
        )
        for key, (_index, facts) in new.items()
        if key not in adopted
    ]
    for row in rows:
        row.derive_keys()
    for row in User.objects.bulk_create(rows, batch_size=BATCH):
        installed.people.add(str(row.archive_key), row.pk)
    return len(rows)


def _adopt(new: dict[str, tuple[int, PersonFacts]], installed: Installed) -> set[str]:
    """People of the file who have an account here: the same address and the same name.

    They take the key of the file. An address under another name refuses the file.
    """
    by_address = {facts.email: (i, facts) for i, facts in new.values() if facts.email}
    adopted: set[str] = set()
    for some in chunks(list(by_address)):
        for user in User.objects.filter(email__in=some):
            index, facts = by_address[user.email]
            theirs = (user.family_name_kk, user.given_name_kk, user.patronymic_kk)
            same = theirs == (facts.family_name, facts.given_name, facts.patronymic)
            if user.archive_key or not same:
                expected = _("an address that nobody else has here; it is that of “%(key)s”")
                raise Misfit(
                    expected % {"key": installed.people.keys[user.pk]},
                    "people", index, "email", found=facts.email,
                )  # fmt: skip
            User.objects.filter(pk=user.pk).update(archive_key=facts.key)
            installed.people.add(facts.key, user.pk)
            adopted.add(facts.key)
    return adopted


def _memberships(archive: Archive, installed: Installed) -> list[Membership]:
    """A seat already recorded with the same facts is not recorded again."""
    bodies = {installed.bodies[seat.body] for seat in archive.memberships}
    standing: Counter[SeatFacts] = Counter()
    for some in chunks(sorted(bodies)):
        standing.update(exporting.seats_of(some, installed))
    rows = []
    for seat in archive.memberships:
        if standing[seat]:
            standing[seat] -= 1
            continue
        rows.append(
            Membership(
                body_id=installed.bodies[seat.body],
                user_id=installed.people[seat.person],
                office=seat.office,
                voting=seat.voting,
                represents_id=installed.organisations[seat.represents] if seat.represents else None,
                starts_on=seat.starts_on,
                ends_on=seat.ends_on,
                retrospective=True,
            )
        )
    Membership.objects.bulk_create(rows, batch_size=BATCH)
    for some in chunks(sorted(bodies)):
        _begin_with_first_seat(some)
    return rows


def _begin_with_first_seat(bodies: list[int]) -> None:
    """An imported body has existed at least since its first member."""
    earlier = (
        Body.objects.filter(pk__in=bodies)
        .exclude(archive_key=None)
        .annotate(first=Min("memberships__starts_on"))
    )
    for body in earlier.filter(first__lt=F("starts_on")):
        Body.objects.filter(pk=body.pk).update(starts_on=body.first)
