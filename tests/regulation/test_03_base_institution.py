"""Clause 3: associations are created in institutions of higher education (REQ-02)."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from associations.actions import found
from associations.errors import AssociationRefused
from associations.models import Association, TrainingDirection
from bodies.models import Body, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return Body(code="6b061", name_kk="ОӘБ", starts_on=factories.SINCE, starts_act=factories.act())


@pytest.fixture
def direction():
    return TrainingDirection.objects.create(
        code="6B061", level="bachelor", field_code="6B06", field_kk="АКТ", field_ru="ИКТ",
        name_kk="АКТ", name_ru="ИКТ",
    )  # fmt: skip


def test_03_an_association_has_an_institution_and_a_direction(body, direction):
    base = factories.institution()

    association = found(
        body=body, base_institution=base, directions=[direction], by=None, at=factories.noon()
    )

    assert (association.base_institution, list(association.directions.all())) == (base, [direction])


@pytest.mark.parametrize("kind", ["employer", "ngo", None])
def test_03_no_other_base_than_an_institution(body, direction, kind):
    base = kind and Organisation.objects.create(kind=kind, name_kk="«Дала» ЖШС")

    with pytest.raises(ValidationError) as refusal:
        found(body=body, base_institution=base, directions=[direction], by=None,
              at=factories.noon())  # fmt: skip

    with translation.override("en"):
        assert refusal.value.message_dict == {
            "base_institution": ["An association must be based at a higher-education institution."]
        }
    assert (Body.objects.count(), Association.objects.count()) == (0, 0)


def test_03_no_association_without_a_direction(body):
    with pytest.raises(AssociationRefused):
        found(body=body, base_institution=factories.institution(), directions=[], by=None,
              at=factories.noon())  # fmt: skip

    assert Body.objects.count() == 0
