"""A batch of judged meetings is written in bulk: a fixed number of statements, however many rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from council_portal.archive.facts import LANGUAGES, ItemFacts, MeetingFacts
from council_portal.archive.judging import RANK, Cast, Judged, Seat, Sitting
from meetings.models import AgendaItem, AttendanceEvent, Ballot, Meeting, RollEntry, Vote
from meetings.rules import receipt
from meetings.rules.attendance import Mode
from meetings.states import Form, MeetingState, VoteState

BATCH = 500
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Line:
    """How a person and whom the person represents are written in the roll."""

    name_kk: str
    name_ru: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """An item, its ballots and what the rules made of them."""

    facts: ItemFacts
    ballots: list[Cast]
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A meeting ready to be written. `marks`: attendance by person, None for a stranger's."""

    facts: MeetingFacts
    body: int
    sitting: Sitting
    secretary: int
    marks: list[int]
    items: list[Judgement]

    @property
    def held_at(self) -> datetime:
        """The moment, with the offset it was written with."""
        return datetime.fromisoformat(self.facts.held_at)

    @property
    def weight(self) -> int:
        """Ballots in it."""
        return sum(len(item.ballots) for item in self.items)

    def in_roll_order(self, lines: dict[int, Line]) -> list[Seat]:
        """Chair, deputy, secretary, then members by the Kazakh alphabet."""
        return sorted(
            self.sitting.roll.values(),
            key=lambda seat: (RANK[seat.office], lines[seat.person].sort_key, seat.membership),
        )


def write(
    scenes: list[Scene], lines: dict[int, Line], represented: dict[int, tuple[str, str]]
) -> tuple[dict[str, int], Counter[str], list[str]]:
    """Write the meetings; returns their rows by key, how much is new, and the votes' digests."""
    rows = Meeting.objects.bulk_create([_meeting(scene) for scene in scenes], batch_size=BATCH)
    roll, events = [], []
    for scene, row in zip(scenes, rows, strict=True):
        roll += _roll(scene, row, lines, represented)
        events += _events(scene, row)
    RollEntry.objects.bulk_create(roll, batch_size=BATCH)
    AttendanceEvent.objects.bulk_create(events, batch_size=BATCH)
    pairs = [
        (scene, row, position, item)
        for scene, row in zip(scenes, rows, strict=True)
        for position, item in enumerate(scene.items, start=1)
    ]
    items = AgendaItem.objects.bulk_create(
        [_item(row, position, item) for _scene, row, position, item in pairs], batch_size=BATCH
    )
    digests = _votes(
        [(pair[0], pair[1], pair[3], item) for pair, item in zip(pairs, items, strict=True)], lines
    )
    created = Counter(
        meetings=len(rows), items=len(items), ballots=sum(scene.weight for scene in scenes)
    )
    return {str(row.archive_key): row.pk for row in rows}, created, digests


def _meeting(scene: Scene) -> Meeting:
    facts, sitting = scene.facts, scene.sitting
    said: dict[str, Any] = {"held_at": facts.held_at}
    presiding = sitting.roll.get(sitting.presiding)
    if presiding is None:
        said["presiding"] = facts.presiding
    strangers = [
        [index, mark.person, mark.mode]
        for index, (mark, person) in enumerate(zip(facts.attendance, scene.marks, strict=True))
        if person not in sitting.roll
    ]
    if strangers:
        said["marks"] = strangers
    return Meeting(
        body_id=scene.body,
        year=scene.held_at.year,
        number=facts.number,
        state=MeetingState.CLOSED,
        form=_form({mark.mode for mark in facts.attendance}),
        scheduled_for=scene.held_at,
        opened_at=scene.held_at,
        closed_at=scene.held_at,
        place=facts.place,
        secretary_id=scene.secretary,
        presiding_id=presiding.membership if presiding else None,
        procedure_frozen=sitting.procedure.as_dict(),
        retrospective=True,
        archive_key=facts.key,
        archive_facts=said,
    )


def _form(modes: set[str]) -> str:
    if "online" not in modes:
        return Form.HALL
    return Form.MIXED if "hall" in modes else Form.ONLINE


def _roll(
    scene: Scene, row: Meeting, lines: dict[int, Line], represented: dict[int, tuple[str, str]]
) -> list[RollEntry]:
    entries = []
    for position, seat in enumerate(scene.in_roll_order(lines), start=1):
        line, (kk, ru) = lines[seat.person], represented.get(seat.membership, ("", ""))
        entries.append(
            RollEntry(
                meeting=row,
                membership_id=seat.membership,
                position=position,
                office=seat.office,
                voting=seat.voting,
                name_kk=line.name_kk[:LONGEST_NAME],
                name_ru=line.name_ru[:LONGEST_NAME],
                organisation_kk=kk,
                organisation_ru=ru,
            )
        )
    return entries


