"""A file is taken whole, once, and can be had back."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Notification, User
from associations.models import Association, TrainingDirection
from bodies.models import Body, Membership, Organisation
from council_portal import reference
from meetings.actions.voting import digest_of
from meetings.models import AgendaItem, Ballot, Meeting, RollEntry, Vote
from meetings.rules import receipt
from records import journal
from records.models import JournalEntry
from tests.archive.files import archive, ballots, council, item, meeting, replaced, seat, without

TABLES = (
    User, Organisation, Body, Association, Membership, Meeting, AgendaItem, Vote, Ballot,
    RollEntry, JournalEntry, TrainingDirection,
)  # fmt: skip
NOTHING_NEW = dict.fromkeys(["people", "bodies", "memberships", "meetings", "items", "ballots"], 0)


def rows():
    return {model.__name__: model.objects.count() for model in TABLES}


def everything():
    """All the format can say: strangers, duplicates, no officer, absentees, a section, a Council."""
    held = meeting(
        "m1",
        item("m1i1"),
        item("m1i2", [*ballots("ff"), *ballots("a", "absentee")]),
        item("m1i3", [*ballots("f"), *ballots("f", start=11)]),
        {"key": "m1i4", "title": {"en": "Only English"}, "ballots": []},
    )
    held["attendance"].insert(2, {"person": "p12", "mode": "hall"})
    held["attendance"].append({"person": "p1", "mode": "online"})
    document = archive(
        held,
        meeting("m2", item("m2i1"), presiding="p12", held_at="2023-02-01T23:30:00.5-03:00"),
        meeting("m3", body="rok", number="№ 2/а", item_="", present=3),
        meeting("m4", body="s1"),
    )
    del document["meetings"][2]["item_"], document["meetings"][3]["agenda"]
    document["bodies"] += [
        {"key": "s1", "kind": "section", "name": {"ru": "Секция"}, "parent": "uob1",
         "base_institution": "kaznu", "directions": ["X 1"]},
        {"key": "rok", "kind": "council", "name": {"kk": "РОӘК", "ru": "РУМС", "en": "REMC"}},
    ]  # fmt: skip
    document["memberships"] += [
        seat(1, "rok"), seat(3, "rok", voting=False), seat(3, "rok"), seat(4, "rok"),
        seat(4, "rok"), seat(2, "s1", until="2024-01-01"), seat(5, represents="kaznu"),
    ]  # fmt: skip
    document["people"][4] = {"key": "p5", "family_name": "O’Neill  Ә", "given_name": "Jan"}
    document["organisations"].append(
        {"key": "unused", "kind": "employer", "name": {"en": "Employer"}}
    )
    document["meetings"][0]["agenda"][0]["ballots"][0]["channel"] = "online"
    return document


def test_a_round_trip_loses_nothing(folder):
    document = everything()

    report = folder.take(document)

    assert folder.give() == document
    assert report["created"] == {
        "people": 12, "bodies": 3, "memberships": 17, "meetings": 4, "items": 6, "ballots": 26,
    }  # fmt: skip


def test_the_same_file_twice_creates_nothing_new(folder):
    document = everything()
    first = folder.take(document)
    before = rows()

    second = folder.take(document)

    assert second["created"] == NOTHING_NEW
    assert (second["items"], second["findings"]) == (first["items"], first["findings"])
    assert rows() == before


def test_the_export_brought_in_again_creates_nothing_new(folder):
    folder.take(everything())

    assert folder.take(folder.give())["created"] == NOTHING_NEW


def test_the_order_of_a_file_does_not_matter_to_what_is_known(folder):
    document = archive()
    folder.take(document)
    document["memberships"].reverse()

    assert folder.take(document)["created"] == NOTHING_NEW


def test_a_later_file_may_build_on_an_earlier_one(folder):
    later = archive(meeting("m2"))
    for name in ("organisations", "bodies", "people", "memberships"):
        later[name] = []

    report = folder.take(archive(), later)

    assert {key: line["for"] for key, line in report["items"].items()} == {"m1i1": 4, "m2i1": 4}
    assert report["created"] | NOTHING_NEW == NOTHING_NEW
    assert (report["created"]["meetings"], report["created"]["bodies"]) == (2, 1)


def test_a_refused_file_does_not_take_the_others_with_it(folder):
    with pytest.raises(CommandError, match=r"1\.json: meetings\[0\]\.secretary: "):
        folder.take(archive(), replaced(archive(), "p99", "meetings", 0, "secretary"))

    assert Meeting.objects.count() == 1
    report = json.loads((folder.path / "report.json").read_text())
    assert [refused["path"] for refused in report["refused"]] == ["meetings[0].secretary"]


def test_a_dry_run_reports_and_keeps_nothing(folder):
    before = rows()
    later = archive(meeting("m2")) | {"people": [], "bodies": [], "memberships": []}

    report = folder.take(archive(), later, dry_run=True)

    assert report["created"]["meetings"] == 2
    assert set(report["items"]) == {"m1i1", "m2i1"}
    assert rows() == before


DIFFERENT = [
    ("people[0].family_name", "Басқа", ("people", 0, "family_name")),
    ("people[0].email", "other@example.kz", ("people", 0, "email")),
    ("organisations[0].kind", "employer", ("organisations", 0, "kind")),
    ("bodies[0].name.kk", "Басқа", ("bodies", 0, "name", "kk")),
    ("bodies[0].directions[0]", "6B999", ("bodies", 0, "directions", 0)),
    ("meetings[0].held_at", "2024-10-10T10:00:00+06:00", ("meetings", 0, "held_at")),
    ("meetings[0].attendance[6].mode", "online", ("meetings", 0, "attendance", 6, "mode")),
    ("meetings[0].agenda[0].title.kk", "Басқа", ("meetings", 0, "agenda", 0, "title", "kk")),
    (
        "meetings[0].agenda[0].ballots[2].choice",
        "abstain",
        ("meetings", 0, "agenda", 0, "ballots", 2, "choice"),
    ),
]


@pytest.mark.parametrize(("place", "value", "path"), DIFFERENT)
def test_the_same_key_with_other_facts_refuses_the_file(folder, place, value, path):
    folder.take(archive())
    before = rows()
    other = replaced(archive(), value, *path)
    other["people"].append({"key": "new", "family_name": "Жаңа", "given_name": ""})

    with pytest.raises(CommandError) as refusal:
        folder.take(other)

    assert f"0.json: {place}: expected: " in str(refusal.value)
    assert rows() == before


def test_an_item_key_of_another_meeting_refuses_the_file(folder):
    folder.take(archive())

    with pytest.raises(CommandError, match=r"meetings\[0\]\.agenda\[0\]\.key"):
        folder.take(archive(meeting("m2", item("m1i1"))))


def test_seats_added_to_a_recorded_day_are_found_and_not_counted(folder):
    folder.take(archive())
    more = archive()
    more["memberships"].append(seat(11))

    report = folder.take(more)

    assert report["items"]["m1i1"]["composition"] == 10
    assert any("not counted again" in found["message"] for found in report["findings"])


def test_reference_data_and_an_archive_share_directions(folder):
    folder.take(archive())

    reference.load()

    direction = TrainingDirection.objects.get(code="6B061")
    assert (direction.name_kk != "6B061", direction.associations.count()) == (True, 1)


# What stands in the database -----------------------------------------------------------------


def test_a_past_meeting_is_marked_and_closed(folder):
    folder.take(archive(meeting(held_at="2024-10-10T23:30:00-05:00")))

    row = Meeting.objects.get()

    assert (row.retrospective, row.state, row.day.isoformat()) == (True, "closed", "2024-10-10")
    assert not Membership.objects.filter(retrospective=False).exists()
    assert row.roll.count() == 10


def test_the_stored_outcome_follows_from_the_ballots_and_the_digest_from_the_receipts(folder):
    folder.take(everything())

    for vote in Vote.objects.select_related("item"):
        counted = list(vote.ballots.counted().values_list("choice", flat=True))
        assert vote.computed().tally.as_dict() == {
            choice: counted.count(choice) for choice in ("for", "against", "abstain")
        }
        assert vote.digest == digest_of(vote)
        assert vote.state == "closed"


def test_every_ballot_has_the_receipt_a_live_one_would_have(folder):
    folder.take(archive())

    for ballot in Ballot.objects.all():
        assert ballot.receipt == receipt.receipt(
            vote=ballot.vote_id, member=ballot.membership_id, choice=ballot.choice,
            channel=ballot.channel, at=ballot.cast_at, text_hash=ballot.text_hash, revision=1,
        )  # fmt: skip


def test_the_journal_takes_one_entry_for_each_body(folder):
    folder.take(archive(meeting("m1"), meeting("m2")))
    folder.take(archive(meeting("m1"), meeting("m2")))

    entry = JournalEntry.objects.get(kind="archive_imported")

    assert len(entry.payload["meetings"]) == 2
    assert journal.verify(entry.stream) == []


def test_people_keep_the_spelling_given_and_get_no_other(folder):
    folder.take(everything())

    person = User.objects.get(archive_key="p5")

    assert (person.family_name_kk, person.family_name_ru, person.email) == ("O’Neill  Ә", "", None)
    assert not person.has_usable_password()


def test_a_person_with_an_account_here_is_the_same_person(folder):
    known = User.objects.create_user(
        "p4@example.kz", family_name_kk="Тұрсынов4", given_name_kk="Дархан",
        patronymic_kk="Бақытұлы",
    )  # fmt: skip

    report = folder.take(archive())

    known.refresh_from_db()
    assert (known.archive_key, report["created"]["people"]) == ("p4", 11)
    assert folder.take(archive())["created"] == NOTHING_NEW


def test_an_address_of_somebody_else_here_refuses_the_file(folder):
    User.objects.create_user("p4@example.kz", family_name_kk="Басқа")

    with pytest.raises(CommandError, match=r"people\[3\]\.email"):
        folder.take(archive())


def test_exporting_one_body(folder):
    folder.take(everything())

    given = folder.give("--body", "s1")

    assert [body["key"] for body in given["bodies"]] == ["uob1", "s1"]
    assert [held["key"] for held in given["meetings"]] == ["m4"]
    with pytest.raises(CommandError, match="nothing"):
        folder.give("--body", "nothing")


def test_the_council_comes_with_its_working_body_and_centre(folder):
    folder.take(council())

    assert Body.objects.get().council.working_body.key == "ministry"
    assert folder.give() == council()


def test_optional_parts_may_be_missing(folder):
    document = without(archive(), "organisations")
    document["memberships"][0].pop("represents")
    for path in [("bodies", 0, "base_institution"), ("bodies", 0, "directions"),
                 ("people", 0, "patronymic"), ("people", 0, "email"), ("meetings", 0, "place"),
                 ("meetings", 0, "agenda", 0, "resolution"), ("memberships", 0, "voting")]:  # fmt: skip
        document = without(document, *path)

    report = folder.take(document)

    assert report["items"]["m1i1"]["composition"] == 10


def test_nobody_is_told_and_no_edit_is_noted(
    folder, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as called:
        folder.take(everything())

    assert (called, mailoutbox, Notification.objects.count()) == ([], [], 0)
    assert not Meeting.history.exists()


def test_one_refusal_is_one_line_and_what_was_taken_is_summed_up(folder):
    good = folder.write(archive(), "good.json")
    bad = folder.write(replaced(archive(), "p99", "meetings", 0, "secretary"), "bad.json")
    out = StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("import_archive", good, bad, stdout=out)

    assert str(refusal.value).startswith(
        f"Nothing was imported from: {bad}: meetings[0].secretary: "
    )
    assert "\n" not in str(refusal.value)
    assert "meetings 1" in out.getvalue()


class Terminal(StringIO):
    def isatty(self):
        return True


def test_the_bar_is_for_a_terminal_only(folder):
    terminal, log = Terminal(), StringIO()

    call_command("import_archive", folder.write(archive()), stdout=StringIO(), stderr=terminal)
    call_command("import_archive", folder.write(archive()), stdout=StringIO(), stderr=log)

    assert terminal.getvalue().endswith(f"{'█' * 30} 1/1\n")
    assert "\x1b" not in terminal.getvalue()
    assert log.getvalue() == ""


def test_a_report_that_cannot_be_written_stops_the_import_before_it_begins(folder):
    with pytest.raises(CommandError, match="report"):
        call_command("import_archive", folder.write(archive()), report=folder.path / "no" / "r")

    assert not Meeting.objects.exists()
