"""Clause 15: who sits in an association, as whom and by which act (REQ-08, 09, 10, 12)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from bodies.actions import appoint
from bodies.documents import compositions
from bodies.errors import OfficeTaken
from bodies.models import Category, Membership, Office, Organisation
from bodies.models.membership import REPRESENTED_KINDS
from tests import factories

DAY = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.association(size=4)


def seat(body, **fields):
    given = {"user": factories.user(), "by": None, "starts_on": DAY, "act": factories.act()}
    return appoint(body=body, **(given | fields))


@pytest.mark.parametrize("category", list(REPRESENTED_KINDS))
def test_15_a_representative_names_an_organisation(body, category):
    with pytest.raises(ValidationError) as refusal:
        seat(body, category=category)

    with translation.override("en"):
        assert refusal.value.message_dict == {
            "represents": ["Name the organisation this member represents."]
        }
    assert Membership.objects.filter(body=body).count() == 4


@pytest.mark.parametrize("category", list(REPRESENTED_KINDS))
def test_15_the_organisation_is_of_the_matching_kind(body, category):
    fitting = min(REPRESENTED_KINDS[category])
    other = "institution" if fitting != "institution" else "employer"
    wrong = Organisation.objects.create(kind=other, name_kk="Басқа")
    right = Organisation.objects.create(kind=fitting, name_kk="Дұрыс")

    with pytest.raises(ValidationError):
        seat(body, category=category, represents=wrong)

    assert seat(body, category=category, represents=right).represents == right


@pytest.mark.parametrize("category", [Category.PEDAGOGICAL, Category.SCIENTIFIC])
def test_15_pedagogical_and_scientific_workers_need_no_organisation(body, category):
    assert seat(body, category=category).category == category


def test_15_one_chair_at_a_time(body):
    with pytest.raises(OfficeTaken):
        seat(body, office=Office.CHAIR)


def test_15_nobody_is_a_member_without_an_act(body):
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        seat(body, act=None)

    assert "State the act that approves this member." in refusal.value.messages


def test_15_a_vacant_chair_is_a_grave_finding_a_vacant_deputy_a_remark(body):
    Membership.objects.filter(body=body).exclude(office=Office.SECRETARY).update(ends_on=DAY)

    with translation.override("en"):
        (found,) = compositions([body], date(2026, 9, 2))

    offices = [(f.text, f.grave) for f in found.findings if f.text.startswith("Vacant")]
    assert found.sound is False
    assert offices == [("Vacant office: Chair.", True), ("Vacant office: Deputy chair.", False)]


def test_15_a_missing_category_is_a_remark_never_a_refusal(body):
    (found,) = compositions([body], DAY)

    assert found.sound is True
    assert len(found.findings) == len(Category) - 1


def test_15_composition_on_a_day_of_the_past(body):
    left = factories.ordinary(body)[0]
    left.ends_on = DAY
    left.save()

    (then,), (later,) = compositions([body], DAY), compositions([body], date(2026, 9, 2))

    assert (then.voting, later.voting) == (4, 3)
