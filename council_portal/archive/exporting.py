"""Rows become facts again: for a file written out, and to compare with a file read in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TextIO

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from associations.models import Association
from bodies.models import Body, Membership, Organisation
from council_portal.archive.facts import (
    FORMAT,
    LANGUAGES,
    BallotFacts,
    BodyFacts,
    ItemFacts,
    Mark,
    MeetingFacts,
    Names,
    OrganisationFacts,
    PersonFacts,
    SeatFacts,
)  # fmt: skip
from council_portal.archive.installed import Installed, chunks, own_key
from meetings.models import AgendaItem, AttendanceEvent, Ballot, Meeting, Vote
from meetings.states import MeetingState, VoteState

REFERENCE = "ref-"
SITTINGS = 100


def export(to: TextIO, *, bodies: Collection[int] | None = None) -> dict[str, int]:
    """Write every body (or only these) with its people and the meetings it held.

    Meetings are written one after another, so a large archive needs little memory. Returns how
    many of each kind were written.
    """
    installed = Installed.load()
    chosen = Body.objects.all() if bodies is None else Body.objects.filter(pk__in=bodies)
    kept = sorted(chosen.values_list("pk", flat=True))
    seats = list(seats_of(kept, installed))
    sittings = Meeting.objects.filter(body__in=kept, state=MeetingState.CLOSED).order_by("pk")
    people = _people(seats, sittings, installed, whole=bodies is None)
    facts = list(facts_of_bodies(_with_those_above(kept), installed))
    organisations = _organisations(seats, facts, installed, whole=bodies is None)
    lists: list[tuple[str, Iterable[Any]]] = [
        ("organisations", facts_of_organisations(organisations)),
        ("bodies", facts),
        ("people", facts_of_people(people, installed)),
        ("memberships", seats),
        ("meetings", meetings(sittings, installed)),
    ]
    written: dict[str, int] = {}
    to.write(f'{{"format": {json.dumps(FORMAT)}')
    for name, values in lists:
        to.write(f',\n "{name}": [')
        count = 0
        for count, value in enumerate(values, start=1):
            to.write("\n  " if count == 1 else ",\n  ")
            to.write(json.dumps(value.as_json(), ensure_ascii=False))
        to.write("]")
        written[name] = count
    to.write("}\n")
    return written


def _people(
    seats: list[SeatFacts], sittings: QuerySet[Meeting], installed: Installed, *, whole: bool
) -> list[int]:
    """Everybody named anywhere in the file; with the whole installation, all that was imported."""
    named = {installed.people[seat.person] for seat in seats}
    for column in ("secretary_id", "presiding__user_id"):
        named.update(pk for pk in sittings.values_list(column, flat=True) if pk)
    said = sittings.exclude(archive_facts=None).values_list("archive_facts", flat=True)
    for facts in filter(None, said):
        named.update(installed.people[person] for _, person, _ in facts.get("marks", ()))
        named.update(installed.people[p] for p in [facts.get("presiding")] if p)
    items = AgendaItem.objects.filter(meeting__in=sittings).exclude(archive_facts=None)
    for facts in filter(None, items.values_list("archive_facts", flat=True)):
        named.update(installed.people[ballot[0]] for ballot in facts["ballots"])
    if whole:
        named.update(User.objects.exclude(archive_key=None).values_list("pk", flat=True))
    return sorted(named)


def _organisations(
    seats: list[SeatFacts], bodies: list[BodyFacts], installed: Installed, *, whole: bool
) -> list[int]:
    """Those named in the file; with the whole installation, all that was imported."""
    keys = {seat.represents for seat in seats} | {body.base_institution for body in bodies}
    named = {installed.organisations[key] for key in keys if key}
    if whole:
        imported = Organisation.objects.exclude(key=None).exclude(key__startswith=REFERENCE)
        named.update(imported.values_list("pk", flat=True))
    return sorted(named)


def _with_those_above(bodies: Iterable[int]) -> set[int]:
    """So that no body of the file names one that is not in it."""
    above = dict(Body.objects.values_list("pk", "parent_id"))
    found: set[int] = set()
    for body in bodies:
        step: int | None = body
        while step is not None and step not in found:
            found.add(step)
            step = above[step]
    return found


def _names(row: Any, field: str) -> Names:
    spelt = {language: getattr(row, f"{field}_{language}") for language in LANGUAGES}
    return {language: name for language, name in spelt.items() if name}


def facts_of_organisations(pks: Iterable[int]) -> Iterator[OrganisationFacts]:
    """Organisations, in the order of their entry."""
    for some in chunks(sorted(pks)):
        for row in Organisation.objects.filter(pk__in=some).order_by("pk"):
            key = row.key or own_key("organisation", row.pk)
            yield OrganisationFacts(key=key, kind=row.kind, name=_names(row, "name"))


def facts_of_bodies(pks: Iterable[int], installed: Installed) -> Iterator[BodyFacts]:
    """Bodies, in the order of their entry."""
    keys, organisations = installed.bodies.keys, installed.organisations.keys
    for some in chunks(sorted(pks)):
        bases = dict(
            Association.objects.filter(pk__in=some).values_list("pk", "base_institution_id")
        )
        directions = defaultdict(list)
        through = Association.directions.through.objects.filter(association__in=some)
        for pk, code in through.order_by("pk").values_list(
            "association_id", "trainingdirection__code"
        ):
            directions[pk].append(code)
        for row in Body.objects.filter(pk__in=some).order_by("pk"):
            said, base = row.archive_facts or {}, bases.get(row.pk)
            yield BodyFacts(
                key=keys[row.pk],
                kind=row.kind,
                name=_names(row, "name"),
                parent=keys[row.parent_id] if row.parent_id else None,
                base_institution=organisations[base] if base else said.get("base_institution"),
                directions=tuple(directions[row.pk] or said.get("directions", ())),
            )


def facts_of_people(pks: Iterable[int], installed: Installed) -> Iterator[PersonFacts]:
    """People, in the order of their entry."""
    for some in chunks(sorted(pks)):
        for row in User.objects.filter(pk__in=some).order_by("pk"):
            yield PersonFacts(
                key=installed.people.keys[row.pk],
                family_name=row.family_name_kk,
                given_name=row.given_name_kk,
                patronymic=row.patronymic_kk,
                email=row.email,
            )


def seats_of(bodies: Collection[int], installed: Installed) -> Iterator[SeatFacts]:
    """Memberships of these bodies, in the order of their entry."""
    rows = Membership.objects.filter(body__in=bodies).order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        yield SeatFacts(
            person=installed.people.keys[row.user_id],
            body=installed.bodies.keys[row.body_id],
            office=row.office,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            voting=row.voting,
            represents=installed.organisations.keys[row.represents_id]
            if row.represents_id
            else None,
        )


def meetings(rows: QuerySet[Meeting], installed: Installed) -> Iterator[MeetingFacts]:
    """Meetings that were held, a few at a time: eight queries for a hundred."""
    pks = list(rows.values_list("pk", flat=True))
    for some in chunks(pks, SITTINGS):
        yield from _meetings(some, installed)


def _meetings(pks: list[int], installed: Installed) -> Iterator[MeetingFacts]:
    sittings = Meeting.objects.filter(pk__in=pks).select_related("presiding").order_by("pk")
    live = set(sittings.filter(archive_key=None).values_list("pk", flat=True))
    marks = _marks(pks, live, installed)
    agenda = _agenda(pks, live, installed)
    people = installed.people.keys
    for row in sittings:
        said = row.archive_facts or {}
        attendance = marks[row.pk]
        for index, person, mode in said.get("marks", ()):
            attendance.insert(index, Mark(person, mode))
        held_at = said.get("held_at") or timezone.localtime(
            row.opened_at or row.scheduled_for
        ).isoformat(timespec="seconds")
        yield MeetingFacts(
            key=row.archive_key or own_key("meeting", row.pk),
            body=installed.bodies.keys[row.body_id],
            number=row.number,
            held_at=held_at,
            place=row.place,
            presiding=people[row.presiding.user_id] if row.presiding else said.get("presiding", ""),
            secretary=people[row.secretary_id] if row.secretary_id else "",
            attendance=attendance,
            agenda=agenda[row.pk],
        )


def _marks(pks: list[int], live: set[int], installed: Installed) -> dict[int, list[Mark]]:
    """As the archive listed them; of a live meeting, how each member attended at the end."""
    people = installed.people.keys
    listed: dict[int, list[Mark]] = defaultdict(list)
    latest: dict[int, dict[str, str]] = defaultdict(dict)
    events = AttendanceEvent.objects.filter(meeting__in=pks).in_sequence()
    for meeting, person, presence in events.values_list(
        "meeting_id", "membership__user_id", "presence"
    ):
        mode = presence if presence in ("hall", "online") else "absent"
        if meeting in live:
            latest[meeting][people[person]] = mode
        else:
            listed[meeting].append(Mark(people[person], mode))
    for meeting, modes in latest.items():
        listed[meeting] = [Mark(person, mode) for person, mode in modes.items()]
    return listed


def _agenda(pks: list[int], live: set[int], installed: Installed) -> dict[int, list[ItemFacts]]:
    """Items put to the vote, with the ballots that stood (of an archive: all it gave)."""
    items = AgendaItem.objects.filter(meeting__in=pks).on_agenda().in_order()
    voted = set(
        Vote.objects.filter(item__meeting__in=live, state=VoteState.CLOSED).values_list(
            "item_id", flat=True
        )
    )
    ballots = _ballots(pks, live, installed)
    agenda: dict[int, list[ItemFacts]] = defaultdict(list)
    for row in items:
        if row.meeting_id in live and row.pk not in voted:
            continue
        kept = (row.archive_facts or {}).get("ballots")
        agenda[row.meeting_id].append(
            ItemFacts(
                key=row.archive_key or own_key("item", row.pk),
                title=_names(row, "title"),
                resolution=_names(row, "resolution"),
                ballots=ballots[row.pk] if kept is None else [BallotFacts(*one) for one in kept],
            )
        )
    return agenda


def _ballots(pks: list[int], live: set[int], installed: Installed) -> dict[int, list[BallotFacts]]:
    people = installed.people.keys
    given = Ballot.objects.filter(vote__item__meeting__in=[pk for pk in pks if pk not in live])
    standing = Ballot.objects.counted().filter(
        vote__item__meeting__in=live, vote__state=VoteState.CLOSED
    )
    found: dict[int, list[BallotFacts]] = defaultdict(list)
    columns = ("vote__item_id", "membership__user_id", "choice", "channel")
    for rows in (given.filter(~Q(choice="")), standing):
        for item, person, choice, channel in rows.order_by("pk").values_list(*columns).iterator():
            found[item].append(BallotFacts(people[person], choice, channel))
    return found


def bodies_named(names: Collection[str], installed: Installed) -> tuple[list[int], list[str]]:
    """Bodies by archive key or by code, and the names that nothing answers to."""
    codes = dict(Body.objects.filter(code__in=names).values_list("code", "pk"))
    found, unknown = [], []
    for name in names:
        pk = installed.bodies.rows.get(name, codes.get(name))
        if pk is None:
            unknown.append(name)
        else:
            found.append(pk)
    return found, unknown
