"""The regulation of a sitting told once more, in plain lines (cl. 8, 10, 19, 20, 27.4).

It knows people by number: 0 is the chair, 1 the deputy, 2 the secretary. It imports nothing of the
portal: what it says and what the portal does are two accounts of the same text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

CHAIR, DEPUTY, SECRETARY = 0, 1, 2
THERE = ("hall", "online")
AFAR = ("absentee", "written")


class NotAllowed(Exception):
    """The regulation does not let this happen."""


@dataclass(eq=False)
class Question:
    """One vote on an item; `given` holds choice and channel by person."""

    state: str = "remote"
    presiding: int | None = None
    given: dict[int, tuple[str, str]] = field(default_factory=dict)
    # Who has sent the ballot that stands in person, and when by the count of deeds.
    own: dict[int, int] = field(default_factory=dict)
    # The papers that say what stands.
    written: dict[int, list[Paper]] = field(default_factory=dict)
    outcome: tuple | None = None


@dataclass(eq=False)
class Paper:
    """A signed ballot the secretary has entered; it counts when a second person confirms it."""

    person: int
    choice: str
    asked: Question
    entered: int
    confirmed: bool = False
    disputed: bool = False


@dataclass
class Sitting:
    """One meeting of an association in which everybody has a vote."""

    size: int
    rules: dict[str, str | bool]
    agreed: set[int]
    items: list[list[Question]]
    state: str = "notified"
    presence: dict[int, str] = field(default_factory=dict)
    presiding: int | None = None
    orders: set[int] = field(default_factory=set)
    recused: dict[int, set[int]] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    deeds: int = 0

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
            if way in AFAR and not self.attends(person)
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

    def holds(self, by: int) -> bool:
        """Whoever presides, and the secretary by that person's order."""
        return self.presiding is not None and (
            by == self.presiding or (by == SECRETARY and self.presiding in self.orders)
        )

    def subjects(self, item: int) -> set[int]:
        """Whom the item concerns: they do not vote on it, the composition stays."""
        return self.recused.get(item, set())

    def takes(self, item: int, person: int) -> bool:
        """Whether this person's ballot is still taken at all: on a tie one person's alone."""
        asked = self.question(item)
        mine = asked.state == "tied" and person == asked.presiding
        return (
            self.state in ("notified", "in_session")
            and person not in self.subjects(item)
            and (asked.state in ("remote", "open") or mine)
        )

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
            if item[-1].state in ("remote", "open") and given.get(person, ("", ""))[1] in AFAR:
                del given[person]

    def order(self, by: int) -> None:
        """Chair or deputy: from now on the secretary acts in their name while they preside."""
        self.require(self.state in ("notified", "in_session"), by in (CHAIR, DEPUTY))
        self.orders.add(by)

    def recuse(self, item: int, person: int, by: int) -> None:
        """Before the vote opens; a ballot sent before falls (REQ-73)."""
        asked = self.question(item)
        named = by == SECRETARY or self.holds(by)
        self.require(
            self.state in ("notified", "in_session"), named, bool(self.rules["recusal"]),
            asked.state == "remote",
        )  # fmt: skip
        self.recused.setdefault(item, set()).add(person)
        asked.given.pop(person, None)

    def open(self, by: int) -> None:
        entitled = self.entitled()
        named = by == entitled or (by == SECRETARY and entitled in self.orders)
        self.require(self.state == "notified", entitled is not None, named, self.quorum())
        self.state, self.presiding = "in_session", entitled

    def put(self, item: int, by: int) -> None:
        asked = self.question(item)
        self.require(
            self.state == "in_session", self.holds(by), self.presiding == self.entitled(),
            asked.state == "remote", self.running() is None, self.quorum(asked),
        )  # fmt: skip
        asked.state, asked.presiding = "open", self.presiding

    def cast(self, item: int, person: int, choice: str) -> None:
        asked, there = self.question(item), self.presence.get(person)
        self.require(self.takes(item, person))
        if self.attends(person):
            self.require(asked.state != "remote")
        else:
            self.require(person in self.agreed)
        self._give(asked, person, choice, there if there in THERE else "absentee", own=True)

    def _give(self, asked: Question, person: int, choice: str, way: str, *, own: bool) -> None:
        """The same again is the same ballot, whoever sent it."""
        if asked.given.get(person) == (choice, way):
            return
        asked.given[person] = (choice, way)
        asked.own.pop(person, None)
        asked.written.pop(person, None)
        if own:
            asked.own[person] = self.deeds

    def enter_in_hall(self, item: int, person: int, choice: str, by: int) -> None:
        """For a member in the hall without a device, by the order of whoever presides."""
        asked = self.question(item)
        self.require(
            by == SECRETARY, self.presiding in self.orders, self.presence.get(person) == "hall",
            self.takes(item, person), asked.state != "remote",
        )  # fmt: skip
        self._give(asked, person, choice, "hall", own=False)

    def enter_paper(self, item: int, person: int, choice: str, by: int) -> Paper:
        """For a member who does not attend; one paper of theirs waits at a time (cl. 27.4)."""
        asked = self.question(item)
        self.require(by == SECRETARY, not self.attends(person), self.takes(item, person))
        for paper in self.papers:
            if (paper.person, paper.asked) == (person, asked) and not paper.confirmed:
                self.require(paper.choice == choice)
                return paper
        self.papers.append(Paper(person, choice, asked, self.deeds))
        return self.papers[-1]

    def confirm(self, paper: Paper, by: int) -> None:
        """By chair or deputy, and not over what the member has sent in person since."""
        self.require(by in (CHAIR, DEPUTY))
        if paper.confirmed:
            return
        item = next((n for n, one in enumerate(self.items) if one[-1] is paper.asked), None)
        self.require(not paper.disputed, item is not None, not self.attends(paper.person))
        self.require(
            item is not None and self.takes(item, paper.person),
            paper.person not in paper.asked.given
            or paper.asked.own.get(paper.person, -1) < paper.entered,
        )  # fmt: skip
        paper.confirmed = True
        self._give(paper.asked, paper.person, paper.choice, "written", own=False)
        paper.asked.written.setdefault(paper.person, []).append(paper)

    def dispute(self, paper: Paper, by: int) -> None:
        """By the member alone; it stands and is shown, or falls, as the rules say."""
        self.require(by == paper.person)
        if paper.disputed:
            return
        paper.disputed = True
        asked = paper.asked
        falls = self.rules["disputed_written"] == "falls" and asked.state in ("remote", "open")
        if falls and by in asked.given and paper in asked.written.get(by, ()):
            del asked.given[by]

    def close(self, item: int, by: int, *, without: bool) -> bool:
        """False while the decisive vote is awaited, which is a state of its own."""
        asked = self.question(item)
        self.require(self.holds(by))
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
            and decisive not in choices and decisive not in self.subjects(item) and not without
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
        self.require(self.state == "in_session", deserted or self.holds(by))
        self.require(deserted or self.running() is None)
        for item in self.items:
            if item[-1].state != "closed":
                item[-1].state = "withdrawn"
        self.state = "adjourned"

    def end(self, by: int) -> None:
        decided = all(item[-1].state == "closed" for item in self.items)
        self.require(self.state == "in_session", self.holds(by), decided)
        self.state = "closed"
