"""Whatever is done in whatever order: who sits on a day is beyond doubt (hypothesis).

Random appointments, handovers, exits, removals, withdrawals, take-backs and a dissolution pass
through the portal's own acts. A replay written here, which knows nothing of the memberships,
retells every day from the journal alone.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
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
from bodies import actions
from bodies.actions import Draft, End, Seat
from bodies.models import Body, ChangeKind, CompositionChange, ExitKind, Membership, Office
from records import journal
from records.models import JournalEntry, LegalAct
from tests import factories as make

pytestmark = pytest.mark.thorough

DAY = timedelta(days=1)
HORIZON = 10
OFFICES = st.sampled_from(list(Office))
EXITS = [
    (ChangeKind.EXIT, ExitKind.RESIGNATION), (ChangeKind.EXIT, ExitKind.DEATH),
    (ChangeKind.EXIT, ExitKind.REPRESENTATION_ENDED), (ChangeKind.REMOVAL, ExitKind.REMOVAL),
]  # fmt: skip


def retold(stream: str) -> list[dict]:
    """Every seat the journal leaves standing. Independent of `bodies.rules`."""
    seats: dict[int, dict] = {}
    for kind, facts in (
        JournalEntry.objects.filter(stream=stream)
        .order_by("position")
        .values_list("kind", "payload")
    ):
        came = [facts] if kind == "member_appointed" else facts.get("seated", [])
        for seat in facts.get("ended", []):
            seats[seat["membership"]]["ends_on"] = seat["ends_on"]
        for membership in facts.get("annulled", []):
            del seats[membership]
        for seat in came:
            seats[seat["membership"]] = dict(seat)
    return list(seats.values())


def told(seats: list[dict], day: date) -> dict[int, str]:
    """Who sits that day: office by person."""
    those = [
        (seat["user"], seat["office"])
        for seat in seats
        if seat["starts_on"] <= day.isoformat()
        and (not seat.get("ends_on") or seat["ends_on"] >= day.isoformat())
    ]
    assert len(those) == len(dict(those)), "nobody sits twice"
    return dict(those)


class Composition(RuleBasedStateMachine):
    """One association, an administrator, a reviewer, and a clock that only goes forward."""

    @initialize()
    def settle(self) -> None:
        self.body = make.association(size=0)
        self.admin = make.granted("administer", self.body)
        self.reviewer = make.granted("review_minutes", self.body)
        self.people = [make.user() for _ in range(6)]
        self.now = timezone.now()
        self.dissolved = False
        for person, office in zip(
            self.people, ["chair", "deputy_chair", "secretary"], strict=False
        ):
            actions.appoint(
                body=self.body, user=person, by=None, office=office, act=make.act(),
                starts_on=timezone.localdate(self.now) - 30 * DAY,
            )  # fmt: skip

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def attempt(self, draft: Draft, *, confirmed: bool) -> None:
        """Propose and mostly confirm; a refusal changes nothing, which the invariant checks."""
        try:
            change = actions.propose(draft, by=self.admin, at=self.now)
            if confirmed:
                actions.confirm(change, by=self.reviewer, at=self.now)
        except RuleViolation:
            pass

    def act(self, kind: str = "order") -> LegalAct:
        return LegalAct(kind=kind, number="1", signed_on=self.today)

    @rule(days=st.integers(0, 3))
    def time_passes(self, days: int) -> None:
        self.now += days * DAY

    @rule(
        who=st.integers(0, 5), office=OFFICES, ahead=st.integers(-1, 5),
        term=st.none() | st.integers(-1, 6), confirmed=st.booleans(),
    )  # fmt: skip
    def appoint(self, who, office, ahead, term, confirmed) -> None:
        on = self.today + ahead * DAY
        seat = Seat(
            user=self.people[who], office=office,
            ends_on=None if term is None else on + term * DAY,
        )  # fmt: skip
        draft = Draft(
            body=self.body, kind=ChangeKind.APPOINTMENT, act=self.act(), effective_on=on,
            seats=[seat],
        )  # fmt: skip
        self.attempt(draft, confirmed=confirmed)

    @rule(which=st.integers(0, 20), way=st.sampled_from(EXITS), ahead=st.integers(0, 5),
          confirmed=st.booleans())  # fmt: skip
    def leave(self, which, way, ahead, confirmed) -> None:
        kind, why = way
        seats = list(Membership.objects.filter(body=self.body).order_by("pk"))
        draft = Draft(
            body=self.body, kind=kind, act=self.act("decision"),
            effective_on=self.today + ahead * DAY,
            ends=[End(membership=seats[which % len(seats)], exit=why)],
        )  # fmt: skip
        self.attempt(draft, confirmed=confirmed)

    @rule(which=st.integers(0, 20), office=OFFICES, ahead=st.integers(0, 4), stays=st.booleans())
    def hand_over(self, which, office, ahead, stays) -> None:
        on = self.today + ahead * DAY
        seats = list(Membership.objects.on(on).filter(body=self.body).order_by("pk"))
        if not seats:
            return
        successor = seats[which % len(seats)]
        holder = next((s for s in seats if s.office == office and s.pk != successor.pk), None)
        ends = [End(membership=successor, exit=ExitKind.HANDOVER)]
        coming = [Seat(user=successor.user, office=office)]
        if holder is not None:
            ends.append(End(membership=holder, exit=ExitKind.HANDOVER))
            if stays:
                coming.append(Seat(user=holder.user))
        draft = Draft(
            body=self.body, kind=ChangeKind.HANDOVER, act=self.act(), effective_on=on, ends=ends,
            seats=coming,
        )  # fmt: skip
        self.attempt(draft, confirmed=True)

    @rule(which=st.integers(0, 20), deed=st.sampled_from(["confirm", "withdraw", "undo"]))
    def decide(self, which, deed) -> None:
        changes = list(CompositionChange.objects.filter(body=self.body).order_by("pk"))
        if not changes:
            return
        change = changes[which % len(changes)]
        try:
            if deed == "confirm":
                actions.confirm(change, by=self.reviewer, at=self.now)
            elif deed == "withdraw":
                actions.withdraw(change, by=self.admin, at=self.now)
            else:
                actions.undo(change, by=self.reviewer, at=self.now, reason="Қате")
        except RuleViolation:
            pass

    @rule(used=st.booleans())
    def meet(self, used) -> None:
        """A meeting rests on the composition of today, or sits open over the next acts."""
        holder = "" if used else "meeting:1"
        Body.objects.filter(pk=self.body.pk).update(
            composition_used_on=self.today, composition_held_by=holder
        )

    @rule(ahead=st.integers(0, 6), sure=st.integers(0, 5))
    def dissolve(self, ahead, sure) -> None:
        if sure:
            return
        draft = Draft(
            body=self.body, kind=ChangeKind.DISSOLUTION, act=self.act("minister_order"),
            effective_on=self.today + ahead * DAY,
        )  # fmt: skip
        self.attempt(draft, confirmed=True)

    @invariant()
    def every_day_is_beyond_doubt(self) -> None:
        if not hasattr(self, "body"):
            return
        end = Body.objects.get(pk=self.body.pk).ends_on
        rows = list(Membership.objects.standing().filter(body=self.body))
        journal_says = retold(self.body.stream)
        for ahead in range(-2, HORIZON):
            day = self.today + ahead * DAY
            seats = [s for s in rows if s.starts_on <= day <= (s.ends_on or day)]
            offices = [seat.office for seat in seats]
            assert offices.count(Office.CHAIR) <= 1, "one chair a day"
            assert offices.count(Office.DEPUTY_CHAIR) <= 1, "one deputy a day"
            assert len({seat.user_id for seat in seats}) == len(seats), "nobody twice"
            assert {seat.user_id: seat.office for seat in seats} == told(journal_says, day)
            assert end is None or day <= end or not seats, "nobody sits in a dissolved body"
        asked = Membership.objects.on(self.today).filter(body=self.body)
        assert dict(asked.values_list("user", "office")) == told(journal_says, self.today)

    def teardown(self) -> None:
        if hasattr(self, "body"):
            assert journal.verify(self.body.stream) == []


@pytest.mark.django_db
def test_on_no_day_is_a_composition_in_doubt():
    thorough = settings(
        max_examples=20, stateful_step_count=12, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Composition, settings=thorough)
