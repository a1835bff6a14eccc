"""Clause 27: members' rights are matters for an association's agenda; members read its papers."""

import pytest

from bodies.models import Office
from council_portal import reference
from meetings.models import Meeting
from meetings.states import MeetingState
from tests import factories
from tests.regulation.functions import FOREIGN, points, refuse, served

pytestmark = pytest.mark.django_db

CODES = points(27, 5)


def test_27_an_item_of_an_association_serves_any_of_its_members_rights():
    reference.load()

    assert served(factories.association(size=3), CODES) == CODES


def test_27_no_item_of_the_council_serves_one_of_them():
    reference.load()

    assert refuse(factories.council(size=3), CODES) == {(FOREIGN, "13")}


@pytest.fixture
def body():
    return factories.association(size=4)


def held(body) -> Meeting:
    return factories.meeting(body, state=MeetingState.CLOSED, scheduled_for=factories.noon(-3))


def test_27_2_a_member_reads_composition_rules_and_meetings_of_the_association(client, body):
    meeting = held(body)
    client.force_login(factories.ordinary(body)[0].user)

    page = client.get(f"/bodies/{body.pk}/").context["page"]

    assert len(page.composition.seats) == 4
    assert page.rules
    assert page.meetings == [meeting]
    assert client.get(meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("office", [Office.CHAIR, Office.MEMBER])
def test_27_2_members_of_another_association_read_none_of_it(client, body, office):
    meeting = held(body)
    other = factories.association(size=4)
    client.force_login(other.memberships.filter(office=office).first().user)

    answers = [
        client.get(path).status_code for path in (f"/bodies/{body.pk}/", meeting.get_absolute_url())
    ]

    assert answers == [404, 404]


def test_27_2_whose_membership_has_ended_reads_it_no_more(client, body):
    seat = factories.ordinary(body)[0]
    seat.ends_on = factories.noon(-1).date()
    seat.save()
    client.force_login(seat.user)

    assert client.get(f"/bodies/{body.pk}/").status_code == 404
