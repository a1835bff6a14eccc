"""A file that does not fit changes nothing and names the place: file, path, what was expected."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from bodies.models import Body, Membership, Organisation
from council_portal.archive import ArchiveRefused, import_file
from meetings.models import AgendaItem, Meeting
from tests.archive.files import archive, ballots, item, meeting, replaced, without

TABLES = (User, Organisation, Body, Membership, Meeting, AgendaItem)
GONE = object()
BALLOT = ("meetings", 0, "agenda", 0, "ballots", 3)

WRONG = [
    # not the format
    ("format", "council-portal/meetings@2", ("format",)),
    ("format", GONE, ("format",)),
    # a part that is missing or of another shape
    *((name, GONE, (name,)) for name in ("bodies", "people", "memberships", "meetings")),
    ("people", {}, ("people",)),
    ("people[0]", "p1", ("people", 0)),
    ("organisations", 7, ("organisations",)),
    ("meetings[0].attendance", GONE, ("meetings", 0, "attendance")),
    ("meetings[0].agenda", "none", ("meetings", 0, "agenda")),
    ("meetings[0].agenda[0].ballots", GONE, ("meetings", 0, "agenda", 0, "ballots")),
    ("meetings[0].agenda[0].ballots[3]", None, BALLOT),
    ("people[2].key", GONE, ("people", 2, "key")),
    ("people[2].key", 3, ("people", 2, "key")),
    ("people[2].key", " ", ("people", 2, "key")),
    ("people[2].family_name", "", ("people", 2, "family_name")),
    ("people[2].family_name", "Ә" * 101, ("people", 2, "family_name")),
    ("people[2].given_name", GONE, ("people", 2, "given_name")),
    ("people[2].given_name", "a\x00b", ("people", 2, "given_name")),
    ("people[2].given_name", "\ud800", ("people", 2, "given_name")),
    ("people[2].email", "not an address", ("people", 2, "email")),
    ("people[2].email", "P1@EXAMPLE.KZ", ("people", 2, "email")),
    ("bodies[0].kind", "committee", ("bodies", 0, "kind")),
    ("bodies[0].kind", [], ("bodies", 0, "kind")),
    ("bodies[0].name", {}, ("bodies", 0, "name")),
    ("bodies[0].name", "ОӘБ", ("bodies", 0, "name")),
    ("bodies[0].name.ru", 5, ("bodies", 0, "name", "ru")),
    ("bodies[0].name", {"de": "Verband"}, ("bodies", 0, "name")),
    ("bodies[0].directions[1]", 6, ("bodies", 0, "directions", 1)),
    ("organisations[0].kind", "club", ("organisations", 0, "kind")),
    ("memberships[1].office", "president", ("memberships", 1, "office")),
    ("memberships[1].voting", "yes", ("memberships", 1, "voting")),
    ("meetings[0].number", 1, ("meetings", 0, "number")),
    ("meetings[0].attendance[2].mode", "excused", ("meetings", 0, "attendance", 2, "mode")),
    ("meetings[0].agenda[0].title", GONE, ("meetings", 0, "agenda", 0, "title")),
    ("meetings[0].agenda[0].ballots[3].choice", "yes", (*BALLOT, "choice")),
    ("meetings[0].agenda[0].ballots[3].channel", "post", (*BALLOT, "channel")),
    # somebody or something nobody knows
    ("bodies[0].base_institution", "enu", ("bodies", 0, "base_institution")),
    ("bodies[0].parent", "nobody", ("bodies", 0, "parent")),
    ("bodies[0].parent", "uob1", ("bodies", 0, "parent")),
    ("memberships[1].person", "p99", ("memberships", 1, "person")),
    ("memberships[1].body", "uob9", ("memberships", 1, "body")),
    ("memberships[1].represents", "enu", ("memberships", 1, "represents")),
    ("meetings[0].body", "uob9", ("meetings", 0, "body")),
    ("meetings[0].body", GONE, ("meetings", 0, "body")),
    ("meetings[0].presiding", "p99", ("meetings", 0, "presiding")),
    ("meetings[0].secretary", None, ("meetings", 0, "secretary")),
    ("meetings[0].attendance[2].person", "p99", ("meetings", 0, "attendance", 2, "person")),
    ("meetings[0].agenda[0].ballots[3].person", "p99", (*BALLOT, "person")),
    ("meetings[0].agenda[0].ballots[3].person", ["p1"], (*BALLOT, "person")),
    # impossible dates
    ("memberships[1].from", "2019-02-30", ("memberships", 1, "from")),
    ("memberships[1].from", "01.09.2019", ("memberships", 1, "from")),
    ("memberships[1].from", None, ("memberships", 1, "from")),
    ("memberships[1].until", GONE, ("memberships", 1, "until")),
    ("memberships[1].until", "2019-08-31", ("memberships", 1, "until")),
    ("memberships[1].until", "2019-13-01", ("memberships", 1, "until")),
    ("meetings[0].held_at", "2024-10-10", ("meetings", 0, "held_at")),
    ("meetings[0].held_at", "2024-10-10T10:00:00", ("meetings", 0, "held_at")),
    ("meetings[0].held_at", "2024-02-30T10:00:00+05:00", ("meetings", 0, "held_at")),
    ("meetings[0].held_at", "2024-10-10T25:00:00+05:00", ("meetings", 0, "held_at")),
    ("meetings[0].held_at", "0001-01-01T00:00:00+05:00", ("meetings", 0, "held_at")),
    ("meetings[0].held_at", 1728536400, ("meetings", 0, "held_at")),
]


def rows():
    return [model.objects.count() for model in TABLES]


def broken(value, path):
    document = archive()
    return without(document, *path) if value is GONE else replaced(document, value, *path)


@pytest.mark.parametrize(("place", "value", "path"), WRONG)
def test_the_place_is_named_and_nothing_changes(folder, place, value, path):
    file = folder.path / "archive.json"
    file.write_text(json.dumps(broken(value, path)), encoding="utf-8")

    with pytest.raises(ArchiveRefused) as refusal:
        import_file(file)

    assert (refusal.value.file, refusal.value.place) == (str(file), place)
    assert str(refusal.value).startswith(f"{file}: {place}: ")
    assert refusal.value.expected
    assert rows() == [0] * len(TABLES)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1, column 1"),
        ('{"format": ', "line 1, column 12"),
        ("[1, 2]", "an object"),
        ('{"format": NaN}', "NaN"),
        ("[" * 100_000, "JSON"),
        ("9" * 5000, "JSON"),
        (b"\xff\xfe", "byte 0"),
    ],
)
def test_what_is_not_json_is_refused(folder, content, words):
    file = folder.path / "archive.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(CommandError) as refusal:
        call_command("import_archive", file)

    assert str(file) in str(refusal.value)
    assert words in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(folder):
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        call_command("import_archive", folder.path / "nowhere.json")


def test_a_key_used_twice_for_different_people(folder):
    document = archive()
    document["people"].append(document["people"][0] | {"given_name": "Басқа"})

    with pytest.raises(CommandError, match=r"people\[12\]\.key"):
        folder.take(document)


def test_a_key_used_twice_for_the_same_person_is_one_person(folder):
    document = archive()
    document["people"].append(document["people"][0])

    assert folder.take(document)["created"]["people"] == 12


def test_a_key_of_two_items(folder):
    with pytest.raises(CommandError, match=r"meetings\[1\]\.agenda\[0\]\.key"):
        folder.take(archive(meeting("m1", item("i")), meeting("m2", item("i"))))


def test_bodies_in_a_ring(folder):
    document = archive()
    document["bodies"] += [
        {"key": "a", "kind": "section", "name": {"kk": "а"}, "parent": "b"},
        {"key": "b", "kind": "section", "name": {"kk": "ә"}, "parent": "a"},
    ]

    with pytest.raises(CommandError, match=r"bodies\[1\]\.parent"):
        folder.take(document)


def test_a_byte_order_mark_does_no_harm(folder):
    file = folder.path / "archive.json"
    file.write_text(json.dumps(archive()), encoding="utf-8-sig")

    call_command("import_archive", file, verbosity=0)

    assert Meeting.objects.count() == 1


# Whatever is done to a file ------------------------------------------------------------------

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12),
    st.sampled_from(
        ["p1", "p2", "p11", "uob1", "kaznu", "m1", "chair", "absentee", "hall", "council",
         "9999-12-31", "2024-10-10", "2024-10-10T10:00:00Z", "9999-12-31T23:59:59-12:00", ""]
    ),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)


SMALL = archive(meeting("m1", item("i1", ballots("fa-")), present=3), size=3)


@pytest.mark.django_db
@settings(
    max_examples=200, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(data=st.data())
def test_a_corrupted_file_is_taken_whole_or_refused_with_its_place(tmp_path, data):
    document = SMALL
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([p for p in _places(document) if p]))
        value = data.draw(st.just(GONE) | VALUES)
        document = without(document, *path) if value is GONE else replaced(document, value, *path)
    file = tmp_path / "archive.json"
    file.write_text(json.dumps(document), encoding="utf-8")

    with transaction.atomic():
        if refusal := refusal_of(file):
            assert (refusal.file, refusal.place != "", refusal.expected != "") == (
                str(file), True, True,
            )  # fmt: skip
            assert rows() == [0] * len(TABLES)
        else:
            again = import_file(file)
            assert set(again.as_dict()["created"].values()) == {0}
        transaction.set_rollback(True)


def refusal_of(file):
    """Why the file was refused, or nothing where it was taken."""
    try:
        import_file(file)
    except ArchiveRefused as refusal:
        return refusal
    return None


def _places(value, path=()):
    yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _places(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _places(part, (*path, index))


@pytest.mark.django_db
@settings(
    max_examples=100, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(torn=st.booleans(), cut=st.floats(0, 1), put=st.binary(max_size=3))
def test_a_file_cut_or_overwritten_anywhere_is_never_half_taken(tmp_path, torn, cut, put):
    whole = json.dumps(SMALL, ensure_ascii=False).encode()
    place = int(cut * len(whole))
    tail = b"" if torn else whole[place + len(put) :]
    file = tmp_path / "archive.json"
    file.write_bytes(whole[:place] + put + tail)

    with transaction.atomic():
        if refusal := refusal_of(file):
            assert refusal.expected
            assert rows() == [0] * len(TABLES)
        transaction.set_rollback(True)
