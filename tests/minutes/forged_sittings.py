"""Votes and outcomes, the roll, attendance, presiding, rules, the journal."""

from __future__ import annotations

from minutes.evidence.arithmetic import entry_hash, fingerprint, text_hash
from minutes.evidence.bundle import Bundle
from tests.minutes.forging import LATER, ballots, entry, rechain, recount, seeded, vote


@seeded("digest_wrong")
def the_digest_changed(bundle: Bundle) -> None:
    vote(bundle)["digest"] = "0" * 64


@seeded("tally_wrong")
def the_tally_changed(bundle: Bundle) -> None:
    vote(bundle)["result"]["tally"]["for"] += 1


@seeded("outcome_wrong")
def an_outcome_turned_round(bundle: Bundle) -> None:
    of = vote(bundle, 3)
    of["outcome"] = of["result"]["outcome"] = "adopted"


@seeded("outcome_wrong")
def the_decisive_vote_given_to_another(bundle: Bundle) -> None:
    of = vote(bundle, 3)
    of["result"]["casting"] = bundle.facts["roll"][5]["membership"]


@seeded("quorum_wrong")
def a_quorum_with_more_heads_than_there_were(bundle: Bundle) -> None:
    quorum = vote(bundle)["result"]["quorum"]
    quorum["hall"] += 1
    quorum["participating"] += 1


@seeded("two_votes_stand")
def an_annulled_vote_revived(bundle: Bundle) -> None:
    vote(bundle, 2, annulled=True)["state"] = "closed"


@seeded("annulled_revived")
def an_annulled_vote_revived_in_place_of_the_other(bundle: Bundle) -> None:
    bundle.facts["votes"].remove(vote(bundle, 2))
    vote(bundle, 2, annulled=True)["state"] = "closed"


@seeded("vote_not_in_journal")
def a_vote_that_stands_said_to_be_annulled(bundle: Bundle) -> None:
    vote(bundle).update(state="annulled", annulled_at=LATER)


@seeded("vote_annulled_differs")
def another_reason_for_the_annulment(bundle: Bundle) -> None:
    vote(bundle, 2, annulled=True)["annul_reason"] = "Басқа себеп"


@seeded("vote_missing")
def a_whole_vote_removed(bundle: Bundle) -> None:
    of = vote(bundle, 3)
    bundle.facts["votes"].remove(of)
    rows = bundle.facts["ballots"]
    rows[:] = [one for one in rows if one["vote"] != of["id"]]


@seeded("vote_opened_differs")
def another_presiding_person_of_the_vote(bundle: Bundle) -> None:
    vote(bundle)["presiding"] = bundle.facts["roll"][1]["membership"]


@seeded("vote_closed_differs")
def the_close_of_the_vote_moved(bundle: Bundle) -> None:
    vote(bundle)["closed_at"] = LATER


@seeded("text_altered")
def a_resolution_edited(bundle: Bundle) -> None:
    bundle.facts["items"][0]["texts"]["resolution_kk"] = "Ұсынылмасын."


@seeded("vote_opened_differs")
def a_resolution_edited_under_a_new_hash(bundle: Bundle) -> None:
    item, of = bundle.facts["items"][0], vote(bundle)
    item["texts"]["resolution_kk"] = "Ұсынылмасын."
    of["text_hash"] = text_hash(item["texts"], [])
    for one in ballots(bundle, of):
        one["text_hash"] = of["text_hash"]
    recount(bundle, of)


@seeded("text_altered")
def a_material_swapped(bundle: Bundle) -> None:
    bundle.facts["items"][0]["materials"].append({"title": "x", "sha256": "0" * 64, "size": 1})


@seeded("roll_altered")
def a_member_added_to_the_roll(bundle: Bundle) -> None:
    line = bundle.facts["roll"][-1]
    bundle.facts["roll"].append(
        line | {"membership": 999_999, "user": 999_999, "position": line["position"] + 1}
    )


@seeded("roll_altered")
def a_member_struck_off_the_roll(bundle: Bundle) -> None:
    del bundle.facts["roll"][-1]


@seeded("roll_twice")
def a_member_twice_on_the_roll(bundle: Bundle) -> None:
    line = bundle.facts["roll"][-1]
    bundle.facts["roll"].append(line | {"position": line["position"] + 1})


@seeded("roll_twice")
def one_person_in_two_seats(bundle: Bundle) -> None:
    bundle.facts["roll"][-1]["user"] = bundle.facts["roll"][-2]["user"]


@seeded("roll_altered")
def a_vote_taken_from_a_member(bundle: Bundle) -> None:
    bundle.facts["roll"][-1]["voting"] = False


@seeded("roll_altered")
def another_chair_on_the_roll(bundle: Bundle) -> None:
    roll = bundle.facts["roll"]
    roll[0]["office"], roll[3]["office"] = "member", "chair"


