"""Every ballot in all its revisions: whose, when, on what text, by which channel, whose receipt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from .arithmetic import ATTENDING, CHOICES, FROM_AFAR, moment, receipt
from .bundle import Bundle
from .findings import Facts, Finding, Found, Place, at
from .sitting import events_before, recused

SLACK = timedelta(minutes=1)
"""Between the portal's processes: a ballot sent and a close pressed in the same instant."""
FULL = 64
VOID = ""


def check(bundle: Bundle) -> Found:
    """All ballots of all votes."""
    for pk, lines in bundle.revisions.items():
        vote = bundle.votes.get(pk)
        if vote is None:
            yield Finding("ballot_of_no_vote", at(vote=pk))
            continue
        yield from _of(bundle, vote, lines)
    yield from _receipts_once(bundle)
    yield from _entered(bundle)
    yield from _papers(bundle)


def _of(bundle: Bundle, vote: Facts, lines: dict[int, list[Facts]]) -> Found:
    """The ballots of one vote."""
    session = Session.of(bundle, vote)
    for member, line in lines.items():
        where = place(bundle, vote, member)
        yield from _line(line, where)
        for ballot in line:
            yield from _receipt(bundle, ballot, where)
        if line[-1]["choice"] != VOID and vote["state"] not in ("withdrawn", "remote"):
            yield from _standing(bundle, vote, line[-1], where)
            yield from _in_time(session, vote, line[-1], where)
            yield from _channel(bundle, session, line[-1], where)


@dataclass(frozen=True)
class Session:
    """How everybody came and went while a vote was open: before it, until the count, to its end."""

    journaled: bool
    closed: bool
    closing: Facts | None
    before: dict[int, list[str]] | None
    counted: dict[int, list[str]]
    until: dict[int, list[str]]

    @classmethod
    def of(cls, bundle: Bundle, vote: Facts) -> Session:
        """From the journal; empty where it does not say."""
        opening = bundle.of_vote(vote, "vote_opened")
        counted = bundle.of_vote(vote, "vote_tied", "vote_closed", "vote_annulled")
        ending = bundle.of_vote(vote, "vote_closed", "vote_annulled")
        closing = bundle.of_vote(vote, "vote_closed")
        known = (bundle.journaled, vote["state"] == "closed", closing)
        if opening is None or counted is None or ending is None:
            return cls(*known, None, {}, {})
        return cls(*known, *(_presences(bundle, one) for one in (opening, counted, ending)))


def _presences(bundle: Bundle, entry: Facts) -> dict[int, list[str]]:
    """How members came and went before an entry of the journal."""
    found: dict[int, list[str]] = {}
    for event in events_before(bundle, entry["position"]):
        found.setdefault(event["membership"], []).append(event["presence"])
    return found


def place(bundle: Bundle, vote: Facts | None, member: object) -> Place:
    """«Item 2, Тұрсынов Д.Б.»."""
    number = bundle.number(vote["item"]) if vote else "?"
    return at(item=number, member=bundle.name(member))


def _line(line: list[Facts], where: Place) -> Found:
    """Revisions count from one without a gap or a double."""
    if [ballot["revision"] for ballot in line] != list(range(1, len(line) + 1)):
        yield Finding("ballot_revisions", where)
    times = [ballot["cast_at"] for ballot in line]
    if times != sorted(times) and not _hardly(line):
        yield Finding("ballot_time", where)


def _hardly(line: list[Facts]) -> bool:
    """Out of order by less than what two processes may differ by."""
    times = [moment(ballot["cast_at"]) for ballot in line]
    return all(later > earlier - SLACK for earlier, later in pairwise(times))


def _receipt(bundle: Bundle, ballot: Facts, where: Place) -> Found:
    given = bundle.journaled or len(ballot["receipt"]) == FULL
    if given and receipt(ballot) != ballot["receipt"]:
        yield Finding("receipt_wrong", where)
    if ballot["choice"] not in (*CHOICES, VOID) or (
        ballot["choice"] == VOID and not ballot["void_reason"]
    ):
        yield Finding("choice_unknown", where)


def _standing(bundle: Bundle, vote: Facts, last: Facts, where: Place) -> Found:
    """The revision that counts: cast by a voter of the roll, in time, on the text put to the vote."""
    line = bundle.roll.get(last["membership"])
    if line is None:
        yield Finding("ballot_stranger", where)
    elif not line["voting"]:
        yield Finding("ballot_without_vote", where)
    if vote["state"] != "annulled" and last["membership"] in recused(bundle, vote["item"]):
        yield Finding("ballot_recused", where)
    if last["choice"] == "abstain" and not bundle.facts["rules"]["allow_abstain"]:
        yield Finding("abstention_not_allowed", where)
    other = last["text_hash"] != vote["text_hash"]
    if bundle.journaled and vote["state"] != "annulled" and other:
        yield Finding("ballot_other_text", where)


