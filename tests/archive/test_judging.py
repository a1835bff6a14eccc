"""Every outcome, its reason, the three refusals and their order (cl. 10, 20)."""

import pytest

from tests.archive.files import archive, ballots, council, item, meeting, replaced, seat


def judged(folder, document, key="m1i1"):
    return folder.take(document)["items"][key]


def outcome(line):
    return line["outcome"], line["reason"]


def test_four_to_three_is_a_majority(folder):
    assert judged(folder, archive()) == {
        "composition": 10, "participating": 7, "required": 7, "quorum_reached": True,
        "for": 4, "against": 3, "abstain": 0, "outcome": "adopted", "reason": "majority",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ffff---", ("adopted", "majority")),
        ("f------", ("adopted", "majority")),
        ("aaafff-", ("rejected", "casting_vote")),
        ("fffaaa-", ("adopted", "casting_vote")),
        ("-ffffaaaa", ("rejected", "tie_without_casting_vote")),
        ("", ("rejected", "tie_without_casting_vote")),
        ("ffaaaa", ("rejected", "no_majority")),
    ],
)
def test_the_ballots_decide(folder, given, expected):
    document = archive(meeting("m1", item(given=ballots(given)), present=9))

    assert outcome(judged(folder, document)) == expected


def test_six_of_ten_are_no_quorum_however_they_vote(folder):
    line = judged(folder, archive(meeting("m1", item(given=ballots("ffffff")), present=6)))

    assert (line["participating"], line["required"], line["quorum_reached"]) == (6, 7, False)
    assert (line["for"], *outcome(line)) == (6, "no_quorum", "no_quorum")


def test_online_counts_toward_the_quorum_absentee_and_written_do_not(folder):
    given = [
        *ballots("ffaaa", start=1),
        *ballots("f", "online", start=6),
        *ballots("ff", "absentee", start=7),
        *ballots("a", "written", start=9),
    ]
    held = meeting("m1", item(given=given), present=5)
    held["attendance"][5]["mode"] = "online"

    line = judged(folder, archive(held))

    assert (line["participating"], line["quorum_reached"]) == (6, False)
    assert (line["for"], line["against"]) == (5, 4)


def test_absentee_and_written_ballots_count_in_the_tally(folder):
    given = [*ballots("fffaaaa"), *ballots("f", "absentee", start=8), *ballots("f", "written", 9)]

    line = judged(folder, archive(meeting("m1", item(given=given))))

    assert (line["for"], line["against"], *outcome(line)) == (5, 4, "adopted", "majority")


@pytest.mark.parametrize(
    ("voting", "required"), [(1, 1), (2, 2), (3, 2), (9, 6), (10, 7), (20, 14), (21, 14), (25, 17)]
)
def test_two_thirds_are_rounded_up(folder, voting, required):
    document = archive(size=max(voting, 10))
    document["memberships"] = document["memberships"][:voting] + [
        seat(n, voting=False) for n in range(voting + 1, 11)
    ]
    document["meetings"][0]["agenda"][0]["ballots"] = ballots("f")

    line = judged(folder, document)

    assert (line["composition"], line["required"]) == (voting, required)


def test_an_empty_composition_needs_nobody_and_has_no_quorum(folder):
    document = archive(meeting("m1", item(given=[])))
    for member in document["memberships"]:
        member["voting"] = False

    assert judged(folder, document) == {
        "composition": 0, "participating": 0, "required": 0, "quorum_reached": False,
        "for": 0, "against": 0, "abstain": 0, "outcome": "no_quorum", "reason": "no_quorum",
    }  # fmt: skip


def test_the_deputy_who_presides_holds_the_casting_vote(folder):
    held = meeting("m1", item(given=ballots("fffaaa", start=2)), present=8, presiding="p2")
    held["attendance"][0]["mode"] = "absent"

    assert outcome(judged(folder, archive(held))) == ("adopted", "casting_vote")


def test_somebody_listed_twice_counts_once_and_holds_the_higher_office(folder):
    document = archive(meeting("m1", presiding="p4"))
    document["memberships"] += [seat(4, office="deputy_chair", voting=False), seat(5)]

    report = folder.take(document)

    assert report["items"]["m1i1"]["composition"] == 10
    assert any("Listed more than once" in found["message"] for found in report["findings"])


def test_first_and_last_day_are_in_office(folder):
    document = archive()
    document["memberships"][8] |= {"from": "2024-10-10", "until": "2024-10-10"}
    document["memberships"][9] |= {"until": "2024-10-09"}

    assert judged(folder, document)["composition"] == 9


