import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

DETAILS = {
    "family_name_kk": "Тұрсынов", "given_name_kk": "Дархан", "patronymic_kk": "Бақытұлы",
    "family_name_ru": "Турсунов", "given_name_ru": "Дархан", "patronymic_ru": "Бахытович",
    "phone": "", "language": "kk",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8 701 123-45-67", "+77011234567"),
        ("+7 (701) 123 45 67", "+77011234567"),
        ("77011234567", "+77011234567"),
        ("", ""),
    ],
)
def test_details_are_saved(client, typed, kept):
    person = factories.user()
    client.force_login(person)

    response = client.post(reverse("profile"), DETAILS | {"phone": typed, "language": "ru"})

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.phone == kept
    assert person.full_name("ru") == "Турсунов Дархан Бахытович"
    assert person.language == "ru"


@pytest.mark.parametrize(
    "wrong", [{"phone": "+1 202 555 0101"}, {"family_name_kk": ""}, {"language": "de"}]
)
def test_a_mistake_keeps_what_was_typed_and_changes_nothing(client, wrong):
    person = factories.user()
    before = person.full_name("kk")
    client.force_login(person)

    response = client.post(reverse("profile"), DETAILS | wrong)

    form = response.context["form"]
    assert list(form.errors) == list(wrong)
    assert form["given_name_kk"].value() == "Дархан"
    person.refresh_from_db()
    assert person.full_name("kk") == before


def test_nobody_gives_themselves_rights_by_a_forged_form(client):
    person = factories.user()
    client.force_login(person)

    client.post(
        reverse("profile"), DETAILS | {"is_staff": "1", "is_superuser": "1", "email": "x@y.kz"}
    )

    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser, person.email) == (False, False, person.email)
    assert person.email != "x@y.kz"
