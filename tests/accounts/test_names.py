import pytest
from django.utils import translation

from accounts.models import User
from accounts.names import Name
from tests import factories

TURSYNOV = Name("Тұрсынов", "Дархан", "Бақытұлы")


def test_a_name_in_full_in_a_list_and_under_a_signature():
    assert TURSYNOV.full == "Тұрсынов Дархан Бақытұлы"
    assert TURSYNOV.short == "Тұрсынов Д.Б."
    assert TURSYNOV.signature == "Д.Б. Тұрсынов"


@pytest.mark.parametrize(
    ("name", "full", "short", "signature"),
    [
        (Name("Әлі", "Үміт"), "Әлі Үміт", "Әлі Ү.", "Ү. Әлі"),
        (Name("Сұлтан"), "Сұлтан", "Сұлтан", "Сұлтан"),
        (
            Name("Ким", "анна-мария", "Ильинична"),
            "Ким анна-мария Ильинична",
            "Ким А.-М.И.",
            "А.-М.И. Ким",
        ),
    ],
)
def test_what_is_missing_leaves_no_trace(name, full, short, signature):
    assert (name.full, name.short, name.signature) == (full, short, signature)


def russian() -> User:
    return User(
        family_name_kk="Тұрсынов", given_name_kk="Дархан", patronymic_kk="Бақытұлы",
        family_name_ru="Турсунов", given_name_ru="Дархан", patronymic_ru="Бахытович",
    )  # fmt: skip


def test_the_spelling_follows_the_language():
    person = russian()

    assert person.full_name("kk") == "Тұрсынов Дархан Бақытұлы"
    assert person.full_name("en") == "Тұрсынов Дархан Бақытұлы"
    assert person.full_name("ru") == "Турсунов Дархан Бахытович"
    with translation.override("ru"):
        assert person.signature_name() == "Д.Б. Турсунов"
        assert str(person) == "Турсунов Д.Б."


def test_an_unknown_russian_spelling_falls_back_to_kazakh():
    person = User(family_name_kk="Шәкәрім", given_name_kk="Әли")

    assert person.full_name("ru") == "Шәкәрім Әли"


@pytest.mark.django_db
def test_people_are_sorted_and_found_in_both_spellings():
    zhunis = factories.user(family_name_kk="Жүніс", given_name_kk="Ер", patronymic_kk="")
    agan = factories.user(family_name_kk="Әжі", given_name_kk="Ай", patronymic_kk="")
    azat = factories.user(
        family_name_kk="Азат", given_name_kk="Ай", patronymic_kk="", family_name_ru="Свободин"
    )

    assert list(User.objects.alphabetical()) == [azat, agan, zhunis]
    assert list(User.objects.named_like("аи жунис")) == []
    assert list(User.objects.named_like("ЖУНИС ер")) == [zhunis]
    assert list(User.objects.named_like("свободин")) == [azat]


@pytest.mark.django_db
def test_the_keys_follow_a_renaming():
    person = factories.user(family_name_kk="Азат")
    person.family_name_kk = "Жүніс"
    person.save(update_fields=["family_name_kk"])

    assert list(User.objects.named_like("жунис")) == [person]
    assert not User.objects.named_like("азат").exists()
