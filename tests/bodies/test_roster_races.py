"""One sheet sent for confirmation twice at once, and confirmed twice at once."""

import pytest
from django.utils import timezone

from bodies import actions
from bodies.errors import ChangeRefused
from bodies.models import CompositionChange, Membership, RosterImport
from tests import factories as make
from tests.bodies.rosters import row, run
from tests.meetings.test_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "__import__('django.db').db.connection.vendor != 'postgresql'",
        reason="one writer at a time on SQLite: there is nothing to race",
    ),
]


def test_two_presses_at_once_draw_up_one_change():
    body = make.association(size=5)
    admin = make.granted("administer", body)
    roster = run(body, admin, row("a@example.kz"))

    results = at_once(
        *[
            lambda: actions.draw_up_roster(
                RosterImport.objects.get(pk=roster.pk), by=admin, at=timezone.now()
            )
        ]
        * 3
    )

    assert results == [CompositionChange.objects.get()] * 3


def test_two_rosters_with_one_person_draw_up_one_change():
    body = make.association(size=5)
    admin = make.granted("administer", body)
    rosters = [run(body, admin, row("a@example.kz"), row(f"{n}@example.kz")) for n in range(2)]

    results = at_once(
        *(
            lambda roster=roster: actions.draw_up_roster(roster, by=admin, at=timezone.now())
            for roster in rosters
        )
    )

    # The slower one's plan has become another: its person waits in the faster one's change.
    assert sorted(map(str, results), key=len) == ["None", str(CompositionChange.objects.get())]


def test_of_two_confirmations_at_once_one_counts():
    body = make.association(size=5)
    admin = make.granted("administer", body)
    reviewers = [make.granted("review_minutes", body) for _ in range(2)]
    change = actions.draw_up_roster(
        run(body, admin, row("a@example.kz")), by=admin, at=timezone.now()
    )

    results = at_once(
        *(
            lambda by=by: actions.confirm(
                CompositionChange.objects.get(pk=change.pk), by=by, at=timezone.now()
            )
            for by in reviewers
        )
    )

    (refused,) = [each for each in results if isinstance(each, Exception)]
    assert isinstance(refused, ChangeRefused)
    assert Membership.objects.filter(body=body).count() == 6
