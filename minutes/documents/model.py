"""The minutes as one frozen value: what the screen, the PDF and the archive print.

Everything in it is worded or counted already, so a stored document says the same for ever, whatever
names, templates or translations become. Its fingerprint stands in every footer. No floats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Self, get_args, get_origin, get_type_hints

from meetings.rules.receipt import fingerprint
from minutes.documents.wording import clause_words, words

FORM = 1
"""Counts up when the fields below change their meaning."""
LATER = frozenset(
    {"dissents", "disputed", "recused", "annulled", "extent", "approval", "written", "papers"}
)
"""Fields younger than the first documents: written only when there is something in them, so that
a document frozen before them keeps its fingerprint."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when a member was there; `until` is empty when it lasted to the close."""

    says: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the roll. `mode`: hall, online, remote (sent a ballot), excused or absent."""

    number: int
    name: str
    office: str
    organisation: str
    voting: bool
    mode: str
    says: str
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody invited: named, counted nowhere."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Heads:
    """The quorum in numbers: of the composition, taking part, needed, and the literal figure."""

    composition: int
    participating: int
    needed: int
    hall: int
    online: int
    remote: int
    reached: bool
    rests_on_online: bool
    clause: str

    @property
    def clauses(self) -> dict[str, str]:
        """«Ереженің 20-тармағы», by language."""
        return {language: clause_words(language, self.clause) for language in ("kk", "ru")}


@dataclass(frozen=True, slots=True)
class NamedVote:
    """How one member voted; an empty `choice` did not vote."""

    number: int
    name: str
    office: str
    organisation: str
    channel: str
    choice: str
    says: str


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """The tally of one way of voting."""

    says: str
    for_: int
    against: int
    abstain: int


@dataclass(frozen=True, slots=True)
class Result:
    """A vote's end with every name, every number and the clause."""

    outcome: str
    for_: int
    against: int
    abstain: int
    not_voted: int
    heads: Heads
    channels: tuple[ChannelLine, ...]
    votes: tuple[NamedVote, ...]
    sentences: tuple[str, ...]
    casting: str = ""
    presiding: str = ""
    void: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnulledVote:
    """A vote the presiding person annulled: its ballots stay by name and decide nothing."""

    opened: str
    annulled: str
    reason: str
    for_: int
    against: int
    abstain: int
    votes: tuple[NamedVote, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One point of a resolution under its number, «3.1»."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A member's opinion of their own, attached after the vote (row 18 of the layout)."""

    name: str
    office: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A ballot in writing: what the paper says, who brought it when, and its scan's SHA-256."""

    name: str
    organisation: str
    choices: tuple[str, ...]
    entered: str
    confirmed: str
    counted: bool
    scan: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A file the members had before them, so that it can be found and held against its hash."""

    item: int
    title: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda and what became of it; `settled` says so where nobody voted."""

    number: int
    title: str
    speaker: str
    heard: str
    spoke: str
    resolution: tuple[Paragraph, ...]
    result: Result | None
    settled: str = ""
    materials: tuple[str, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    recused: tuple[str, ...] = ()
    annulled: tuple[AnnulledVote, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who is to sign, under which words, in which field of the PDF."""

    field: str
    says: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Part:
    """The whole document in one language."""

    language: str
    body: str
    body_short: str
    date: str
    place: str
    form: str
    opened: str
    closed: str
    presiding: str
    presiding_office: str
    secretary: str
    seats: tuple[Seat, ...]
    visitors: tuple[Visitor, ...]
    consent: str
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    approval: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def words(self) -> dict[str, Any]:
        """The form's own words in this language."""
        return words(self.language)

    @property
    def heading(self) -> str:
        """«ОӘБ 6B061 отырысы»; a name that is no abbreviation is not bent to fit."""
        if self.body_short == self.body:
            return str(self.words["meeting"])
        return str(self.words["meeting_of"]) % {"body": self.body_short}

    @property
    def present(self) -> tuple[Seat, ...]:
        """Those who were in the hall or online at some moment, voting or not."""
        return tuple(seat for seat in self.seats if seat.mode in {"hall", "online"})

    @property
    def remote(self) -> tuple[Seat, ...]:
        """Those who did not attend but whose ballot was in."""
        return tuple(seat for seat in self.seats if seat.mode == "remote")

    @property
    def excused(self) -> tuple[Seat, ...]:
        """Those who did not attend, with good reason."""
        return tuple(seat for seat in self.seats if seat.mode == "excused")

    @property
    def absent(self) -> tuple[Seat, ...]:
        """Those who did not attend, without good reason."""
        return tuple(seat for seat in self.seats if seat.mode == "absent")

    @property
    def in_hall(self) -> int:
        """Members who came to the hall."""
        return sum(seat.mode == "hall" for seat in self.seats)

    @property
    def online(self) -> int:
        """Members who took part on the broadcast only."""
        return sum(seat.mode == "online" for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A document that is frozen before it is signed."""

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values: what is stored, hashed and attached to the PDF."""
        return plain(asdict(self))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The document `as_dict` wrote."""
        return build(cls, values)

    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON, printed in every footer."""
        return fingerprint(self.as_dict())


@dataclass(frozen=True, slots=True)
class Document(Frozen):
    """Minutes of one meeting: the language-neutral facts once, then one part for each language.

    `extent` is "short" where speeches are left out, else empty.
    """

    number: str
    version: int
    body_code: str
    day: str
    clause: str
    recommendatory: bool
    retrospective: bool
    heads: Heads
    parts: tuple[Part, ...]
    journal_position: int = 0
    journal_hash: str = ""
    frozen_at: str = ""
    form: int = field(default=FORM)
    extent: str = ""


def plain(value: Any) -> Any:
    """Tuples as lists, all the way down; younger fields only when they say something."""
    if isinstance(value, dict):
        return {k: plain(item) for k, item in value.items() if item or k not in LATER}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def build(kind: Any, value: Any) -> Any:
    """Read plain JSON values back into the type that wrote them."""
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, Mapping):
        hints = _hints(kind)
        known = {item.name for item in fields(kind)}
        return kind(**{k: build(hints[k], v) for k, v in value.items() if k in known})
    if get_origin(kind) is tuple:
        return tuple(build(get_args(kind)[0], item) for item in value)
    inner = [one for one in get_args(kind) if one is not type(None)]
    return build(inner[0], value) if inner and value is not None else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
