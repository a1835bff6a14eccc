"""Every route × the columns × own and foreign bodies: who gets which answer.

The rows are in tests/access/matrix/; docs/reference/access.md is the same table to be read.
"""

from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import access
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.utils import timezone

from bodies.access import visible_bodies
from council_portal import urls
from meetings.access import visible_meetings
from minutes.access import visible_minutes
from tests import addresses
from tests.access import visiting
from tests.access.matrix import ROWS
from tests.access.rows import COLUMNS, GET, POST, Row, read, write
from tests.access.visiting import Visitors, key, matches
from tests.access.world import build
from tests.addresses import Address

pytestmark = pytest.mark.django_db
METHODS = (GET, POST)
WITNESSES = ("ADM", "MIN", "UC", "PUB")
ADDRESSES = addresses.every()
UNDECLARED = [
    (address, method)
    for address in ADDRESSES
    for method in METHODS
    if not any(matches(row, address, method) for row in ROWS)
]


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


@pytest.fixture(scope="module")
def visitors(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Visitors]:
    """One world for all rows; each request, each test, and in the end the world is taken back."""
    folder = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic(),
        patch.multiple(urls, create=True, handler403=said(403), handler404=said(404)),
    ):  # fmt: skip
        yield Visitors(build())
        transaction.set_rollback(True)


def said(status: int):
    """A refusal without its page, which other tests look at: here only the answer counts."""
    return lambda *_, **__: HttpResponse(status=status)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_the_declared_answer(visitors, row):
    first, *others = [address for address in ADDRESSES if matches(row, address, row.method)]

    declared = {scope: row.asked(scope) for scope in row.scopes}
    answers = {scope: visitors.answers(row, first, scope, declared[scope]) for scope in row.scopes}
    alike = {key(one): visitors.answers(row, one, "everywhere", WITNESSES) for one in others}

    assert answers == declared
    assert alike == {name: witnessed(row) for name in alike}


def witnessed(row: Row) -> dict[str, str]:
    """What further pages of one pattern answer, all drawn by the same package."""
    return {column: row.expected("everywhere")[column] for column in WITNESSES}


@pytest.mark.parametrize(
    ("route", "steps", "shown"),
    [
        ("body_detail", ["body"], visible_bodies),
        ("meeting_with_papers", ["draft", "consent", "sitting", "held"], visible_meetings),
        (
            "minutes:minutes_detail",
            ["minutes.draft", "minutes.ready", "minutes.signed"],
            visible_minutes,
        ),
    ],
)
def test_lists_show_exactly_what_has_a_page(visitors, route, steps, shown):
    """No list leads to a 404, and none leaves out what one may read."""
    rows = {row.on: row for row in ROWS if row.route == route and row.method == GET}
    places = visitors.world.places.items()

    for column, person in visitors.world.people.items():
        listed = set(shown(person, timezone.localdate()).values_list("pk", flat=True))
        for step in steps:
            for scope, place in places:
                readable = rows[step].expected(scope)[column] == "200"
                assert (place[step][0] in listed) == readable, (column, step, scope)


def test_every_route_has_a_row():
    declared = {key(a) for a in ADDRESSES if any(matches(r, a, m) for r in ROWS for m in METHODS)}

    assert {key(address) for address in ADDRESSES} - declared == set()


def test_every_row_has_a_route():
    lost = [str(row) for row in ROWS if not any(matches(row, a, row.method) for a in ADDRESSES)]

    assert lost == []


def test_no_route_is_declared_by_two_patterns():
    for address in ADDRESSES:
        for method in METHODS:
            patterns = {row.route for row in ROWS if matches(row, address, method)}
            assert len(patterns) <= 1, (key(address), method, patterns)


def test_no_row_is_said_twice():
    assert len({str(row) for row in ROWS}) == len(ROWS)


def test_a_method_without_a_row_is_not_allowed(visitors):
    """Nobody reaches a page by a method that the matrix does not name."""
    answers = {
        f"{method} {key(address)}": answered(visitors, address, method)
        for address, method in UNDECLARED
    }

    assert {name: status for name, status in answers.items() if status != "405"} == {}


def answered(visitors: Visitors, address: Address, method: str) -> str:
    """What the administrator gets by a method that has no row, on what the other method is about."""
    twin = next(row for row in ROWS if matches(row, address, row.method))
    row = replace(twin, method=method, data=None)
    place = visitors.world.places["association"]
    return visitors.ask("ADM", row, visiting.filled(address, place, row), place)


def test_the_cells_of_a_row_are_read_as_they_are_written():
    answers = dict.fromkeys(COLUMNS, "404") | read("302 UC; 409 UD; 403 R* SM; 200 S*")

    assert {c for c in COLUMNS if answers[c] == "403"} == {"RC", "RD", "RS", "RM"}
    assert (answers["SH"], answers["SM"]) == ("200", "200")
    assert read(write(answers)).items() <= answers.items()


def test_a_column_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="XX"):
        read("200 XX")


def test_the_page_is_current():
    assert access.PAGE.read_text() == access.page(), "run: make access"
