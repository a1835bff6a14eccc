"""A roster is drawn up once, taken back whole, goes out as it came in, and costs few queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Notification, User
from bodies import actions
from bodies.models import (
    ChangeKind,
    CompositionChange,
    Membership,
    RosterImport,
    RosterState,
)
from bodies.rules.roster import Fate
from council_portal.documents.rosters import roster_page
from tests import factories as make
from tests.bodies.rosters import DAY, composition, draw_up, exported, line, order, row, run, today

pytestmark = pytest.mark.django_db


# The one click ------------------------------------------------------------------------------


def test_pressed_twice_it_is_drawn_up_once(body, admin):
    roster = run(body, admin, row("a@example.kz"))

    first = draw_up(roster, admin)
    second = draw_up(RosterImport.objects.get(pk=roster.pk), admin)

    assert (first, CompositionChange.objects.count()) == (second, 1)


def test_a_plan_that_has_become_another_is_shown_anew(body, admin, reviewer):
    roster = run(body, admin, row("a@example.kz"), row("b@example.kz"))
    seat = actions.Seat(person={"email": "a@example.kz", "family_name_kk": "Сейітқали"})
    other = actions.Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(number="9"), effective_on=today(),
        seats=[seat],
    )  # fmt: skip
    actions.confirm(actions.propose(other, by=admin, at=timezone.now()), by=reviewer,
                    at=timezone.now())  # fmt: skip
    assert line(roster).fate == Fate.ADD

    assert draw_up(roster, admin) is None

    roster.refresh_from_db()
    assert (roster.state, line(roster).fate) == (RosterState.PLANNED, Fate.SKIP)
    assert CompositionChange.objects.filter(kind=ChangeKind.ROSTER).count() == 0
    assert draw_up(roster, admin) is not None


def test_a_roster_is_withdrawn_before_and_taken_back_after_confirmation(body, admin, reviewer):
    before = composition(body)
    seat = make.ordinary(body)[0]
    rows = [row("a@example.kz"), row(seat.user.email, category="pedagogical")]
    actions.withdraw(draw_up(run(body, admin, *rows), admin), by=admin, at=timezone.now())

    change = draw_up(run(body, admin, *rows, on=today() + DAY), admin)
    actions.confirm(change, by=reviewer, at=timezone.now())
    assert composition(body, today() + DAY) != before
    actions.undo(change, by=reviewer, at=timezone.now(), reason="Қате")

    assert composition(body) == composition(body, today() + DAY) == before


# Out and in again ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_exported_composition_imports_as_it_is(body, admin, language):
    chosen = make.ordinary(body)
    university = make.institution("=ҚазҰУ")
    Membership.objects.filter(pk=chosen[0].pk).update(
        category="institution", represents=university, ends_on=date(2031, 6, 1)
    )
    Membership.objects.filter(pk=chosen[1].pk).update(voting=False, category="scientific")
    User.objects.filter(pk=chosen[2].user_id).update(family_name_kk="-Әбдіқадыр")

    with translation.override(language):
        roster = run(body, admin, content=exported(body))

    assert roster.counts() == {"error": 0, "add": 0, "change": 0, "skip": 6, "stay": 0}
    assert [each.problem for each in roster.planned()] == [""] * 6


# In bulk ------------------------------------------------------------------------------------


def queries(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_a_dry_run_asks_as_much_for_one_row_as_for_fifty(body, admin):
    def dry(name, count):
        rows = [row(f"{name}{n}@example.kz", organisation="Жоқ") for n in range(count)]
        return queries(lambda: run(body, admin, *rows))

    dry("a", 1)
    assert dry("b", 1) == dry("c", 50)


def test_confirming_asks_as_much_for_two_rows_as_for_fifty(body, admin, reviewer, settings):
    """Letters and invitations are written in bulk; what grows are batches of hundreds."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    def confirm(name, count):
        rows = [row(f"{name}{n}@example.kz") for n in range(count)]
        change = draw_up(run(body, admin, *rows), admin)
        return queries(lambda: actions.confirm(change, by=reviewer, at=timezone.now()))

    few, many = confirm("a", 2), confirm("b", 50)
    assert many - few <= 12
    assert Notification.objects.filter(kind="invitation").count() == 52


def test_the_page_of_a_dry_run_asks_nothing_per_row(body, admin, client):
    client.force_login(admin)
    counted = []
    for count in (1, 150):
        rows = [row(f"{count}n{n}@example.kz") for n in range(count)]
        roster = run(body, admin, *rows)
        counted.append(queries(lambda: client.get(f"/bodies/rosters/{roster.pk}/")))  # noqa: B023

    assert counted[0] == counted[1]


def test_a_page_holds_a_hundred_rows_and_keeps_to_the_fate_asked_for(body, admin):
    roster = run(body, admin, *[row(f"n{n}@example.kz") for n in range(120)], row("жоқ"))

    first = roster_page(roster, fate="", number="1")
    added = roster_page(roster, fate="add", number="2")

    assert (len(first.lines), first.lines[0].cell, first.page.paginator.count) == (100, "A122", 127)
    assert (len(added.lines), added.page.paginator.count) == (20, 120)
    assert roster_page(roster, fate="<script>", number="x").fate == ""