def _events(scene: Scene, row: Meeting) -> list[AttendanceEvent]:
    return [
        AttendanceEvent(
            meeting=row,
            membership_id=scene.sitting.roll[person].membership,
            presence=mark.mode,
            at=scene.held_at,
        )
        for mark, person in zip(scene.facts.attendance, scene.marks, strict=True)
        if person in scene.sitting.roll
    ]


def _item(row: Meeting, position: int, item: Judgement) -> AgendaItem:
    unjudged = item.judged.outcome is None
    return AgendaItem(
        meeting=row,
        position=position,
        **_texts(item.facts),
        archive_key=item.facts.key,
        archive_error=item.judged.error,
        # Votes hold only what could be judged; what could not is kept as it came.
        archive_facts={"ballots": [list(ballot) for ballot in item.facts.ballots]}
        if unjudged
        else None,
    )


def _texts(facts: ItemFacts) -> dict[str, str]:
    parts = {"title": facts.title, "resolution": facts.resolution}
    return {
        f"{part}_{language}": names.get(language, "")
        for part, names in parts.items()
        for language in LANGUAGES
    }


def _votes(
    judged: list[tuple[Scene, Meeting, Judgement, AgendaItem]], lines: dict[int, Line]
) -> list[str]:
    """Write votes open, their ballots, then close the votes with the digest over the receipts."""
    judged = [entry for entry in judged if entry[2].judged.outcome is not None]
    votes = Vote.objects.bulk_create(
        [_vote(scene, row, item, on) for scene, row, item, on in judged], batch_size=BATCH
    )
    ballots: list[Ballot] = []
    order: dict[int, int] = {}
    ordered: Scene | None = None
    for (scene, _row, item, _on), vote in zip(judged, votes, strict=True):
        if scene is not ordered:
            ordered = scene
            order = {seat.person: place for place, seat in enumerate(scene.in_roll_order(lines))}
        cast = _ballots(scene, item, vote)
        ballots += (ballot for _person, ballot in cast)
        places = [order[person] for person, _ballot in cast]
        by_place = sorted(zip(places, cast, strict=True), key=lambda one: (one[0], one[1][1].revision))
        in_order = [entry for _place, entry in by_place]
        vote.digest = receipt.digest([ballot.receipt for _person, ballot in in_order])
        vote.state = VoteState.CLOSED
    Ballot.objects.bulk_create(ballots, batch_size=BATCH)
    Vote.objects.bulk_create(
        votes, batch_size=BATCH, update_conflicts=True, unique_fields=["id"],
        update_fields=["digest", "state"],
    )  # fmt: skip
    return [vote.digest for vote in votes]


def _vote(scene: Scene, row: Meeting, item: Judgement, on: AgendaItem) -> Vote:
    outcome, sitting = item.judged.outcome, scene.sitting
    assert outcome is not None  # noqa: S101 - only judged items have votes
    if outcome.casting is not None:
        outcome = replace(outcome, casting=sitting.roll[int(outcome.casting)].membership)
    result = outcome.as_dict()
    modes = {
        str(sitting.roll[person].membership): mode.value
        for person, mode in sitting.modes.items()
        if person in sitting.roll and mode is not Mode.ABSENT
    }
    return Vote(
        item=on,
        state=VoteState.OPEN,
        text_hash=receipt.text_hash(texts=_texts(item.facts)),
        opened_at=scene.held_at,
        closed_at=scene.held_at,
        presiding_id=row.presiding_id,
        participants={"modes": modes, "quorum": result["quorum"]},
        result=result,
        outcome=outcome.outcome.value,
    )


def _ballots(scene: Scene, item: Judgement, vote: Vote) -> list[tuple[int, Ballot]]:
    """One ballot each; one that does not count is followed by a revision that voids it."""
    cast: list[tuple[int, Ballot]] = []
    at, roll = scene.held_at, scene.sitting.roll
    for ballot, reason in zip(item.ballots, item.judged.untallied, strict=True):
        member = roll[ballot.person].membership
        revisions = [(ballot.choice, "")] + ([("", reason)] if reason else [])
        for revision, (choice, void) in enumerate(revisions, start=1):
            cast.append(
                (
                    ballot.person,
                    Ballot(
                        vote=vote,
                        membership_id=member,
                        revision=revision,
                        choice=choice,
                        channel=ballot.channel,
                        cast_at=at,
                        text_hash=vote.text_hash,
                        void_reason=void,
                        receipt=receipt.receipt(
                            vote=vote.pk, member=member, choice=choice or None,
                            channel=ballot.channel, at=at, text_hash=vote.text_hash,
                            revision=revision,
                        ),
                    ),
                )
            )  # fmt: skip
    return cast
