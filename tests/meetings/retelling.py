"""The regulation of a sitting told once more, in a hundred plain lines (cl. 8, 10, 19, 20, 27.4).

It knows people by number: 0 is the chair, 1 the deputy, 2 the secretary. It imports nothing of the
portal: what it says and what the portal does are two accounts of the same text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

CHAIR, DEPUTY, SECRETARY = 0, 1, 2
THERE = ("hall", "online")


class NotAllowed(Exception):
    """The regulation does not let this happen."""


@dataclass
class Question:
    """One vote on an item; `given` holds choice and channel by person."""

    state: str = "remote"
    presiding: int | None = None
    given: dict[int, tuple[str, str]] = field(default_factory=dict)
    outcome: tuple | None = None


@dataclass
class Sitting:
    """One meeting of an association in which everybody has a vote."""

    size: int
    rules: dict[str, str]
    agreed: set[int]
    items: list[list[Question]]
    state: str = "notified"
    presence: dict[int, str] = field(default_factory=dict)
    presiding: int | None = None

    # What is so.

    def question(self, item: int) -> Question:
        return self.items[item][-1]

    def attends(self, person: int) -> bool:
        return self.presence.get(person) in THERE

    def counts(self, person: int) -> bool:
        """Whether being there this way counts toward the quorum (C1)."""
        there = self.presence.get(person)
        return there == "hall" if self.rules["quorum_counts"] == "hall" else there in THERE

    def from_afar(self, asked: Question | None) -> set[int]:
        """Who is not there and has a ballot from afar in; on any item before one is put."""
        standing = [asked] if asked else [item[-1] for item in self.items]
        return {
            person for question in standing for person, (_choice, way) in question.given.items()
            if way == "absentee" and not self.attends(person)
        }  # fmt: skip

    def quorum(self, asked: Question | None = None) -> bool:
        """Two thirds of the composition: three times the heads are at least twice the seats."""
        heads = sum(self.counts(person) for person in range(self.size))
        if self.rules["quorum_counts"] == "all_voters":
            heads += len(self.from_afar(asked))
        return 3 * heads >= 2 * self.size

    def entitled(self) -> int | None:
        """The chair; in the chair's absence the deputy; else nobody."""
        return next((officer for officer in (CHAIR, DEPUTY) if self.counts(officer)), None)

    def running(self) -> Question | None:
        return next((item[-1] for item in self.items if item[-1].state in ("open", "tied")), None)

    # What may happen.

    def require(self, *conditions: bool) -> None:
        if not all(conditions):
            raise NotAllowed

    def mark(self, person: int, presence: str) -> None:
        self.require(self.state in ("notified", "in_session"))
        self.presence[person] = presence
        if presence in THERE:
            self._void_of(person)

    def _void_of(self, person: int) -> None:
        """Who has come votes there: what they sent from afar and is still open falls (cl. 20)."""
        for item in self.items:
            given = item[-1].given
            if (
                item[-1].state in ("remote", "open")
                and given.get(person, ("", ""))[1] == "absentee"
            ):
                del given[person]

    def open(self, by: int) -> None:
        self.require(self.state == "notified", by == self.entitled(), self.quorum())
        self.state, self.presiding = "in_session", by

    def put(self, item: int, by: int) -> None:
        asked = self.question(item)
        self.require(
            self.state == "in_session", by == self.presiding, by == self.entitled(),
            asked.state == "remote", self.running() is None, self.quorum(asked),
        )  # fmt: skip
        asked.state, asked.presiding = "open", by

    def cast(self, item: int, person: int, choice: str) -> None:
        asked, there = self.question(item), self.presence.get(person)
        self.require(self.state in ("notified", "in_session"))
        mine = asked.state == "tied" and person == asked.presiding
        if self.attends(person):
            self.require(asked.state == "open" or mine)
        else:
            self.require(person in self.agreed, asked.state in ("remote", "open") or mine)
        asked.given[person] = (choice, there if there in THERE else "absentee")

    def close(self, item: int, by: int, *, without: bool) -> bool:
        """False while the decisive vote is awaited, which is a state of its own."""
        asked = self.question(item)
        self.require(by == self.presiding)
        if asked.state == "closed":
            return True
        self.require(asked.state in ("open", "tied"))
        choices = {person: choice for person, (choice, _way) in asked.given.items()}
        decisive = self._decisive(asked, choices)
        tally = Counter(choices.values())
        tie = tally["for"] == tally["against"]
        waits = (
            self.rules["tie_without_casting"] == "late_choice"
            and tie and self.quorum(asked) and decisive == asked.presiding
            and decisive not in choices and not without
        )  # fmt: skip
        if waits:
            asked.state = "tied"
            return False
        asked.state = "closed"
        verdict = self._verdict(asked, tally, choices.get(decisive), tie=tie)
        asked.outcome = (verdict, tally["for"], tally["against"], tally["abstain"])
        return True

    def _decisive(self, asked: Question, choices: dict[int, str]) -> int | None:
        """Whose vote decides a tie: of the one presiding, or as the body's rules depart (C5)."""
        if asked.presiding != CHAIR:
            if self.rules["casting_vote"] == "chair_only":
                return None
            if self.rules["casting_vote"] == "chair_else_presiding" and CHAIR in choices:
                return CHAIR
        return asked.presiding

    def _verdict(self, asked: Question, tally: Counter, decisive: str | None, *, tie: bool) -> str:
        if not self.quorum(asked):
            return "no_quorum"
        if tie:
            return "adopted" if decisive == "for" else "rejected"
        voted = tally.total()
        there = sum(self.attends(person) for person in range(self.size))
        base = {
            "for_against": tally["for"] + tally["against"],
            "voted": voted,
            "participants": max(voted, there + len(self.from_afar(asked))),
            "composition": self.size,
        }[self.rules["majority_base"]]
        return "adopted" if 2 * tally["for"] > base else "rejected"

    def annul(self, item: int, by: int) -> None:
        asked = self.question(item)
        self.require(
            self.state == "in_session", by == self.presiding,
            asked.state in ("open", "tied", "closed"),
        )  # fmt: skip
        asked.state = "annulled"
        self.items[item].append(Question())

    def hand_over(self, to: int, by: int) -> None:
        self.require(
            self.state == "in_session", by in (to, self.presiding, SECRETARY),
            self.running() is None or not self.counts(self.presiding), to == self.entitled(),
        )  # fmt: skip
        self.presiding = to

    def adjourn(self, by: int) -> None:
        deserted = by == SECRETARY and self.entitled() is None
        self.require(self.state == "in_session", deserted or by == self.presiding)
        self.require(deserted or self.running() is None)
        for item in self.items:
            if item[-1].state != "closed":
                item[-1].state = "withdrawn"
        self.state = "adjourned"

    def end(self, by: int) -> None:
        decided = all(item[-1].state == "closed" for item in self.items)
        self.require(self.state == "in_session", by == self.presiding, decided)
        self.state = "closed"
