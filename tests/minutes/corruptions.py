"""What somebody might do to the evidence of a meeting, and what the verifier must call it.

Each is seeded into the meeting of `proving.rich`. Whoever does it knows the format: receipts,
digests, results and even the journal's own hashes are computed again where that helps them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from minutes.evidence import votes as counting
from minutes.evidence.arithmetic import canonical, entry_hash, fingerprint, receipt, sha256
from minutes.evidence.bundle import BASE_PDF, DOCUMENT, PDF, Bundle

Spoil = Callable[[Bundle], None]
SEEDED: dict[str, tuple[Spoil, str]] = {}
"""By its name: how it is done, and one kind of finding that must name it."""
LATER = "2099-01-01T00:00:00.000000+00:00"


def seeded(kind: str) -> Callable[[Spoil], Spoil]:
    def keep(spoil: Spoil) -> Spoil:
        SEEDED[spoil.__name__] = (spoil, kind)
        return spoil

    return keep


# Hands of whoever forges -----------------------------------------------------------------------


def vote(bundle: Bundle, item: int = 1, *, annulled: bool = False) -> dict[str, Any]:
    """The vote on an item: the one that stands, or the annulled one."""
    wanted = bundle.facts["agenda"][item - 1]
    rows = [one for one in bundle.facts["votes"] if one["item"] == wanted]
    return next(one for one in rows if (one["state"] == "annulled") is annulled)


def ballots(bundle: Bundle, of: dict[str, Any]) -> list[dict[str, Any]]:
    """The ballots of a vote that have a choice."""
    return [one for one in bundle.facts["ballots"] if one["vote"] == of["id"] and one["choice"]]


def entry(bundle: Bundle, kind: str, last: bool = False) -> dict[str, Any]:
    """The first entry of a kind, or the last."""
    found = [one for one in bundle.journal if one.get("kind") == kind]
    return found[-1 if last else 0]


def fresh(bundle: Bundle) -> Bundle:
    """The same facts with nothing remembered of how they were."""
    return Bundle(bundle.facts, bundle.journal, bundle.document, bundle.files)


def reseal(bundle: Bundle, of: dict[str, Any]) -> None:
    """Compute the receipts and the digest of a vote again."""
    for one in bundle.facts["ballots"]:
        if one["vote"] == of["id"]:
            one["receipt"] = receipt(one)
    of["digest"] = fingerprint([mark for _m, mark in counting.receipts(fresh(bundle), of)])


def recount(bundle: Bundle, of: dict[str, Any]) -> None:
    """Make the result follow from the ballots."""
    reseal(bundle, of)
    choices = [one["choice"] for one in counting.standing(fresh(bundle), of).values()]
    of["result"]["tally"] = {c: choices.count(c) for c in ("for", "against", "abstain")}


def rechain(bundle: Bundle) -> None:
    """Compute every hash of the journal again, and its head."""
    before = "0" * 64
    for one in bundle.journal:
        one["previous_hash"] = before
        one["hash"] = before = entry_hash(one)
    last = bundle.journal[-1]
    bundle.facts["head"] = {"position": last["position"], "hash": last["hash"]}


def repack(bundle: Bundle, pdf: bytes, name: str = PDF) -> None:
    """Another file under its own hash."""
    bundle.files[name] = pdf
    bundle.facts["files"][name] = sha256(pdf)


def redraw(bundle: Bundle) -> None:
    """The document under its own hash, in the bundle and in the register."""
    data = canonical(bundle.document)
    bundle.files[DOCUMENT] = data
    bundle.facts["files"][DOCUMENT] = sha256(data)
    bundle.facts["minutes"]["document_hash"] = sha256(data)


# Ballots ---------------------------------------------------------------------------------------


@seeded("vote_closed_differs")
def a_ghost_ballot_by_a_member_who_did_not_vote(bundle: Bundle) -> None:
    of = vote(bundle, 3)
    cast = {one["membership"] for one in ballots(bundle, of)}
    silent = next(m for m in bundle.roll if m not in cast)
    bundle.facts["ballots"].append(ballots(bundle, of)[0] | {"membership": silent})
    recount(bundle, of)


@seeded("ballot_stranger")
def a_ghost_ballot_by_somebody_off_the_roll(bundle: Bundle) -> None:
    of = vote(bundle)
    bundle.facts["ballots"].append(ballots(bundle, of)[0] | {"membership": 999_999})
    recount(bundle, of)


@seeded("digest_wrong")
def a_ballot_deleted(bundle: Bundle) -> None:
    bundle.facts["ballots"].remove(ballots(bundle, vote(bundle))[0])


@seeded("vote_closed_differs")
def a_ballot_deleted_and_everything_counted_again(bundle: Bundle) -> None:
    bundle.facts["ballots"].remove(ballots(bundle, vote(bundle))[0])
    recount(bundle, vote(bundle))


@seeded("receipt_wrong")
def a_choice_turned_round(bundle: Bundle) -> None:
    ballots(bundle, vote(bundle))[0]["choice"] = "against"


@seeded("digest_wrong")
def a_choice_turned_round_under_a_new_receipt(bundle: Bundle) -> None:
    one = ballots(bundle, vote(bundle))[0]
    one["choice"] = "against"
    one["receipt"] = receipt(one)


@seeded("document_votes")
def a_choice_turned_round_in_rows_and_journal_alike(bundle: Bundle) -> None:
    of = vote(bundle)
    ballots(bundle, of)[0]["choice"] = "against"
    recount(bundle, of)
    entry(bundle, "vote_closed")["payload"] |= {"digest": of["digest"], "outcome": of["result"]}
    rechain(bundle)


@seeded("receipt_wrong")
def two_ballots_swapped_between_members(bundle: Bundle) -> None:
    rows = ballots(bundle, vote(bundle))
    first = next(one for one in rows if one["choice"] == "for")
    second = next(one for one in rows if one["choice"] == "against")
    first["choice"], second["choice"] = second["choice"], first["choice"]


@seeded("digest_wrong")
def two_ballots_swapped_with_their_receipts(bundle: Bundle) -> None:
    rows = ballots(bundle, vote(bundle))
    first, second = rows[0], next(one for one in rows if one["choice"] == "against")
    first["membership"], second["membership"] = second["membership"], first["membership"]
    for one in (first, second):
        one["receipt"] = receipt(one)


@seeded("ballot_late")
def a_ballot_cast_after_the_close(bundle: Bundle) -> None:
    of = vote(bundle)
    ballots(bundle, of)[0]["cast_at"] = LATER
    recount(bundle, of)


@seeded("ballot_late")
def a_ballot_written_into_the_database_after_the_close(bundle: Bundle) -> None:
    ballots(bundle, vote(bundle))[0]["recorded_at"] = LATER


@seeded("ballot_early")
def a_ballot_cast_before_the_vote_opened(bundle: Bundle) -> None:
    of = vote(bundle)
    hall = next(one for one in ballots(bundle, of) if one["channel"] == "hall")
    hall["cast_at"] = "2020-01-01T00:00:00.000000+00:00"
    recount(bundle, of)


@seeded("ballot_revisions")
def a_second_ballot_of_one_member(bundle: Bundle) -> None:
    of = vote(bundle)
    one = ballots(bundle, of)[0]
    bundle.facts["ballots"].append(one | {"choice": "against"})
    recount(bundle, of)


@seeded("ballot_revisions")
def the_revision_before_a_change_of_mind_removed(bundle: Bundle) -> None:
    of = vote(bundle)
    changed = next(one for one in bundle.facts["ballots"] if one["revision"] == 2)
    rows = bundle.facts["ballots"]
    rows[:] = [
        one for one in rows
        if (one["vote"], one["membership"], one["revision"])
        != (changed["vote"], changed["membership"], 1)
    ]  # fmt: skip
    reseal(bundle, of)


@seeded("digest_wrong")
def a_change_of_mind_removed(bundle: Bundle) -> None:
    rows = bundle.facts["ballots"]
    rows.remove(next(one for one in rows if one["revision"] == 2 and one["choice"]))


@seeded("receipt_wrong")
def a_receipt_changed(bundle: Bundle) -> None:
    one = ballots(bundle, vote(bundle))[0]
    one["receipt"] = "f" + one["receipt"][1:]


@seeded("receipt_twice")
def one_receipt_for_two_members(bundle: Bundle) -> None:
    rows = ballots(bundle, vote(bundle))
    rows[1]["receipt"] = rows[0]["receipt"]


@seeded("choice_unknown")
def a_choice_that_does_not_exist(bundle: Bundle) -> None:
    of = vote(bundle)
    ballots(bundle, of)[0]["choice"] = "maybe"
    reseal(bundle, of)


@seeded("ballot_other_text")
def a_ballot_cast_on_another_text(bundle: Bundle) -> None:
    of = vote(bundle)
    ballots(bundle, of)[0]["text_hash"] = "0" * 64
    recount(bundle, of)


@seeded("channel_wrong")
def a_ballot_from_the_hall_of_a_member_online(bundle: Bundle) -> None:
    of = vote(bundle)
    next(one for one in ballots(bundle, of) if one["channel"] == "online")["channel"] = "hall"
    recount(bundle, of)


@seeded("channel_wrong")
def an_absentee_ballot_of_a_member_in_the_hall(bundle: Bundle) -> None:
    of = vote(bundle)
    next(one for one in ballots(bundle, of) if one["channel"] == "hall")["channel"] = "absentee"
    recount(bundle, of)


@seeded("method_not_agreed")
def an_absentee_ballot_without_an_agreed_method(bundle: Bundle) -> None:
    said = entry(bundle, "remote_decided")
    said["payload"]["agreed"] = False
    rechain(bundle)


@seeded("entered_not_in_journal")
def a_members_own_vote_said_to_be_entered(bundle: Bundle) -> None:
    rows = ballots(bundle, vote(bundle))
    hall = next(one for one in rows if one["channel"] == "hall" and not one["entered_by"])
    hall["entered_by"] = bundle.meeting["secretary"]


@seeded("written_not_confirmed")
def a_ballot_said_to_be_in_writing(bundle: Bundle) -> None:
    of = vote(bundle)
    next(one for one in ballots(bundle, of) if one["channel"] == "absentee")["channel"] = "written"
    recount(bundle, of)


@seeded("paper_altered")
def a_written_ballot_confirmed_by_whoever_entered_it(bundle: Bundle) -> None:
    one = bundle.facts["papers"][0]
    one["decided_by"] = one["entered_by"]


@seeded("ballot_missing")
def a_written_ballot_removed(bundle: Bundle) -> None:
    of = vote(bundle)
    rows = bundle.facts["ballots"]
    rows.remove(next(one for one in rows if one["channel"] == "written"))
    recount(bundle, of)


@seeded("ballot_recused")
def a_ballot_of_a_member_whom_the_item_concerns(bundle: Bundle) -> None:
    of = vote(bundle, 3)
    recused = bundle.facts["recusals"][0]["membership"]
    bundle.facts["ballots"].append(ballots(bundle, of)[0] | {"membership": recused})
    recount(bundle, of)


@seeded("ballot_of_no_vote")
def a_ballot_in_a_vote_that_does_not_exist(bundle: Bundle) -> None:
    ballots(bundle, vote(bundle))[0]["vote"] = 999_999


@seeded("vote_tied_differs")
def a_ballot_of_another_member_after_the_tie(bundle: Bundle) -> None:
    of = vote(bundle, 2, annulled=True)
    cast = {one["membership"] for one in ballots(bundle, of)}
    silent = next(m for m in bundle.roll if m not in cast)
    bundle.facts["ballots"].append(ballots(bundle, of)[0] | {"membership": silent})
    reseal(bundle, of)


# Votes and outcomes ----------------------------------------------------------------------------


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
    from minutes.evidence.arithmetic import text_hash

    item, of = bundle.facts["items"][0], vote(bundle)
    item["texts"]["resolution_kk"] = "Ұсынылмасын."
    of["text_hash"] = text_hash(item["texts"], [])
    for one in ballots(bundle, of):
        one["text_hash"] = of["text_hash"]
    recount(bundle, of)


@seeded("text_altered")
def a_material_swapped(bundle: Bundle) -> None:
    bundle.facts["items"][0]["materials"].append({"title": "x", "sha256": "0" * 64, "size": 1})


# The sitting -----------------------------------------------------------------------------------


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


# The journal -----------------------------------------------------------------------------------


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


# The minutes -----------------------------------------------------------------------------------


@seeded("document_hash")
def the_document_edited(bundle: Bundle) -> None:
    bundle.document["parts"][0]["items"][0]["heard"] = "Басқа сөз."


@seeded("document_not_in_journal")
def the_document_edited_under_a_new_hash(bundle: Bundle) -> None:
    bundle.document["parts"][0]["items"][0]["heard"] = "Басқа сөз."
    redraw(bundle)


@seeded("document_result")
def a_result_in_the_document_edited(bundle: Bundle) -> None:
    bundle.document["parts"][0]["items"][0]["result"]["for_"] += 1
    redraw(bundle)


@seeded("document_text")
def a_resolution_in_the_document_edited(bundle: Bundle) -> None:
    bundle.document["parts"][0]["items"][0]["resolution"][0]["text"] = "Қайтарылсын."
    redraw(bundle)


@seeded("document_annulled")
def the_annulled_vote_left_out_of_the_document(bundle: Bundle) -> None:
    bundle.document["parts"][0]["items"][1].pop("annulled")
    redraw(bundle)


@seeded("document_recused")
def the_recusal_left_out_of_the_document(bundle: Bundle) -> None:
    bundle.document["parts"][0]["items"][2].pop("recused")
    redraw(bundle)


@seeded("document_hash")
def a_wrong_hash_in_the_register(bundle: Bundle) -> None:
    bundle.facts["minutes"]["document_hash"] = "0" * 64


@seeded("document_differs")
def another_number(bundle: Bundle) -> None:
    bundle.facts["minutes"]["number"] = "77"


@seeded("signature_other_document")
def a_signature_under_another_document(bundle: Bundle) -> None:
    bundle.facts["signatures"][0]["document_hash"] = "0" * 64


@seeded("signer_wrong")
def another_signer(bundle: Bundle) -> None:
    line = bundle.facts["roll"][6]
    bundle.facts["signatures"][0] |= {"signer": line["user"], "membership": line["membership"]}


@seeded("signer_twice")
def one_person_in_both_places(bundle: Bundle) -> None:
    first, second = bundle.facts["signatures"]
    second["signer"] = first["signer"]


@seeded("signature_missing")
def a_signature_left_out(bundle: Bundle) -> None:
    del bundle.facts["signatures"][-1]


@seeded("decision_number")
def a_decision_under_another_number(bundle: Bundle) -> None:
    bundle.facts["decisions"][0]["number"] = "1/9"


@seeded("decision_number")
def a_decision_that_was_not_adopted(bundle: Bundle) -> None:
    item = bundle.facts["agenda"][2]
    bundle.facts["decisions"].append({"item": item, "number": "1/3"})


# Files -----------------------------------------------------------------------------------------


@seeded("signature_digest")
def a_byte_of_the_signed_pdf_flipped(bundle: Bundle) -> None:
    data = bytearray(bundle.files[PDF])
    data[len(data) // 3] ^= 1
    repack(bundle, bytes(data))


@seeded("pdf_not_as_frozen")
def the_pdf_swapped_for_another(bundle: Bundle) -> None:
    repack(bundle, bundle.files[PDF][: len(bundle.files[BASE_PDF])] + b"\n", BASE_PDF)


@seeded("signature_coverage")
def something_added_after_the_signatures(bundle: Bundle) -> None:
    repack(bundle, bundle.files[PDF] + b"\n% more\n")


@seeded("signature_count")
def the_last_signature_cut_off(bundle: Bundle) -> None:
    repack(bundle, bundle.files[PDF][: bundle.facts["signatures"][0]["size"]])


@seeded("attached_document")
def other_data_than_the_pdf_carries(bundle: Bundle) -> None:
    bundle.document["place"] = "x"
    redraw(bundle)


@seeded("file_missing")
def the_signed_pdf_left_out(bundle: Bundle) -> None:
    del bundle.files[PDF]


@seeded("file_altered")
def the_document_file_replaced(bundle: Bundle) -> None:
    bundle.files[DOCUMENT] = json.dumps({"number": "1"}).encode()


@seeded("unreadable")
def facts_of_another_shape(bundle: Bundle) -> None:
    bundle.facts["votes"] = {"none": True}
