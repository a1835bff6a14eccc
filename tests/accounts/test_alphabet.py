import pytest

from accounts.kazakh.alphabet import ALPHABET, search_key, sort_key

LETTERS = list("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ")


def test_the_alphabet_has_its_42_letters():
    assert list(ALPHABET.upper()) == LETTERS
    assert len(LETTERS) == 42


def test_letters_sort_in_their_order_either_case():
    backwards = LETTERS[::-1]

    assert sorted(backwards, key=sort_key) == LETTERS
    assert sorted((x.lower() for x in backwards), key=sort_key) == list(ALPHABET)


def test_digits_then_latin_then_kazakh_then_strangers():
    assert sorted(["Ω", "Я", "А", "z", "B", "9", "1"], key=sort_key) == list("19BzАЯΩ")


def test_words_sort_before_longer_words():
    names = ["Алибек", "Али-Хан", "Али Бек", "Али", "Әли", "Ёлкина", "Елкина", "Жанов"]

    assert sorted(names, key=sort_key) == [
        "Али", "Али Бек", "Али-Хан", "Алибек", "Әли", "Елкина", "Ёлкина", "Жанов",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ТҰРСЫНОВ", "тұрсынов"),
        ("Али-Хан", "Али  Хан"),
        ("д’Арк", "дАрк"),
        ("Й", "И\u0306"),
        ("René", "rene"),
    ],
)
def test_what_does_not_count_ties(one, other):
    assert sort_key(one) == sort_key(other)


def test_keys_hold_digits_only_so_that_every_collation_agrees():
    assert sort_key("Әбдіқадыр Nur-Ω 5").isdigit()


def test_an_empty_name_sorts_first():
    assert sort_key("") == ""
    assert search_key("") == ""


@pytest.mark.parametrize(
    ("data", "query"),
    [
        ("Тұрсынов", "турсынов"),
        ("ҚАЗАҚ", "казак"),
        ("Әлия Өмірқызы", "алия омиркызы"),
        ("Ғаңһүі", "Ганхуи"),
        ("Семёнов", "СЕМЕНОВ"),
        ("Ахметова-Ибраева", "ахметова ибраева"),
        ("Шәкәрім «университет»", "шакарим университет"),
    ],
)
def test_search_folds_data_and_query_alike(data, query):
    assert search_key(data) == search_key(query)
