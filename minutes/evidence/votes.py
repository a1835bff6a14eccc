"""Votes: their text, their digest over all receipts, and what the ballots decide."""

from __future__ import annotations

from .arithmetic import FROM_AFAR, fingerprint, heads, holder, modes, outcome, quorum, text_hash
from .bundle import Bundle
from .findings import Facts, Finding, Found, Place, at
from .sitting import composition, counts, events_before, recused

ENDED = ("closed", "annulled")


def check(bundle: Bundle) -> Found:
    """Each vote by itself, then all of them against the journal."""
    for vote in bundle.facts["votes"]:
        where = at(item=bundle.number(vote["item"]))
        yield from _text(bundle, vote, where)
        if vote["state"] in ENDED:
            yield from _digest(bundle, vote, where)
        if vote["state"] == "closed":
            yield from _outcome(bundle, vote, where)
    yield from _one_stands(bundle)
    if bundle.journaled:
        yield from _against_journal(bundle)


def standing(bundle: Bundle, vote: Facts) -> dict[int, Facts]:
    """The ballot of each voting member that counts in this vote."""
    lines = bundle.revisions.get(vote["id"], {})
    excluded = set() if vote["state"] == "annulled" else set(recused(bundle, vote["item"]))
    voting = set(bundle.voting) - excluded
    return {m: line[-1] for m, line in lines.items() if line[-1]["choice"] and m in voting}


def receipts(bundle: Bundle, vote: Facts) -> list[tuple[int, str]]:
    """Member and receipt of every revision in roll order, oldest first."""
    places = {member: line["position"] for member, line in bundle.roll.items()}
    lines = bundle.revisions.get(vote["id"], {}).values()
    rows = [ballot for line in lines for ballot in line]
    rows.sort(
        key=lambda one: (
            places.get(one["membership"], len(places) + 1), one["membership"], one["revision"]
        )
    )  # fmt: skip
    return [(ballot["membership"], ballot["receipt"]) for ballot in rows]


def _text(bundle: Bundle, vote: Facts, where: Place) -> Found:
    """The text put to the vote is the one of the agenda, files included."""
    item = next((one for one in bundle.facts["items"] if one["id"] == vote["item"]), None)
    if item is None:
        yield Finding("vote_of_no_item", where)
    elif bundle.journaled and vote["state"] == "closed":
        files = [material["sha256"] for material in item["materials"]]
        if text_hash(item["texts"], files) != vote["text_hash"]:
            yield Finding("text_altered", where)


def _digest(bundle: Bundle, vote: Facts, where: Place) -> Found:
    if not bundle.journaled and not vote["digest"]:
        return
    if fingerprint([mark for _member, mark in receipts(bundle, vote)]) != vote["digest"]:
        yield Finding("digest_wrong", where)


def _outcome(bundle: Bundle, vote: Facts, where: Place) -> Found:
    """Counted again from the ballots, the attendance and the frozen rules."""
    rules, said = bundle.facts["rules"], vote["result"]
    counted = standing(bundle, vote)
    choices = {member: ballot["choice"] for member, ballot in counted.items()}
    chair = next((m for m, line in bundle.roll.items() if line["office"] == "chair"), None)
    casting = holder(
        rules["casting_vote"], presiding=vote["presiding"], chair=chair,
        chair_voted=chair in choices,
    )  # fmt: skip
    again = outcome(
        choices, _quorum(bundle, vote, counted), base_kind=rules["majority_base"], casting=casting
    )
    if said != again:
        kind = "tally_wrong" if said["tally"] != again["tally"] else "outcome_wrong"
        quorum_differs = said["quorum"] != again["quorum"]
        yield Finding("quorum_wrong" if kind != "tally_wrong" and quorum_differs else kind, where)
    if vote["outcome"] != again["outcome"]:
        yield Finding("outcome_wrong", where)


def _quorum(bundle: Bundle, vote: Facts, counted: dict[int, Facts]) -> Facts:
    """Heads at the close; of a meeting recorded afterwards, as stated there."""
    said: Facts = vote["result"]["quorum"]
    clause = bundle.meeting["decision_clause"]
    if not bundle.journaled:
        taken = (said["hall"], said["online"], said["remote"])
        return quorum(
            taken, composition=composition(bundle), counts=counts(bundle), clause=clause
        )  # fmt: skip
    afar = [member for member, ballot in counted.items() if ballot["channel"] in FROM_AFAR]
    entry = bundle.of_vote(vote, "vote_closed")
    there = modes(events_before(bundle, entry["position"] if entry else None))
    taken = heads(there, bundle.voting, afar)
    return quorum(taken, composition=composition(bundle), counts=counts(bundle), clause=clause)


