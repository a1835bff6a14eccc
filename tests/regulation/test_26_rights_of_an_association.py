"""Clause 26: rights of an association: matters for its agenda (REQ-70)."""

import pytest

from council_portal import reference
from tests import factories
from tests.regulation.functions import FOREIGN, points, refuse, served

pytestmark = pytest.mark.django_db

CODES = points(26, 4)


@pytest.fixture(autouse=True)
def functions():
    reference.load()


def test_26_an_item_of_an_association_serves_any_of_its_rights():
    assert served(factories.association(size=3), CODES) == CODES


def test_26_no_item_of_the_council_serves_one_of_them():
    assert refuse(factories.council(size=3), CODES) == {(FOREIGN, "13")}
