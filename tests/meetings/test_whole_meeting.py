"""Whatever happens in whatever order, no clause is broken (hypothesis).

People come, leave, vote in every channel, press every button in and out of turn. The portal and
the retelling of the regulation (tests/meetings/retelling.py) must allow the same acts and arrive at
the same meeting.
"""

from __future__ import annotations

from collections.abc import Callable

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
from meetings.actions import annulling, casting, session, voting
from meetings.errors import CastingVoteAwaited
from meetings.models import Ballot, Meeting, Vote
from records import journal
from tests import factories as make
from tests.meetings import sittings as room
from tests.meetings.retelling import NotAllowed, Question, Sitting

pytestmark = pytest.mark.thorough

SIZE, ITEMS, AFAR = 6, 2, 2
PEOPLE = st.integers(0, SIZE - 1)
OFFICERS = st.sampled_from([0, 0, 0, 1, 1, 2])
ITEM = st.integers(0, ITEMS - 1)
CHOICES = st.sampled_from(["for", "against", "abstain"])
RULES = st.fixed_dictionaries(
    {
        "quorum_counts": st.sampled_from(["hall", "hall_online", "all_voters"]),
        "majority_base": st.sampled_from(["for_against", "voted", "participants", "composition"]),
        "casting_vote": st.sampled_from(["presiding", "chair_only", "chair_else_presiding"]),
        "tie_without_casting": st.sampled_from(["tie_fails", "late_choice"]),
    }
)


class WholeMeeting(RuleBasedStateMachine):
    """An association of six, two items; two members may vote from afar."""

    @initialize(rules=RULES, there=st.integers(3, SIZE))
    def gather(self, rules, there) -> None:
        body = room.departing(make.association(size=SIZE), **rules)
        self.meeting = room.notified(body, items=ITEMS)
        self.seats = room.seats(body)
        for seat in self.seats[-AFAR:]:
            room.agreed(self.meeting, seat)
        self.told = Sitting(
            size=SIZE, rules=rules, agreed=set(range(SIZE - AFAR, SIZE)),
            items=[[Question()] for _ in range(ITEMS)],
        )  # fmt: skip
        self.outcomes: dict[int, dict] = {}
        for person in range(there):
            self.mark(person, "hall")

    def both(self, told: Callable[[], object], done: Callable[[], object]) -> None:
        """The regulation allows it and it happens, or neither."""
        try:
            expected = told()
        except NotAllowed:
            with pytest.raises(RuleViolation):
                done()
            return
        if expected is False:
            with pytest.raises(CastingVoteAwaited):
                done()
        else:
            done()

    def vote(self, item: int) -> Vote:
        return Vote.objects.standing().get(item__meeting=self.meeting, item__position=item + 1)

    def now(self) -> Meeting:
        return Meeting.objects.get(pk=self.meeting.pk)

    def user(self, person: int):
        return self.seats[person].user

    @rule(person=PEOPLE, presence=st.sampled_from(["hall", "hall", "online", "absent"]))
    def mark(self, person, presence) -> None:
        self.both(
            lambda: self.told.mark(person, presence),
            lambda: session.mark(
                self.now(), membership=self.seats[person], presence=presence, by=self.user(2),
                at=room.now(),
            ),
        )  # fmt: skip

    @rule(by=OFFICERS)
    def open(self, by) -> None:
        self.both(
            lambda: self.told.open(by),
            lambda: session.open_meeting(self.now(), by=self.user(by), at=room.now()),
        )

    @rule(item=ITEM, by=OFFICERS)
    def put(self, item, by) -> None:
        self.both(
            lambda: self.told.put(item, by),
            lambda: voting.open_vote(self.vote(item), by=self.user(by), at=room.now()),
        )

    @rule(item=ITEM, person=PEOPLE, choice=CHOICES)
    def cast(self, item, person, choice) -> None:
        self.both(
            lambda: self.told.cast(item, person, choice),
            lambda: casting.cast(
                self.vote(item), by=self.user(person), choice=choice, at=room.now()
            ),
        )

    @rule(item=ITEM, choices=st.lists(CHOICES, min_size=SIZE, max_size=SIZE))
    def everybody_casts(self, item, choices) -> None:
        for person, choice in enumerate(choices):
            self.cast(item, person, choice)

    @rule(item=ITEM, by=OFFICERS, without=st.booleans())
    def close(self, item, by, without) -> None:
        self.both(
            lambda: self.told.close(item, by, without=without),
            lambda: voting.close_vote(
                self.vote(item), by=self.user(by), at=room.now(), without_casting=without
            ),
        )

    @rule(item=ITEM, by=OFFICERS, sure=st.integers(0, 3))
    def annul(self, item, by, sure) -> None:
        if sure:
            return
        self.both(
            lambda: self.told.annul(item, by),
            lambda: annulling.annul(
                self.vote(item), by=self.user(by), at=room.now(), reason="Ақау"
            ),
        )

    @rule(to=OFFICERS, by=PEOPLE)
    def hand_over(self, to, by) -> None:
        self.both(
            lambda: self.told.hand_over(to, by),
            lambda: session.hand_over(
                self.now(), to=self.seats[to], by=self.user(by), at=room.now()
            ),
        )

    @rule(by=OFFICERS, sure=st.integers(0, 5))
    def adjourn(self, by, sure) -> None:
        if sure:
            return
        self.both(
            lambda: self.told.adjourn(by),
            lambda: session.adjourn(self.now(), by=self.user(by), at=room.now(), reason="Кеш"),
        )

    @rule(by=OFFICERS)
    def end(self, by) -> None:
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
        max_examples=25, stateful_step_count=30, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(WholeMeeting, settings=thorough)
