"""The hall's display: the ring of the quorum, the seats of the hemicycle, the words of each seat."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.documents import seating
from meetings.documents.sitting import BallotLine, ItemLine, Line
from meetings.rules.quorum import QuorumVerdict
from meetings.states import Channel, Choice, Presence
from records import journal
from records.rules.chain import Head

FROM_AFAR = (Channel.ABSENTEE, Channel.WRITTEN)


@dataclass(frozen=True, slots=True)
class Ring:
    """The quorum as an arc: degrees of a full turn, so that the tick stands where it is needed."""

    present: int
    composition: int
    turned: int
    tick: int
    reached: bool
    sentence: str


def ring(verdict: QuorumVerdict) -> Ring:
    """The head count of `verdict` as an arc with its two-thirds tick."""
    return Ring(
        present=verdict.participating,
        composition=verdict.composition,
        turned=seating.turned(verdict.participating, verdict.composition),
        tick=seating.turned(verdict.needed, verdict.composition),
        reached=verdict.reached,
        sentence=(_("Quorum: %(q)s needed") if verdict.reached else _("No quorum: %(q)s needed"))
        % {"q": verdict.needed},
    )


@dataclass(frozen=True, slots=True)
class DisplaySeat:
    """One member's seat: where it stands, which shape it has, and the same in words."""

    name: str
    short: str
    x: int
    y: int
    shape: str
    remote: bool
    presides: bool
    presence_name: str
    vote_name: str


@dataclass(frozen=True, slots=True)
class Hall:
    """Every seat of the composition, the presiding one last and below."""

    seats: tuple[DisplaySeat, ...]
    radius: int
    width: int = seating.WIDTH
    height: int = seating.HEIGHT

    @property
    def side(self) -> int:
        """Of a square seat."""
        return 2 * self.radius

    @property
    def outer(self) -> int:
        """The second outline, of who presides."""
        return self.radius + 10

    @property
    def scale(self) -> str:
        """Signs are drawn in a seat of a hundred units; with a point in every language."""
        return f"{self.radius / 100:.2f}"


def hall(lines: list[Line], rows: list[BallotLine], *, presiding: str, choices_shown: bool) -> Hall:
    """The composition in its seats. How somebody voted shows only when `choices_shown`."""
    standing = {row.line.membership: row for row in rows}
    at_table = next((line for line in lines if presiding and line.name == presiding), None)
    others = [line for line in lines if line is not at_table]
    drawing = seating.hemicycle(len(others))
    placed = list(zip(others, drawing.places, strict=True))
    if at_table is not None:
        placed.append((at_table, seating.Place(*seating.CENTRE)))
    return Hall(
        seats=tuple(
            _seat(
                line,
                place,
                standing.get(line.membership),
                presides=line is at_table,
                shown=choices_shown,
            )
            for line, place in placed
        ),
        radius=drawing.radius or 36,  # a hall of one
    )


def _seat(
    line: Line,
    place: seating.Place,
    row: BallotLine | None,
    *,
    presides: bool,
    shown: bool,
) -> DisplaySeat:
    voted = row is not None and bool(row.choice)
    return DisplaySeat(
        name=line.name, short=_initials(line.name), x=place.x, y=place.y,
        shape=_shape(line, row, shown=shown),
        remote=line.presence == Presence.ONLINE
        or (not line.attends and row is not None and row.channel in FROM_AFAR),
        presides=presides,
        presence_name=line.presence_name or _("Not marked yet"),
        vote_name=_vote_name(row, voted=voted, shown=shown),
    )  # fmt: skip


def _shape(line: Line, row: BallotLine | None, *, shown: bool) -> str:
    """The choice once it is shown, before that only that a vote was given; absence is a shape too."""
    if row is not None and row.choice:
        return row.choice if shown else "voted"
    return "present" if line.attends else "away"


def _vote_name(row: BallotLine | None, *, voted: bool, shown: bool) -> str:
    if row is None:
        return ""
    if not voted:
        return _("has not voted") if not shown else pgettext("one member", "did not vote")
    return row.choice_name if shown else _("has voted")


def _initials(name: str) -> str:
    parts = name.replace(".", " ").split()
    return "".join(part[0] for part in parts[:2]).upper()


def item_in_hand(items: list[ItemLine], current: ItemLine | None) -> ItemLine | None:
    """What the hall looks at: the open vote, else the last one closed, else what comes first."""
    if current is not None:
        return current
    closed = [row for row in items if row.closed and row.vote and row.vote.closed_at]
    if closed:
        return max(closed, key=lambda row: row.vote.closed_at)  # type: ignore[union-attr, arg-type, return-value]
    return next((row for row in items if row.waits), None)


_whole: dict[str, Head] = {}


def integrity(stream: str) -> bool:
    """Whether the body's journal is whole: all of it at first, then what has come since."""
    known = _whole.get(stream, Head())
    head = journal.head(stream)
    if head == known:
        return True
    if journal.verify(stream, since=known):
        return False
    _whole[stream] = head
    return True


def counts(rows: list[BallotLine]) -> dict[str, int]:
    """How many gave each vote, and how many none."""
    given = [row.choice for row in rows]
    return {
        "for": given.count(Choice.FOR), "against": given.count(Choice.AGAINST),
        "abstain": given.count(Choice.ABSTAIN), "none": given.count(""),
    }  # fmt: skip
