"""Clause 16: sections stand at an association and meet by its rules."""

import pytest
from django.utils import timezone

from accounts.errors import NotPermitted
from bodies.access import visible_bodies
from bodies.backends import verbs_on
from bodies.models import Office
from bodies.offices import Verb
from council_portal import reference
from meetings import actions
from meetings.models import Meeting
from tests import factories
from tests.regulation.functions import FOREIGN, refuse, served

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return factories.association(size=4, parent=factories.council(size=3))


@pytest.fixture
def section(association):
    return factories.association(size=4, kind="section", parent=association)


def schedule(body, by):
    return actions.schedule(
        body=body, by=by, at=timezone.now(), scheduled_for=factories.noon(20), form="hall",
        place="5-зал",
    )  # fmt: skip


def test_16_the_page_of_an_association_names_its_sections_with_their_composition(
    client, association, section
):
    client.force_login(factories.officer(association, Office.CHAIR).user)

    sections = client.get(f"/bodies/{association.pk}/").context["page"].sections

    assert [(each.body, each.voting) for each in sections] == [(section, 4)]


def test_16_members_of_the_association_read_its_section_and_do_not_act_in_it(association, section):
    member = factories.ordinary(association)[0].user

    assert verbs_on(member, section, timezone.localdate()) == {Verb.VIEW_BODY, Verb.READ_MINUTES}


def test_16_members_of_a_section_do_not_sit_in_the_association(association, section):
    member = factories.ordinary(section)[0].user
    today = timezone.localdate()

    assert verbs_on(member, association, today) == frozenset()
    assert association not in visible_bodies(member, today)


def test_16_a_section_is_summoned_by_its_own_secretary(association, section):
    with pytest.raises(NotPermitted):
        schedule(section, factories.officer(association, Office.SECRETARY).user)
    assert not Meeting.objects.exists()

    meeting = schedule(section, factories.officer(section, Office.SECRETARY).user)

    assert meeting.body == section


def test_16_a_section_decides_by_the_clauses_of_its_association(section):
    assert (section.decision_clause, section.minutes_clause, section.presiding_clause) == (
        "20", "21", "19",
    )  # fmt: skip


def test_16_sections_are_a_matter_of_the_council_and_of_the_association(association, section):
    reference.load()
    council = association.parent

    assert [served(body, ["16"]) for body in (council, association)] == [["16"], ["16"]]


def test_16_a_section_works_by_the_functions_of_its_association(section):
    reference.load()

    assert served(section, ["25.5"]) == ["25.5"]
    assert refuse(section, ["13.4"]) == {(FOREIGN, "25")}