def _one_stands(bundle: Bundle) -> Found:
    """Of the votes on one question one stands at most."""
    alive = [vote["item"] for vote in bundle.facts["votes"] if vote["state"] != "annulled"]
    for item in {one for one in alive if alive.count(one) > 1}:
        yield Finding("two_votes_stand", at(item=bundle.number(item)))


def _against_journal(bundle: Bundle) -> Found:
    """What the journal says was opened, tied, closed and annulled, and no more."""
    for entry in bundle.done("vote_opened", "vote_tied", "vote_closed", "vote_annulled"):
        vote = bundle.votes.get(entry["payload"]["vote"])
        where = at(item=bundle.number(entry["payload"]["item"]), entry=entry["position"])
        if vote is None:
            yield Finding("vote_missing", where)
        elif not _agrees(bundle, vote, entry):
            yield Finding(f"{entry['kind']}_differs", where)
    for vote in bundle.votes.values():
        yield from _said(bundle, vote)


def _said(bundle: Bundle, vote: Facts) -> Found:
    """An ended vote has its entries; one the journal annulled has not come back."""
    kinds = {e["kind"] for e in bundle.acts if e["payload"].get("vote") == vote["id"]}
    where = at(item=bundle.number(vote["item"]))
    annulled = "vote_annulled" in kinds
    if annulled != (vote["state"] == "annulled"):
        yield Finding("annulled_revived" if annulled else "vote_not_in_journal", where)
    elif vote["state"] == "closed" and not {"vote_opened", "vote_closed"} <= kinds:
        yield Finding("vote_not_in_journal", where)
    elif "vote_closed" in kinds and vote["state"] not in ENDED:
        yield Finding("vote_closed_differs", where)


def _agrees(bundle: Bundle, vote: Facts, entry: Facts) -> bool:
    said = entry["payload"]
    match entry["kind"]:
        case "vote_opened":
            return _opened_so(bundle, vote, entry)
        case "vote_tied":
            return _tied_so(bundle, vote, said)
        case "vote_closed":
            return bool(
                (said["digest"], said["outcome"], said["item"])
                == (vote["digest"], vote["result"], vote["item"])
                and entry["at"] == vote["closed_at"]
            )
        case _:
            return bool(
                (said["digest"], said["reason"]) == (vote["digest"], vote["annul_reason"])
                and said["outcome"] == vote["result"]
                and entry["at"] == vote["annulled_at"]
            )


def _opened_so(bundle: Bundle, vote: Facts, entry: Facts) -> bool:
    """Text, presiding person, who was there and who did not vote, when the vote opened."""
    said = entry["payload"]
    there = modes(events_before(bundle, entry["position"]))
    pinned = {key: said[key] for key in ("modes", "quorum", "recused") if key in said}
    excluded = said.get("recused", [])
    return bool(
        said["presiding"] == vote["presiding"] == _presiding_at(bundle, entry)
        and said["text"] == vote["text_hash"]
        and said["item"] == vote["item"]
        and entry["at"] == vote["opened_at"]
        and vote["participants"] == pinned
        and said["modes"] == {str(member): mode for member, mode in there.items()}
        and (vote["state"] == "annulled" or excluded == recused(bundle, vote["item"]))
    )


def _presiding_at(bundle: Bundle, entry: Facts) -> object:
    """Whoever presided when an entry was written."""
    before = [
        one["payload"]["presiding"]
        for one in bundle.done("meeting_opened", "presiding_handed_over")
        if one["position"] < entry["position"]
    ]
    return before[-1] if before else None


def _tied_so(bundle: Bundle, vote: Facts, said: Facts) -> bool:
    """When it was tied all ballots were in but the presiding person's own."""
    marks = receipts(bundle, vote)
    own = [mark for member, mark in marks if member == vote["presiding"]]
    for kept in range(len(own) + 1):
        later = set(own[kept:])
        if fingerprint([mark for _member, mark in marks if mark not in later]) == said["digest"]:
            return bool(said["presiding"] == vote["presiding"])
    return False
