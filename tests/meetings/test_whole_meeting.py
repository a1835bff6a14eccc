"""Whatever happens in whatever order, no clause is broken (hypothesis).

People come, leave, vote in every channel, on paper and by the secretary's hand, stand back from
what concerns them, press every button in and out of turn. The portal and
the retelling of the regulation (tests/meetings/retelling.py) must allow the same acts and arrive at
the same meeting.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.errors import RuleViolation
from meetings.actions import annulling, casting, papers, recusing, session, voting
from meetings.errors import CastingVoteAwaited
from meetings.models import Ballot, Meeting, Vote, WrittenPaper
from records import journal
from tests import factories as make
from tests.meetings import sittings as room
from tests.meetings.retelling import SECRETARY, NotAllowed, Paper, Question, Sitting

pytestmark = pytest.mark.thorough

SIZE, ITEMS = 6, 2
PEOPLE = st.integers(0, SIZE - 1)
# Mostly whoever presides and the item in hand; else somebody or something out of turn.
OFFICERS = st.sampled_from([None] * 6 + [0, 1, 2])
ITEM = st.sampled_from([None, None, *range(ITEMS)])
CHOICES = st.sampled_from(["for"] * 4 + ["against"] * 2 + ["abstain"])
PRESENCES = st.sampled_from(["hall"] * 4 + ["online", "absent"])
# As often as they happen.
DEEDS = [
    *["put_and_everybody_casts"] * 5, *["close"] * 5, *["mark"] * 3, *["cast"] * 3, "put", "open",
    "annul", "annul", "hand_over", "adjourn", "end", *["enter_paper"] * 3, *["confirm"] * 3,
    "dispute", "order", "order", *["enter_in_hall"] * 2, *["recuse"] * 2,
]  # fmt: skip
RULES = st.fixed_dictionaries(
    {
        "quorum_counts": st.sampled_from(["hall", "hall_online", "all_voters"]),
        "majority_base": st.sampled_from(["for_against", "voted", "participants", "composition"]),
        "casting_vote": st.sampled_from(["presiding", "chair_only", "chair_else_presiding"]),
        "tie_without_casting": st.sampled_from(["tie_fails", "late_choice"]),
        "recusal": st.booleans(),
        "disputed_written": st.sampled_from(["stands", "falls"]),
    }
)


class WholeMeeting(RuleBasedStateMachine):
    """An association of six, two items; two members may vote from afar."""

    @initialize(
        rules=RULES,
        first=st.sampled_from([0, 0, 1]),
        there=st.sampled_from([6, 5, 4, 4, 4, 3]),
        opened=st.sampled_from([True] * 5 + [False]),
    )
    def gather(self, rules, first, there, opened) -> None:
        """The chair and whoever sits last may be away, and may have agreed to vote from afar."""
        body = room.departing(make.association(size=SIZE), **rules)
        self.meeting = room.notified(body, items=ITEMS)
        self.seats = room.seats(body)
        afar = {SIZE - 1, 0 if first else SIZE - 2}
        for person in sorted(afar):
            room.agreed(self.meeting, self.seats[person])
        self.told = Sitting(
            size=SIZE, rules=rules, agreed=afar,
            items=[[Question()] for _ in range(ITEMS)],
        )  # fmt: skip
        self.outcomes: dict[int, dict] = {}
        self.entered: dict[Paper, WrittenPaper] = {}
        for person in range(first, min(SIZE, first + there)):
            self.mark(person, "hall")
        if opened:
            self.open(None)

    def both(self, told: Callable[[], object], done: Callable[[], Any]) -> tuple[Any, Any] | None:
        """The regulation allows it and it happens, or neither."""
        self.told.deeds += 1
        try:
            expected = told()
        except NotAllowed:
            with pytest.raises(RuleViolation):
                done()
            return None
        if expected is False:
            with pytest.raises(CastingVoteAwaited):
                done()
            return None
        return expected, done()

    def vote(self, item: int) -> Vote:
        return Vote.objects.standing().get(item__meeting=self.meeting, item__position=item + 1)

    def now(self) -> Meeting:
        return Meeting.objects.get(pk=self.meeting.pk)

    def user(self, person: int):
        return self.seats[person].user

    def who(self, by: int | None) -> int:
        """Whoever presides, or may open, unless somebody is named."""
        if by is not None:
            return by
        told = self.told
        entitled = told.entitled() or 0
        return entitled if told.presiding is None else told.presiding

    def which(self, item: int | None) -> int:
        """The item being voted on, or the first that waits, unless one is named."""
        if item is not None:
            return item
        states = [item[-1].state for item in self.told.items]
        wanted = [n for state in ("tied", "open", "remote") for n, one in enumerate(states)
                  if one == state]  # fmt: skip
        return wanted[0] if wanted else 0

    @rule(
        deed=st.sampled_from(DEEDS), item=ITEM, by=OFFICERS, person=PEOPLE, presence=PRESENCES,
        choices=st.lists(CHOICES, min_size=SIZE, max_size=SIZE), without=st.booleans(),
        to=st.integers(0, 2),
    )  # fmt: skip
    def happens(self, deed, **said) -> None:
        """One rule, so that Hypothesis leaves no deed out of an example altogether."""
        act = getattr(self, deed)
        act(**{name: said[name] for name in signature(act).parameters})

    def mark(self, person, presence) -> None:
        self.both(
            lambda: self.told.mark(person, presence),
            lambda: session.mark(
                self.now(), membership=self.seats[person], presence=presence, by=self.user(2),
                at=room.now(),
            ),
        )  # fmt: skip

    def open(self, by) -> None:
        by = self.who(by)
        self.both(
            lambda: self.told.open(by),
            lambda: session.open_meeting(self.now(), by=self.user(by), at=room.now()),
        )

    def put(self, item, by) -> None:
        item = self.which(item)
        by = self.who(by)
        self.both(
            lambda: self.told.put(item, by),
            lambda: voting.open_vote(self.vote(item), by=self.user(by), at=room.now()),
        )

    def cast(self, item, person, choices) -> None:
        """Often by whose paper was entered last: in person the member has the last word."""
        if self.told.papers and person >= SIZE // 2:
            person = self.told.papers[-1].person
        self.say(self.which(item), person, choices)

    def say(self, item: int, person: int, choices: list[str]) -> None:
        self.both(
            lambda: self.told.cast(item, person, choices[person]),
            lambda: casting.cast(
                self.vote(item), by=self.user(person), choice=choices[person], at=room.now()
            ),
        )

    def order(self, to) -> None:
        self.both(
            lambda: self.told.order(to),
            lambda: session.order_operator(
                self.now(), operator=self.user(SECRETARY), by=self.user(to), at=room.now()
            ),
        )

    def enter_in_hall(self, item, person, choices) -> None:
        item = self.which(item)
        self.both(
            lambda: self.told.enter_in_hall(item, person, choices[person], SECRETARY),
            lambda: casting.enter_in_hall(
                self.vote(item), membership=self.seats[person], choice=choices[person],
                by=self.user(SECRETARY), at=room.now(),
            ),
        )  # fmt: skip

    def recuse(self, item, person, by) -> None:
        item = self.which(item)
        by = SECRETARY if by is None else by
        self.both(
            lambda: self.told.recuse(item, person, by),
            lambda: recusing.recuse(
                self.vote(item).item, membership=self.seats[person], reason="Өзі туралы",
                by=self.user(by), at=room.now(),
            ),
        )  # fmt: skip

    def enter_paper(self, item, person, choices) -> None:
        """Mostly of somebody who is away."""
        item = self.which(item)
        away = [one for one in range(SIZE) if not self.told.attends(one)]
        person = away[person % len(away)] if away else person
        entered = self.both(
            lambda: self.told.enter_paper(item, person, choices[person], SECRETARY),
            lambda: room.enter(self.vote(item), self.seats[person], choices[person]),
        )
        if entered:
            told, done = entered
            assert self.entered.setdefault(told, done) == done

    def paper(self, person: int) -> Paper | None:
        """The last that was entered, or the one before."""
        entered = self.told.papers[-2:]
        return entered[person % len(entered)] if entered else None

    def confirm(self, by, person) -> None:
        if (told := self.paper(person)) is None:
            return
        officer = by or 0
        self.both(
            lambda: self.told.confirm(told, officer),
            lambda: papers.confirm_paper(
                self.entered[told], by=self.user(officer), at=room.now()
            ),
        )  # fmt: skip

    def dispute(self, by, person) -> None:
        if (told := self.paper(person)) is None:
            return
        member = told.person if by is None else by
        self.both(
            lambda: self.told.dispute(told, member),
            lambda: papers.dispute_paper(
                self.entered[told], by=self.user(member), at=room.now()
            ),
        )  # fmt: skip

    def put_and_everybody_casts(self, item, choices, person) -> None:
        """Everybody but one, in the order of the seats."""
        item = self.which(item)
        if self.told.running() is None:
            self.put(item, None)
        for other in range(SIZE):
            if other != person:
                self.say(item, other, choices)

    def close(self, item, by, without) -> None:
        item = self.which(item)
        by = self.who(by)
        self.both(
            lambda: self.told.close(item, by, without=without),
            lambda: voting.close_vote(
                self.vote(item), by=self.user(by), at=room.now(), without_casting=without
            ),
        )

    def annul(self, item, by) -> None:
        item = self.which(item)
        by = self.who(by)
        self.both(
            lambda: self.told.annul(item, by),
            lambda: annulling.annul(
                self.vote(item), by=self.user(by), at=room.now(), reason="Ақау"
            ),
        )

    def hand_over(self, to, person) -> None:
        self.both(
            lambda: self.told.hand_over(to, person),
            lambda: session.hand_over(
                self.now(), to=self.seats[to], by=self.user(person), at=room.now()
            ),
        )

    def adjourn(self, by) -> None:
        by = self.who(by)
        self.both(
            lambda: self.told.adjourn(by),
            lambda: session.adjourn(self.now(), by=self.user(by), at=room.now(), reason="Кеш"),
        )

    def end(self, by) -> None:
        by = self.who(by)
        self.both(
            lambda: self.told.end(by),
            lambda: session.close_meeting(self.now(), by=self.user(by), at=room.now()),
        )

    @invariant()
    def both_tell_of_the_same_meeting(self) -> None:
        if not hasattr(self, "told"):
            return
        number = {seat.pk: person for person, seat in enumerate(self.seats)}
        meeting = self.now()
        assert meeting.state == self.told.state
        assert number.get(meeting.presiding_id) == self.told.presiding
        for item, asked in enumerate(self.told.items):
            votes = list(
                Vote.objects.filter(item__meeting=self.meeting, item__position=item + 1).order_by(
                    "pk"
                )
            )
            assert [vote.state for vote in votes] == [question.state for question in asked]
            for vote, question in zip(votes, asked, strict=True):
                self.require_same(vote, question, number)

    def require_same(self, vote: Vote, question: Question, number: dict[int, int]) -> None:
        given = {
            number[ballot.membership_id]: (ballot.choice, ballot.channel)
            for ballot in Ballot.objects.counted().filter(vote=vote)
        }
        assert given == question.given
        outcome = vote.computed()
        if question.outcome is None:
            assert outcome is None
            return
        tally = outcome.tally
        assert (
            outcome.outcome, tally.for_, tally.against, tally.abstain
        ) == question.outcome  # fmt: skip
        # What was decided stays as it was decided.
        assert self.outcomes.setdefault(vote.pk, vote.result) == vote.result

    def teardown(self) -> None:
        if hasattr(self, "told"):
            assert journal.verify(self.meeting.stream) == []


@pytest.mark.django_db
def test_no_reachable_state_of_a_meeting_breaks_a_clause():
    thorough = settings(
        max_examples=25, stateful_step_count=25, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(WholeMeeting, settings=thorough)