def _in_time(session: Session, vote: Facts, last: Facts, where: Place) -> Found:
    """Before the close; in the hall and online after the opening."""
    if not session.journaled:
        return
    ended = vote["closed_at"] or vote["annulled_at"]
    cast = moment(last["cast_at"])
    if ended and cast > moment(ended) + SLACK:
        yield Finding("ballot_late", where)
    if session.closing and last["recorded_at"] > session.closing["recorded_at"]:
        yield Finding("ballot_late", where)
    early = vote["opened_at"] and cast < moment(vote["opened_at"]) - SLACK
    if early and last["channel"] in ATTENDING:
        yield Finding("ballot_early", where)


def _channel(bundle: Bundle, session: Session, last: Facts, where: Place) -> Found:
    """In the hall and online only who was there; from afar only who was not, and by agreement."""
    if session.before is None:
        return
    member, channel = last["membership"], last["channel"]
    earlier = max(len(session.before.get(member, ())) - 1, 0)
    if channel in ATTENDING and channel not in session.until.get(member, [])[earlier:]:
        yield Finding("channel_wrong", where)
    there = session.counted.get(member, [])[-1:]
    if channel in FROM_AFAR and session.closed and set(there) & set(ATTENDING):
        yield Finding("channel_wrong", where)
    if channel == "absentee" and not _agreed(bundle, member):
        yield Finding("method_not_agreed", where)
    if not _provided(bundle, channel):
        yield Finding("channel_not_provided", where)


def _agreed(bundle: Bundle, member: int) -> bool:
    """Whether the Secretariat agreed an electronic method with the member (cl. 20)."""
    decided = bundle.done("remote_decided")
    said = [entry["payload"] for entry in decided]
    return any(one["membership"] == member and one["agreed"] for one in said)


def _provided(bundle: Bundle, channel: str) -> bool:
    """Whether the rules know this way of voting, at the opening or when the agenda was approved."""
    key = {"hall": None}.get(channel, f"allow_{channel}")
    frozen = [bundle.facts["rules"], bundle.facts["consent_rules"] or {}]
    return key is None or any(rules.get(key) for rules in frozen)


def _receipts_once(bundle: Bundle) -> Found:
    """No two ballots share a receipt."""
    counted = Counter(b["receipt"] for b in bundle.facts["ballots"])
    for receipt_, times in counted.items():
        if times > 1:
            yield Finding("receipt_twice", at(receipt=receipt_[:12]))


def _entered(bundle: Bundle) -> Found:
    """What the secretary entered in the hall is in the journal, and nothing else is."""
    if not bundle.journaled:
        return
    done = bundle.done("hall_ballot_entered")
    said = {entry["payload"]["receipt"]: entry for entry in done}
    ballots = {ballot["receipt"]: ballot for ballot in bundle.facts["ballots"]}
    for mark, ballot in ballots.items():
        if ballot["entered_by"] and ballot["channel"] == "hall" and ballot["choice"]:
            where = place(bundle, bundle.votes.get(ballot["vote"]), ballot["membership"])
            entry = said.get(mark)
            if entry is None or entry["actor"] != ballot["entered_by"]:
                yield Finding("entered_not_in_journal", where)
    for mark, entry in said.items():
        if mark not in ballots:
            yield Finding("entered_missing", at(entry=entry["position"]))


def _papers(bundle: Bundle) -> Found:
    """A written ballot counts by a paper that a second person confirmed (cl. 27.4)."""
    if not bundle.journaled:
        return
    papers = {paper["id"]: paper for paper in bundle.facts["papers"]}
    confirmed: dict[str, Facts] = {}
    for entry in bundle.done("written_ballot_confirmed"):
        paper = papers.get(entry["payload"]["paper"])
        if paper is None or (paper["state"], paper["decided_by"]) != ("confirmed", entry["actor"]):
            yield Finding("paper_altered", at(entry=entry["position"]))
        confirmed |= dict.fromkeys(entry["payload"]["receipts"], entry)
    done = {entry["payload"]["paper"] for entry in bundle.done("written_ballot_entered")}
    for paper in papers.values():
        if paper["id"] not in done or (
            paper["state"] == "confirmed" and paper["decided_by"] == paper["entered_by"]
        ):
            yield Finding("paper_altered", at(member=bundle.name(paper["membership"])))
    marks = set()
    for ballot in bundle.facts["ballots"]:
        marks.add(ballot["receipt"])
        written = ballot["channel"] == "written" and ballot["choice"]
        if written and ballot["receipt"] not in confirmed:
            where = place(bundle, bundle.votes.get(ballot["vote"]), ballot["membership"])
            yield Finding("written_not_confirmed", where)
    for mark in confirmed.keys() - marks:
        yield Finding("ballot_missing", at(receipt=mark[:12]))