@pytest.mark.parametrize(
    ("held_at", "composition"),
    [
        ("2024-10-10T00:10:00+05:00", 10),
        ("2024-10-10T23:50:00-11:00", 10),
        ("2024-10-10T23:50:00Z", 10),
        ("2024-10-11T00:10:00+14:00", 9),
    ],
)
def test_the_day_is_the_one_written(folder, held_at, composition):
    document = archive(meeting(held_at=held_at))
    document["memberships"][9]["until"] = "2024-10-10"

    assert judged(folder, document)["composition"] == composition


@pytest.mark.parametrize("presiding", ["p3", "p4", "p11"])
def test_only_chair_and_deputy_may_have_presided(folder, presiding):
    report = folder.take(archive(meeting("m1", presiding=presiding)))

    assert report["items"]["m1i1"]["error"] == "presiding_officer"
    assert report["items"]["m1i1"]["message"]
    assert report["created"]["items"] == 1


def test_a_ballot_of_somebody_not_in_office(folder):
    given = [*ballots("ffffaaa"), *ballots("f", start=11)]

    assert judged(folder, archive(meeting("m1", item(given=given))))["error"] == "not_a_member"


def test_two_ballots_of_one_person(folder):
    given = [*ballots("ffffaaa"), *ballots("f", "absentee")]

    assert judged(folder, archive(meeting("m1", item(given=given))))["error"] == "duplicate_ballot"


def test_refusals_have_an_order_and_the_rest_goes_on(folder):
    twice, stranger = [*ballots("f"), *ballots("f")], ballots("f", start=11)
    report = folder.take(
        archive(
            meeting("m1", item("all", [*twice, *stranger]), presiding="p5"),
            meeting("m2", item("two", [*twice, *stranger]), item("one", twice), item("none")),
        )
    )

    assert {key: line.get("error") for key, line in report["items"].items()} == {
        "all": "presiding_officer", "two": "not_a_member", "one": "duplicate_ballot", "none": None,
    }  # fmt: skip


# The Council, by clause 10 -------------------------------------------------------------------


def test_the_council_counts_only_the_hall(folder):
    given = [*ballots("ffaaa"), *ballots("f", "online", 6), *ballots("ff", "absentee", 7)]
    held = meeting("m1", item(given=given), present=8)
    held["attendance"][5]["mode"] = "online"

    report = folder.take(council(held))

    line = report["items"]["m1i1"]
    assert (line["for"], line["against"], *outcome(line)) == (2, 2, "adopted", "casting_vote")
    assert (line["composition"], line["participating"], line["required"]) == (9, 7, 6)
    kept = [f for f in report["findings"] if "not counted" in f["message"]]
    assert [found["clause"] for found in kept] == ["10", "10"]


def test_a_quorum_of_the_council_that_rests_on_people_online_is_found(folder):
    held = meeting("m1", item(given=ballots("ff")), present=7)
    for mark in held["attendance"][3:7]:
        mark["mode"] = "online"

    report = folder.take(council(held))

    assert report["items"]["m1i1"]["quorum_reached"]
    assert any("rests on people online" in found["message"] for found in report["findings"])


def test_ballots_of_members_without_a_vote_are_kept_and_not_counted(folder):
    document = replaced(archive(), False, "memberships", 2, "voting")

    report = folder.take(document)

    assert report["items"]["m1i1"]["for"] == 3
    assert folder.give()["meetings"] == document["meetings"]


# Findings ------------------------------------------------------------------------------------


def clauses(report):
    return [found["clause"] for found in report["findings"] if found["meeting"] == "m1"]


def test_what_the_file_cannot_show_is_the_only_finding_of_a_sound_meeting(folder):
    assert clauses(folder.take(archive())) == ["18"]


@pytest.mark.parametrize(
    ("value", "path", "clause"),
    [
        ("member", ("memberships", 2, "office"), "21"),
        (None, ("bodies", 0, "base_institution"), "3"),
        ([], ("bodies", 0, "directions"), "3"),
        ("member", ("memberships", 1, "office"), "15"),
        ("p4", ("meetings", 0, "secretary"), "21"),
        ("p2", ("meetings", 0, "presiding"), "19"),
        ("absent", ("meetings", 0, "attendance", 0, "mode"), "19"),
        ("absent", ("meetings", 0, "attendance", 6, "mode"), "20"),
        ("p11", ("meetings", 0, "attendance", 9, "person"), "20"),
        ("absentee", ("meetings", 0, "agenda", 0, "ballots", 0, "channel"), "20"),
        ("written", ("meetings", 0, "agenda", 0, "ballots", 0, "channel"), "27.4"),
        ("online", ("meetings", 0, "agenda", 0, "ballots", 0, "channel"), "20"),
    ],
)
def test_what_a_rule_would_have_forbidden_is_a_finding(folder, value, path, clause):
    report = folder.take(replaced(archive(), value, *path))

    assert clause in clauses(report)
    assert "error" not in report["items"]["m1i1"]
