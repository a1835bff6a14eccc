"""Clause 16: closing a section takes the same path; a Council may approve profiles only (C16)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from associations import actions
from associations.documents.progress import progress
from associations.errors import SectionRefused
from associations.models import Section, SectionProposal
from associations.states import Stage
from bodies.models import Office, RulesOfProcedure
from tests import factories as make
from tests.regulation import deciding

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORDS = {
    "name_kk": "«Деректер ғылымы» секциясы", "name_ru": "Секция «Наука о данных»",
    "profile": "Деректер ғылымы", "reasons": "Бейін бойынша бағдарламалар көбейді.",
}  # fmt: skip
NOT_APPROVED = "The Council has not approved this section."


def now():
    return timezone.now()


def today():
    return timezone.localdate()


@pytest.fixture
def council():
    return make.council(size=4)


@pytest.fixture
def body(council):
    return make.association(size=6, parent=council)


@pytest.fixture
def clerk(body):
    return make.officer(body, Office.SECRETARY).user


@pytest.fixture
def council_clerk(council):
    return make.officer(council, Office.SECRETARY).user


@pytest.fixture
def proposed(body, clerk):
    """The association's decision is in force."""
    proposal = actions.draft_section(body.association, by=clerk, at=now(), **WORDS)
    deciding.in_force(
        actions.put_on_agenda(proposal, meeting=deciding.draft(body), by=clerk, at=now())
    )
    return fresh(proposal)


@pytest.fixture
def approved(proposed, council, council_clerk):
    """Both decisions are in force."""
    deciding.in_force(actions.submit_to_council(
        proposed, meeting=deciding.draft(council), by=council_clerk, at=now()
    ))  # fmt: skip
    return fresh(proposed)


def fresh(proposal):
    return SectionProposal.objects.with_items().get(pk=proposal.pk)


def stage(proposal):
    return progress(proposal).stage


def create(proposal, by):
    return actions.create_section(proposal, starts_on=today(), by=by, at=now())


def refused(act):
    before = Section.objects.count()
    with translation.override("en"), pytest.raises(SectionRefused) as refusal:
        act()
    assert (str(refusal.value), Section.objects.count()) == (NOT_APPROVED, before)


def profiles_only(council):
    RulesOfProcedure.objects.create(
        body=council, starts_on=make.SINCE, basis=make.act(),
        departures={"section_approval": "profile_only"},
    )  # fmt: skip


def test_16_where_the_council_approves_profiles_a_profile_is_approved_once(
    council, approved, clerk, body
):
    profiles_only(council)
    create(approved, clerk)
    second = actions.draft_section(
        body.association, by=clerk, at=now(), **WORDS | {"name_kk": "Екінші", "name_ru": "Вторая"}
    )
    deciding.in_force(
        actions.put_on_agenda(second, meeting=deciding.draft(body), by=clerk, at=now())
    )

    section = create(second, clerk)

    assert (section.approved_in, section.body.starts_act.issuer_text) == (None, body.name("kk"))


def test_16_where_the_council_approves_profiles_a_new_one_needs_its_decision(
    council, proposed, clerk, council_clerk
):
    profiles_only(council)

    refused(lambda: create(proposed, clerk))
    item = actions.submit_to_council(
        proposed, meeting=deciding.draft(council), by=council_clerk, at=now()
    )
    assert "бейінін бекіту" in item.title_kk


def closing(section, clerk, council_clerk):
    proposal = actions.draft_closing(section, by=clerk, at=now(), reasons="Бейін біріктірілді.")
    body = section.association.body
    deciding.in_force(
        actions.put_on_agenda(proposal, meeting=deciding.draft(body), by=clerk, at=now())
    )
    item = actions.submit_to_council(
        proposal, meeting=deciding.draft(body.parent), by=council_clerk, at=now()
    )
    return proposal, item


def test_16_a_section_is_closed_by_the_same_path(approved, clerk, council_clerk, body):
    section = create(approved, clerk)
    make.member(section.body, Office.CHAIR, starts_on=today() - DAY)
    proposal, item = closing(section, clerk, council_clerk)
    refused(lambda: actions.close_section(proposal, last_day=today(), by=clerk, at=now()))
    deciding.in_force(item)

    actions.close_section(proposal, last_day=today(), by=clerk, at=now())
    section.body.refresh_from_db()
    assert section.body.ends_on is None  # a second person confirms it
    chair = make.officer(body, Office.CHAIR).user
    actions.confirm_change(fresh(proposal).closing, by=chair, at=now())

    section.body.refresh_from_db()
    seat = section.body.memberships.get()
    assert (section.body.ends_on, seat.ends_on, seat.exit) == (today(), today(), "section_decision")
    assert (body.ends_on, stage(proposal)) == (None, Stage.DONE)