@seeded("document_roll")
def a_name_on_the_roll_replaced(bundle: Bundle) -> None:
    bundle.facts["roll"][4]["name_kk"] = "Басқа Адам Біреуұлы"


@seeded("digest_wrong")
def the_order_of_the_roll_changed(bundle: Bundle) -> None:
    roll = bundle.facts["roll"]
    roll[0]["position"], roll[5]["position"] = roll[5]["position"], roll[0]["position"]


@seeded("attendance_altered")
def an_absent_member_made_present(bundle: Bundle) -> None:
    bundle.facts["attendance"][0]["presence"] = "online"


@seeded("attendance_altered")
def a_coming_moved_to_an_earlier_hour(bundle: Bundle) -> None:
    bundle.facts["attendance"][0]["at"] = "2020-01-01T00:00:00.000000+00:00"


@seeded("attendance_not_in_journal")
def an_arrival_invented(bundle: Bundle) -> None:
    row = bundle.facts["attendance"][0]
    absent = bundle.facts["roll"][-1]["membership"]
    bundle.facts["attendance"].append(row | {"id": 999_999, "membership": absent})


@seeded("attendance_missing")
def a_departure_removed(bundle: Bundle) -> None:
    del bundle.facts["attendance"][-1]


@seeded("presiding_altered")
def another_presiding_person_at_the_close(bundle: Bundle) -> None:
    bundle.meeting["presiding"] = bundle.facts["roll"][0]["membership"]


@seeded("presiding_altered")
def a_handover_removed(bundle: Bundle) -> None:
    del bundle.facts["presiding"][-1]


@seeded("presiding_not_entitled")
def a_member_presiding(bundle: Bundle) -> None:
    someone = bundle.facts["roll"][5]["membership"]
    entry(bundle, "meeting_opened")["payload"]["presiding"] = someone
    rechain(bundle)


@seeded("secretary_altered")
def another_secretary(bundle: Bundle) -> None:
    bundle.meeting["secretary"] = bundle.facts["roll"][4]["user"]


@seeded("meeting_altered")
def the_opening_moved(bundle: Bundle) -> None:
    bundle.meeting["opened_at"] = "2020-01-01T00:00:00.000000+00:00"


@seeded("rules_altered")
def a_rule_altered(bundle: Bundle) -> None:
    bundle.facts["rules"]["allow_abstain"] = not bundle.facts["rules"]["allow_abstain"]


@seeded("outcome_wrong")
def the_majority_rule_altered_in_rows_and_journal(bundle: Bundle) -> None:
    bundle.facts["rules"]["majority_base"] = "composition"
    entry(bundle, "meeting_opened")["payload"]["rules"] = fingerprint(bundle.facts["rules"])
    rechain(bundle)


@seeded("recusal_altered")
def a_recusal_removed(bundle: Bundle) -> None:
    bundle.facts["recusals"].clear()


@seeded("document_differs")
def a_meeting_said_to_be_recorded_afterwards(bundle: Bundle) -> None:
    bundle.meeting["retrospective"] = True


@seeded("journal_altered")
def an_entry_edited(bundle: Bundle) -> None:
    entry(bundle, "vote_closed")["payload"]["outcome"]["tally"]["for"] += 1


@seeded("journal_broken")
def an_entry_edited_with_its_hash(bundle: Bundle) -> None:
    one = entry(bundle, "vote_closed")
    one["actor"] = 999_999
    one["hash"] = entry_hash(one)


@seeded("journal_missing")
def an_entry_removed(bundle: Bundle) -> None:
    bundle.journal.remove(entry(bundle, "presiding_handed_over"))


@seeded("journal_reordered")
def two_entries_swapped(bundle: Bundle) -> None:
    rows = bundle.journal
    rows[3], rows[4] = rows[4], rows[3]


@seeded("journal_truncated")
def the_journal_cut_off(bundle: Bundle) -> None:
    del bundle.journal[-3:]


@seeded("signature_not_in_journal")
def the_journal_cut_off_with_its_head(bundle: Bundle) -> None:
    del bundle.journal[-1]
    last = bundle.journal[-1]
    bundle.facts["head"] = {"position": last["position"], "hash": last["hash"]}


@seeded("journal_anchor")
def the_journal_written_anew(bundle: Bundle) -> None:
    entry(bundle, "meeting_opened")["actor"] = 999_999
    rechain(bundle)


@seeded("journal_altered")
def an_entry_of_another_body(bundle: Bundle) -> None:
    entry(bundle, "vote_opened")["stream"] = "body:999999"


@seeded("journal_head")
def an_entry_after_the_head(bundle: Bundle) -> None:
    last = bundle.journal[-1]
    more = last | {"position": last["position"] + 1, "previous_hash": last["hash"]}
    bundle.journal.append(more | {"hash": entry_hash(more)})
