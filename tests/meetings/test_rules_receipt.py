import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules import receipt

ALMATY = timezone(timedelta(hours=5))
BALLOT = {
    "vote": 7,
    "member": 3,
    "choice": "for",
    "channel": "hall",
    "at": datetime(2026, 11, 30, 15, 0, 1, 250, tzinfo=ALMATY),
    "text_hash": "ab" * 32,
    "revision": 1,
}


def test_a_receipt_can_be_computed_by_anybody_from_the_printed_facts():
    written_out = (
        '{"at":"2026-11-30T10:00:01.000250+00:00","channel":"hall","choice":"for","member":"3",'
        f'"revision":1,"text":"{"ab" * 32}","vote":"7"}}'
    )

    assert receipt.receipt(**BALLOT) == hashlib.sha256(written_out.encode()).hexdigest()


def test_the_same_moment_in_another_zone_is_the_same_receipt():
    in_utc = BALLOT | {"at": BALLOT["at"].astimezone(UTC)}

    assert receipt.receipt(**in_utc) == receipt.receipt(**BALLOT)


@pytest.mark.parametrize(
    "change",
    [
        {"vote": 8},
        {"member": 4},
        {"choice": "against"},
        {"choice": None},
        {"channel": "online"},
        {"at": BALLOT["at"] + timedelta(microseconds=1)},
        {"text_hash": "cd" * 32},
        {"revision": 2},
    ],
)
def test_every_fact_matters(change):
    assert receipt.receipt(**(BALLOT | change)) != receipt.receipt(**BALLOT)


def test_a_voiding_revision_has_no_choice_however_that_is_stored():
    void = receipt.receipt(**(BALLOT | {"choice": None}))

    assert receipt.receipt(**(BALLOT | {"choice": ""})) == void


@pytest.mark.parametrize("wrong", [{"at": datetime(2026, 11, 30)}, {"revision": 0}])  # noqa: DTZ001
def test_impossible_ballots_have_no_receipt(wrong):
    with pytest.raises(ValueError):
        receipt.receipt(**(BALLOT | wrong))


def test_the_digest_pins_every_receipt_and_their_order():
    first, second = "a" * 64, "b" * 64

    assert receipt.digest([first, second]) == receipt.digest((first, second))
    assert receipt.digest([first, second]) != receipt.digest([second, first])
    assert receipt.digest([first]) != receipt.digest([first, second])
    assert len(receipt.digest([])) == 64


def test_text_hash_ignores_empty_texts_and_the_order_of_files():
    texts = {"title_kk": "Силлабус үлгісі", "resolution_kk": "Бекітілсін"}

    assert receipt.text_hash(texts=texts | {"title_ru": ""}, files=["b", "a"]) == (
        receipt.text_hash(texts=texts, files=["a", "b"])
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"texts": {"title_kk": "Силлабус үлгісі "}, "files": ["a"]},
        {"texts": {"title_ru": "Силлабус үлгісі"}, "files": ["a"]},
        {"texts": {"title_kk": "Силлабус үлгісі"}, "files": []},
        {"texts": {"title_kk": "Силлабус үлгісі"}, "files": ["a", "a"]},
    ],
)
def test_any_other_change_of_the_text_gives_another_hash(changed):
    agreed = receipt.text_hash(texts={"title_kk": "Силлабус үлгісі"}, files=["a"])

    assert receipt.text_hash(**changed) != agreed


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none()))
def test_canonical_json_does_not_depend_on_insertion_order(values):
    backwards = dict(reversed(list(values.items())))

    assert receipt.canonical_json(backwards) == receipt.canonical_json(values)


def test_kazakh_letters_are_written_as_they_are():
    assert receipt.canonical_json({"ә": "ұйғарым"}) == '{"ә":"ұйғарым"}'.encode()
