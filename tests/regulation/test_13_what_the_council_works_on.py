"""Clause 13: the subject of the Council's activity, by which its agenda is composed (REQ-70)."""

import pytest

from council_portal import reference
from meetings.actions.agenda import functions_of
from tests import factories
from tests.regulation.functions import FOREIGN, points, refuse, served

pytestmark = pytest.mark.django_db

CODES = points(13, 11)


@pytest.fixture(autouse=True)
def functions():
    reference.load()


def test_13_an_item_of_the_council_serves_any_of_the_eleven_points():
    assert served(factories.council(size=3), CODES) == CODES


def test_13_no_item_of_an_association_serves_one_of_them():
    assert refuse(factories.association(size=3), CODES) == {(FOREIGN, "25")}


def test_13_the_secretary_is_offered_the_points_in_the_order_of_the_regulation():
    offered = functions_of(factories.council(size=3)).values_list("code", flat=True)

    assert [code for code in offered if code.startswith("13.")] == CODES
