"""Whether enough of the composition takes part (cl. 10, 20)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from bodies.rules.procedure import QuorumCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Voting members of the roll, each counted once, by how they take part at one moment.

    `remote` are those who do not attend and whose absentee or written ballot is in. Guests and
    members without a vote are not here. Raises ValueError for a negative count.
    """

    hall: int
    online: int = 0
    remote: int = 0

    def __post_init__(self) -> None:
        if min(self.hall, self.online, self.remote) < 0:
            raise ValueError(f"heads cannot be negative: {self}")

    @property
    def everyone(self) -> int:
        """Attending or voting from afar."""
        return self.hall + self.online + self.remote

    def counting(self, counts: QuorumCounts) -> int:
        """Heads that count toward the quorum under the body's rules (C1)."""
        match counts:
            case QuorumCounts.HALL:
                return self.hall
            case QuorumCounts.HALL_ONLINE:
                return self.hall + self.online
            case QuorumCounts.ALL_VOTERS:
                return self.everyone


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumVerdict:
    """The quorum with its arithmetic: `participating` of `composition`, at least `needed`."""

    composition: int
    participating: int
    hall: int
    online: int
    remote: int
    counts: QuorumCounts
    needed: int
    reached: bool
    clause: str

    @property
    def missing(self) -> int:
        """How many more must take part."""
        return max(0, self.needed - self.participating)

    @property
    def literal_reached(self) -> bool:
        """Whether the hall alone is a quorum, as the letter of cl. 20 has it (C1)."""
        return self.composition > 0 and self.hall >= self.needed

    @property
    def rests_on_online(self) -> bool:
        """Whether the quorum stands only by counting people who are not in the hall (C1)."""
        return self.reached and not self.literal_reached

    @property
    def rests_on_ballots(self) -> bool:
        """Whether it stands only by counting people who sent a ballot and do not attend (C1)."""
        return self.reached and self.hall + self.online < self.needed

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**values, "counts": self.counts.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The verdict `as_dict` wrote."""
        return cls(**{**values, "counts": QuorumCounts(values["counts"])})


def composition(*, roll: int, approved_seats: int | None) -> int:
    """The total composition: voting members on the roll, or the seats an act has fixed (C9).

    A roll longer than the fixed seats counts whole: nobody on it may be left out of the total.
    """
    return max(roll, approved_seats or 0)


def needed(composition: int) -> int:
    """Members who must take part, as a head count: two thirds, rounded up (cl. 10, 20).

    Raises ValueError when `composition` is below one.
    """
    if composition < 1:
        raise ValueError(f"a quorum needs at least one member, got {composition}")
    return (2 * composition + 2) // 3


def check(
    *, composition: int, participation: Participation, counts: QuorumCounts, clause: str
) -> QuorumVerdict:
    """Compare those taking part with two thirds of the composition (cl. 10, 20; REQ-24).

    `clause` is "10" for the Council, "20" for associations and sections. An empty composition
    needs nobody and never has a quorum. Raises ValueError when more take part than there are.
    """
    if composition < 0:
        raise ValueError(f"a composition cannot be negative: {composition}")
    if participation.everyone > composition:
        raise ValueError(f"{participation.everyone} take part in a composition of {composition}")
    counts = QuorumCounts(counts)
    participating = participation.counting(counts)
    least = needed(composition) if composition else 0
    return QuorumVerdict(
        composition=composition,
        participating=participating,
        hall=participation.hall,
        online=participation.online,
        remote=participation.remote,
        counts=counts,
        needed=least,
        reached=composition > 0 and participating >= least,
        clause=clause,
    )
