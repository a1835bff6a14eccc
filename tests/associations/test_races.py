"""Two hands at once, with real threads on real connections: one wins, the other learns of it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from associations.errors import NominationRefused
from associations.models import Nomination
from associations.states import NominationState
from bodies import actions as bodies
from bodies.actions import Draft, End, Seat
from bodies.errors import ChangeRefused
from bodies.models import ChangeKind, CompositionChange, ExitKind, Membership, Office
from councils.models import Removal
from tests import factories as make
from tests.associations.nominations import approved, fresh, nominated, now, order, today
from tests.councils.removals import decided, executed, proposed
from tests.meetings.test_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "__import__('django.db').db.connection.vendor != 'postgresql'",
        reason="one writer at a time on SQLite: there is nothing to race",
    ),
]


def in_kazakh(act):
    """A thread has no language of its own."""

    def spoken():
        with translation.override("kk"):
            return act()

    return spoken


def race(*acts):
    """The one who won, and what the other was told."""
    results = at_once(*map(in_kazakh, acts))
    refusals = [result for result in results if isinstance(result, Exception)]
    assert len(refusals) == len(acts) - 1, results
    return results, refusals[0]


def test_two_administrators_approve_one_nomination_at_once():
    body = make.association(size=5)
    nomination = nominated(body)
    admins = [make.granted("administer", body) for _ in range(2)]

    results, refusal = race(
        *[lambda a=a: approved(Nomination.objects.get(pk=nomination.pk), a) for a in admins]
    )

    winner = admins[0] if not isinstance(results[0], Exception) else admins[1]
    assert isinstance(refusal, NominationRefused)
    assert winner.full_name() in str(refusal)
    assert f"{timezone.localtime():%d.%m.%Y}" in str(refusal)
    assert fresh(nomination).state == NominationState.APPROVED
    assert CompositionChange.objects.get().drawn_up_by == winner


def test_one_approves_while_another_rejects():
    body = make.association(size=5)
    nomination = nominated(body)
    first, second = (make.granted("administer", body) for _ in range(2))
    from associations.actions import reject_nomination

    results, refusal = race(
        lambda: approved(Nomination.objects.get(pk=nomination.pk), first),
        lambda: reject_nomination(
            Nomination.objects.get(pk=nomination.pk), reason="Жоқ", by=second, at=now()
        ),
    )

    won = first if not isinstance(results[0], Exception) else second
    assert isinstance(refusal, NominationRefused)
    assert won.full_name() in str(refusal)
    assert CompositionChange.objects.count() == (won == first)


def test_two_of_the_ministry_confirm_at_once():
    body = make.association(size=5)
    change = approved(nominated(body), make.granted("administer", body))
    reviewers = [make.granted("review_minutes", body) for _ in range(2)]

    results, refusal = race(
        *[
            lambda r=r: bodies.confirm(CompositionChange.objects.get(pk=change.pk), by=r, at=now())
            for r in reviewers
        ]
    )

    winner = reviewers[0] if not isinstance(results[0], Exception) else reviewers[1]
    assert isinstance(refusal, ChangeRefused)
    assert winner.full_name() in str(refusal)
    assert Membership.objects.on(today()).filter(body=body).count() == 6


def test_two_members_nominate_one_candidate_at_once():
    body = make.association(size=5)
    people = [seat.user for seat in make.ordinary(body)]

    results, refusal = race(*[lambda p=p: nominated(body, by=p) for p in people])

    winner = people[0] if not isinstance(results[0], Exception) else people[1]
    assert isinstance(refusal, NominationRefused)
    assert winner.full_name() in str(refusal)
    assert Nomination.objects.count() == 1


def test_one_removes_a_member_while_another_hands_an_office_over_to_that_member():
    council = make.council(size=3)
    body = make.association(size=5, parent=council)
    seat, holder = make.ordinary(body)[0], make.officer(body, Office.DEPUTY_CHAIR)
    removal = decided(proposed(seat, council))
    first, second = (make.granted("administer", council) for _ in range(2))
    handover = Draft(
        body=body, kind=ChangeKind.HANDOVER, act=order(), effective_on=today() + timedelta(days=1),
        ends=[
            End(membership=seat, exit=ExitKind.HANDOVER),
            End(membership=holder, exit=ExitKind.HANDOVER),
        ],
        seats=[Seat(user=seat.user, office=Office.DEPUTY_CHAIR)],
    )  # fmt: skip

    results, refusal = race(
        lambda: executed(Removal.objects.get(pk=removal.pk), first),
        lambda: bodies.propose(handover, by=second, at=now()),
    )

    winner = first if not isinstance(results[0], Exception) else second
    assert isinstance(refusal, ChangeRefused)
    assert winner.full_name() in str(refusal)
    assert seat.user.full_name() in str(refusal)
    assert CompositionChange.objects.waiting().count() == 1
