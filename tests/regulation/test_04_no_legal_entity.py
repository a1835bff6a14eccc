"""Clause 4: an association is no legal entity, so nothing of one is kept of it."""

from associations.models import Association
from bodies.models import Body


def test_04_an_association_has_no_number_or_account_of_a_legal_entity():
    names = {field.name for model in (Association, Body) for field in model._meta.get_fields()}

    assert not {
        name for name in names for word in ("bin", "iin", "iban", "account") if word == name
    }


def test_04_the_base_institution_is_the_only_organisation_an_association_points_to():
    pointed = [
        field.name
        for field in Association._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label == "bodies.Organisation"
    ]

    assert pointed == ["base_institution"]
