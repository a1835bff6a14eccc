"""Clause 25: the subject of an association's activity, by which its agenda is composed (REQ-70)."""

import pytest
from django.utils import timezone, translation

from bodies.models import Office
from council_portal import reference
from meetings import actions
from meetings.actions.agenda import functions_of
from meetings.errors import ItemRefused
from meetings.models import ItemFunction
from tests import factories
from tests.regulation.functions import FOREIGN, points, refuse, served

pytestmark = pytest.mark.django_db

CODES = points(25, 9)


@pytest.fixture(autouse=True)
def functions():
    reference.load()


def test_25_an_item_of_an_association_serves_any_of_the_nine_points():
    assert served(factories.association(size=3), CODES) == CODES


def test_25_no_item_of_the_council_serves_one_of_them():
    assert refuse(factories.council(size=3), CODES) == {(FOREIGN, "13")}


def test_25_an_item_without_a_function_is_refused():
    body = factories.association(size=3)
    meeting = factories.meeting(body)
    by = factories.officer(body, Office.SECRETARY).user

    with translation.override("en"), pytest.raises(ItemRefused) as refusal:
        actions.add_item(meeting, by=by, at=timezone.now(), title_kk="Әртүрлі", function=None)

    assert (str(refusal.value), refusal.value.clause) == (FOREIGN, "25")
    assert not meeting.items.exists()


def test_25_an_item_cannot_be_moved_to_a_function_of_the_council_afterwards():
    body = factories.association(size=3)
    served(body, ["25.5"])
    item = body.meetings.get().items.get()
    by = factories.officer(body, Office.SECRETARY).user

    with pytest.raises(ItemRefused):
        actions.edit_item(
            item, by=by, at=timezone.now(), function=ItemFunction.objects.get(code="13.4")
        )

    item.refresh_from_db()
    assert item.function.code == "25.5"


def test_25_the_secretary_is_offered_the_points_in_the_order_of_the_regulation():
    offered = functions_of(factories.association(size=3)).values_list("code", flat=True)

    assert [code for code in offered if code.startswith("25.")] == CODES
    assert not [code for code in offered if code.startswith(("13.", "14."))]
