"""A batch of judged meetings is written in bulk: a fixed number of statements, however many rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from council_portal.archive.bulk import Table
from council_portal.archive.facts import LANGUAGES, ItemFacts, MeetingFacts
from council_portal.archive.judging import RANK, Cast, Judged, Seat, Sitting
from meetings.models import AgendaItem, AttendanceEvent, Ballot, Meeting, RollEntry, Vote
from meetings.rules import receipt
from meetings.states import Form, MeetingState, VoteState

BATCH = 500
LONGEST_NAME = 300

TEXTS = tuple(f"{part}_{language}" for part in ("title", "resolution") for language in LANGUAGES)

ROLL = Table(
    RollEntry, "meeting", "membership", "position", "office", "voting", "name_kk", "name_ru",
    "organisation_kk", "organisation_ru",
)  # fmt: skip
ATTENDANCE = Table(AttendanceEvent, "meeting", "membership", "presence", "at")
AGENDA = Table(
    AgendaItem, "id", "meeting", "position", *TEXTS, "archive_key", "archive_error",
    "archive_facts",
)  # fmt: skip
VOTES = Table(
    Vote, "id", "item", "state", "text_hash", "opened_at", "closed_at", "presiding",
    "participants", "result", "outcome", "digest",
)  # fmt: skip
BALLOTS = Table(
    Ballot, "vote", "membership", "revision", "choice", "channel", "cast_at", "text_hash",
    "void_reason", "receipt",
)  # fmt: skip

Row = tuple[Any, ...]


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


@dataclass(frozen=True, slots=True)
class Page:
    """A meeting that has its row: what its items are written with. `seats` in roll order."""

    scene: Scene
    meeting: int
    presiding: int | None
    seats: list[Seat]
    places: dict[int, int] = field(init=False)
    modes: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Places in the roll, and how the people of the roll attended, by membership."""
        attended = self.scene.sitting.modes
        places = {seat.membership: place for place, seat in enumerate(self.seats)}
        modes = {
            str(seat.membership): attended[seat.person].value
            for seat in self.seats
            if seat.person in attended and attended[seat.person].attends
        }
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "modes", modes)


def write(
    scenes: list[Scene], lines: dict[int, Line], represented: dict[int, tuple[str, str]]
) -> tuple[dict[str, int], Counter[str], list[str]]:
    """Write the meetings; returns their rows by key, how much is new, and the votes' digests."""
    rows = Meeting.objects.bulk_create([_meeting(scene) for scene in scenes], batch_size=BATCH)
    pages = [
        Page(scene, row.pk, row.presiding_id, scene.in_roll_order(lines))
        for scene, row in zip(scenes, rows, strict=True)
    ]
    ROLL.insert(line for page in pages for line in _roll(page, lines, represented))
    ATTENDANCE.insert(event for page in pages for event in _events(page))
    number = sum(len(scene.items) for scene in scenes)
    items = iter(AGENDA.take_keys(number))
    agenda = [
        (page, position, item, next(items))
        for page in pages
        for position, item in enumerate(page.scene.items, start=1)
    ]
    AGENDA.insert(_item(*entry) for entry in agenda)
    digests = _votes([(page, item, pk) for page, _position, item, pk in agenda])
    created = Counter(
        meetings=len(rows), items=number, ballots=sum(scene.weight for scene in scenes)
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
    page: Page, lines: dict[int, Line], represented: dict[int, tuple[str, str]]
) -> Iterator[Row]:
    for position, seat in enumerate(page.seats, start=1):
        line = lines[seat.person]
        yield (
            page.meeting, seat.membership, position, seat.office, seat.voting,
            line.name_kk[:LONGEST_NAME], line.name_ru[:LONGEST_NAME],
            *represented.get(seat.membership, ("", "")),
        )  # fmt: skip


def _events(page: Page) -> Iterator[Row]:
    scene = page.scene
    at, roll = scene.held_at, scene.sitting.roll
    for mark, person in zip(scene.facts.attendance, scene.marks, strict=True):
        if person in roll:
            yield page.meeting, roll[person].membership, mark.mode, at


def _item(page: Page, position: int, item: Judgement, pk: int) -> Row:
    # Votes hold only what could be judged; what could not is kept as it came.
    kept = {"ballots": [list(ballot) for ballot in item.facts.ballots]}
    return (
        pk, page.meeting, position, *_texts(item.facts).values(), item.facts.key,
        item.judged.error, kept if item.judged.outcome is None else None,
    )  # fmt: skip


def _texts(facts: ItemFacts) -> dict[str, str]:
    """Titles and resolutions, in the order of TEXTS."""
    spelt = [
        parts.get(language, "")
        for parts in (facts.title, facts.resolution)
        for language in LANGUAGES
    ]
    return dict(zip(TEXTS, spelt, strict=True))


def _votes(judged: list[tuple[Page, Judgement, int]]) -> list[str]:
    """Write votes, closed, with the digest over their receipts, and then their ballots.

    What is recorded afterwards may receive ballots in a closed vote.
    """
    judged = [entry for entry in judged if entry[1].judged.outcome is not None]
    votes: list[Row] = []
    ballots: list[Row] = []
    digests: list[str] = []
    for (page, item, on), pk in zip(judged, VOTES.take_keys(len(judged)), strict=True):
        text_hash = receipt.text_hash(texts=_texts(item.facts))
        cast = _ballots(page, item, pk, text_hash)
        # In roll order; of one member all revisions, oldest first.
        signed = sorted((page.places[row[1]], row[2], row[-1]) for row in cast)
        digests.append(receipt.digest([mark for _place, _revision, mark in signed]))
        votes.append(_vote(page, item, on=on, pk=pk, text_hash=text_hash, digest=digests[-1]))
        ballots += cast
    VOTES.insert(votes)
    BALLOTS.insert(ballots)
    return digests


def _vote(page: Page, item: Judgement, *, on: int, pk: int, text_hash: str, digest: str) -> Row:
    outcome, at = item.judged.outcome, page.scene.held_at
    assert outcome is not None  # noqa: S101 - only judged items have votes
    if outcome.casting is not None:
        holder = page.scene.sitting.roll[int(outcome.casting)]
        outcome = replace(outcome, casting=holder.membership)
    result = outcome.as_dict()
    participants = {"modes": page.modes, "quorum": result["quorum"]}
    return (
        pk, on, VoteState.CLOSED.value, text_hash, at, at, page.presiding, participants, result,
        outcome.outcome.value, digest,
    )  # fmt: skip


def _ballots(page: Page, item: Judgement, vote: int, text_hash: str) -> list[Row]:
    """One ballot each; one that does not count is followed by a revision that voids it."""
    rows: list[Row] = []
    at, roll = page.scene.held_at, page.scene.sitting.roll
    for ballot, reason in zip(item.ballots, item.judged.untallied, strict=True):
        member = roll[ballot.person].membership
        revisions = [(ballot.choice, "")] + ([("", reason)] if reason else [])
        for revision, (choice, void) in enumerate(revisions, start=1):
            signed = receipt.receipt(
                vote=vote, member=member, choice=choice or None, channel=ballot.channel, at=at,
                text_hash=text_hash, revision=revision,
            )  # fmt: skip
            rows.append(
                (vote, member, revision, choice, ballot.channel, at, text_hash, void, signed)
            )
    return rows
