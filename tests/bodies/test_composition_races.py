"""Two at once over one composition, with real threads on real connections: one of them wins."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.errors import RuleViolation
from bodies import actions
from bodies.actions import Draft, End, Seat
from bodies.errors import ChangeRefused
from bodies.models import ChangeKind, CompositionChange, ExitKind, Membership, Office
from meetings.actions import session
from meetings.states import MeetingState
from records.models import LegalAct
from tests import factories as make
from tests.meetings.test_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "__import__('django.db').db.connection.vendor != 'postgresql'",
        reason="one writer at a time on SQLite: there is nothing to race",
    ),
]
DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def now():
    return timezone.now()


def order():
    return LegalAct(kind="order", number="12", signed_on=today())


def chairing(body, person):
    return Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(), effective_on=today(),
        seats=[Seat(user=person, office=Office.CHAIR)],
    )  # fmt: skip


def removal(seat):
    return Draft(
        body=seat.body, kind=ChangeKind.REMOVAL, act=LegalAct(kind="decision", number="4/3",
                                                             signed_on=today()),
        effective_on=today() + DAY, ends=[End(membership=seat, exit=ExitKind.REMOVAL)],
    )  # fmt: skip


def handover(seat, holder):
    return Draft(
        body=seat.body, kind=ChangeKind.HANDOVER, act=order(), effective_on=today() + DAY,
        ends=[
            End(membership=seat, exit=ExitKind.HANDOVER),
            End(membership=holder, exit=ExitKind.HANDOVER),
        ],
        seats=[Seat(user=seat.user, office=Office.CHAIR), Seat(user=holder.user)],
    )  # fmt: skip


@pytest.fixture
def body():
    return make.association(size=6)


def people(body, verb, number=2):
    return [make.granted(verb, body) for _ in range(number)]


def one_wins(results, *, loses=RuleViolation):
    """Exactly one is done; every other gets a whole sentence."""
    refusals = [result for result in results if isinstance(result, Exception)]
    assert len(results) - len(refusals) == 1, results
    assert {type(refusal) for refusal in refusals} <= {loses, *loses.__subclasses__()}, refusals
    assert all(str(refusal).strip() for refusal in refusals)


def test_two_administrators_appoint_a_chair_at_once():
    body = make.association(size=0)
    admins = people(body, "administer", 4)
    candidates = [make.user() for _ in admins]

    results = at_once(*[
        lambda admin=admin, person=person: actions.propose(
            chairing(body, person), by=admin, at=now()
        )
        for admin, person in zip(admins, candidates, strict=True)
    ])  # fmt: skip

    one_wins(results)
    assert CompositionChange.objects.filter(body=body).count() == 1


def test_two_seats_in_one_office_written_at_once_past_every_check(body):
    Membership.objects.filter(body=body, office=Office.CHAIR).update(ends_on=today() - DAY)
    act = make.act()
    candidates = [make.user() for _ in range(4)]

    results = at_once(*[
        lambda person=person: actions.appoint(
            body=body, user=person, by=None, starts_on=today(), act=act, office=Office.CHAIR
        )
        for person in candidates
    ])  # fmt: skip

    one_wins(results)
    assert Membership.objects.on(today()).filter(body=body, office=Office.CHAIR).count() == 1


def test_two_reviewers_confirm_one_change_at_once(body):
    (admin,) = people(body, "administer", 1)
    reviewers = people(body, "review_minutes", 4)
    draft = Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(), effective_on=today(),
        seats=[Seat(user=make.user())],
    )  # fmt: skip
    change = actions.propose(draft, by=admin, at=now())

    results = at_once(*[
        lambda reviewer=reviewer: actions.confirm(
            CompositionChange.objects.get(pk=change.pk), by=reviewer, at=now()
        )
        for reviewer in reviewers
    ])  # fmt: skip

    one_wins(results, loses=ChangeRefused)
    assert Membership.objects.on(today()).filter(body=body).count() == 7


def test_removing_and_handing_over_to_the_same_member_at_once(body):
    admins = people(body, "administer")
    seat, holder = make.ordinary(body)[0], make.officer(body, Office.CHAIR)

    results = at_once(
        lambda: actions.propose(removal(seat), by=admins[0], at=now()),
        lambda: actions.propose(handover(seat, holder), by=admins[1], at=now()),
    )

    one_wins(results, loses=ChangeRefused)


def test_a_member_removed_while_the_meeting_opens_is_on_the_roll_or_gone_but_never_both(body):
    (admin,), (reviewer,) = people(body, "administer", 1), people(body, "review_minutes", 1)
    meeting = make.meeting(body, scheduled_for=now(), state=MeetingState.NOTIFIED)
    clerk = make.officer(body, Office.SECRETARY).user
    for seat in body.memberships.all():
        session.mark(meeting, membership=seat, presence="hall", by=clerk, at=now())
    leaving = make.ordinary(body)[0]
    change = actions.propose(removal(leaving), by=admin, at=now())
    chair = make.officer(body, Office.CHAIR).user

    opened, confirmed = at_once(
        lambda: session.open_meeting(type(meeting).objects.get(pk=meeting.pk), by=chair, at=now()),
        lambda: actions.confirm(CompositionChange.objects.get(pk=change.pk), by=reviewer, at=now()),
    )

    assert not isinstance(opened, Exception), opened
    assert meeting.roll.count() == 6
    leaving.refresh_from_db()
    if isinstance(confirmed, Exception):
        assert isinstance(confirmed, RuleViolation)
        assert leaving.ends_on is None
    else:
        assert leaving.ends_on >= today()
