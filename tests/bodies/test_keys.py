"""Names as long as their columns allow, and the keys derived from them."""

import pytest

from accounts.models import User
from bodies.models import Body, Organisation

DAY = "2024-09-01"


def longest(model, *fields):
    return {field: "Щ" * model._meta.get_field(field).max_length for field in fields}


@pytest.mark.parametrize(
    ("model", "names", "others"),
    [
        (Body, ["name_kk", "name_ru", "name_en", "short_kk"],
         {"kind": "association", "code": "c" * 40, "starts_on": DAY}),
        (Organisation, ["name_kk", "name_ru", "name_en", "short_kk", "short_ru"],
         {"kind": "employer"}),
        (User, ["family_name_kk", "given_name_kk", "patronymic_kk",
                "family_name_ru", "given_name_ru", "patronymic_ru"], {}),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_the_longest_names_are_kept_and_their_keys_cut_to_their_columns(model, names, others):
    row = model.objects.create(**longest(model, *names), **others)

    row.refresh_from_db()

    for key in ("sort_key", "search_key"):
        assert 0 < len(getattr(row, key)) <= model._meta.get_field(key).max_length
