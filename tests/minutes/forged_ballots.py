"""Ballots: ghosts, deleted, swapped, late, and all that hangs on a receipt."""

from __future__ import annotations

from minutes.evidence.arithmetic import receipt
from minutes.evidence.bundle import Bundle
from tests.minutes.forging import LATER, ballots, entry, rechain, recount, reseal, seeded, vote


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
    first = "f" if one["receipt"][0] != "f" else "e"
    one["receipt"] = first + one["receipt"][1:]


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
