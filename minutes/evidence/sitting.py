"""Who sat, by which rules, who was there, who presided: the rows against the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from .arithmetic import fingerprint, heads, modes, quorum
from .bundle import Bundle
from .findings import Facts, Finding, Found, at

ENTITLED = ("chair", "deputy_chair")


def check(bundle: Bundle) -> Found:
    """The roll, the rules, attendance, presiding and recusals."""
    yield from _meeting(bundle)
    yield from _roll(bundle)
    yield from _attendance(bundle)
    yield from _presiding(bundle)
    yield from _recusals(bundle)


def _meeting(bundle: Bundle) -> Found:
    """Its times and its end, as the journal has them."""
    meeting = bundle.meeting
    if not bundle.journaled:
        if not meeting["retrospective"] and meeting["opened_at"]:
            yield Finding("meeting_not_in_journal")
        return
    if len(bundle.done("meeting_opened")) > 1 or meeting["opened_at"] != opened(bundle)["at"]:
        yield Finding("meeting_altered")
    ends = bundle.done("meeting_closed", "meeting_adjourned")
    if ends and meeting["closed_at"] != ends[-1]["at"]:
        yield Finding("meeting_altered")
    if meeting["secretary"] != opened(bundle)["payload"]["secretary"]:
        yield Finding("secretary_altered")


def opened(bundle: Bundle) -> Facts:
    """The entry of the opening."""
    return bundle.done("meeting_opened")[0]


def _roll(bundle: Bundle) -> Found:
    """Nobody twice; exactly those the journal names at the opening, with offices and votes."""
    lines = bundle.facts["roll"]
    for member, times in Counter(line["membership"] for line in lines).items():
        if times > 1:
            yield Finding("roll_twice", at(member=bundle.name(member)))
    people = Counter(line["user"] for line in lines if line["voting"])
    for line in lines:
        if line["voting"] and people[line["user"]] > 1:
            yield Finding("roll_twice", at(member=line["name_kk"]))
    if len({line["position"] for line in lines}) < len(lines):
        yield Finding("roll_order")
    if not bundle.journaled:
        return
    then = {tuple(line) for line in opened(bundle)["payload"]["roll"]}
    now = {(line["membership"], line["office"], line["voting"]) for line in lines}
    for line in now - then:
        yield Finding("roll_altered", at(member=bundle.name(line[0])))
    for member in {line[0] for line in then} - set(bundle.roll):
        yield Finding("roll_altered", at(member=member))
    frozen = opened(bundle)["payload"].get("rules")
    if frozen is not None and frozen != fingerprint(bundle.facts["rules"]):
        yield Finding("rules_altered")


def events_before(bundle: Bundle, position: int | None = None) -> list[Facts]:
    """Attendance as it stood before an entry of the journal; all of it without one."""
    everything = position is None or not bundle.journaled
    return [event for mark, event in bundle.events if everything or mark < (position or 0)]


def _attendance(bundle: Bundle) -> Found:
    """Each event has its entry and each entry its event; strangers do not come."""
    events = {event["id"]: event for event in bundle.facts["attendance"]}
    marks = {event["id"]: mark for mark, event in bundle.events}
    if len(events) < len(bundle.facts["attendance"]):
        yield Finding("attendance_altered")
    for event in events.values():
        where = at(member=bundle.name(event["membership"]))
        if (
            bundle.roll
            and event["membership"] not in bundle.roll
            and (bundle.journaled and marks[event["id"]] > opened(bundle)["position"])
        ):
            yield Finding("attendance_stranger", where)
        if bundle.journaled and not marks[event["id"]]:
            yield Finding("attendance_not_in_journal", where)
    for entry in bundle.done("attendance_marked"):
        said = entry["payload"]
        event = events.get(said["event"])
        where = at(member=bundle.name(said["membership"]), entry=entry["position"])
        if event is None:
            yield Finding("attendance_missing", where)
        elif not _same(event, entry):
            yield Finding("attendance_altered", where)


def _same(event: Facts, entry: Facts) -> bool:
    said = entry["payload"]
    stated = said.get("since", event["at"])
    return (
        (event["membership"], event["presence"]) == (said["membership"], said["presence"])
        and event["at"] == stated
        and event["at"] <= entry["at"]
    )


def _presiding(bundle: Bundle) -> Found:
    """From the opening through every handing over, always an officer of the roll."""
    if not bundle.journaled:
        return
    first = opened(bundle)
    chain = [first, *bundle.done("presiding_handed_over")]
    said = [[entry["at"], entry["payload"]["presiding"]] for entry in chain]
    if bundle.facts["presiding"] != said or bundle.meeting["presiding"] != said[-1][1]:
        yield Finding("presiding_altered")
    for before, entry in pairwise(chain):
        if entry["payload"]["former"] != before["payload"]["presiding"]:
            yield Finding("presiding_altered", at(entry=entry["position"]))
    for entry in chain:
        line = bundle.roll.get(entry["payload"]["presiding"])
        if line is None or line["office"] not in ENTITLED:
            yield Finding("presiding_not_entitled", at(entry=entry["position"]))
    yield from _opening_quorum(bundle, first)


def _opening_quorum(bundle: Bundle, first: Facts) -> Found:
    """The quorum stated at the opening: heads in the hall and online counted again."""
    said = first["payload"]["quorum"]
    standing = modes(events_before(bundle, first["position"]))
    hall, online, _afar = heads(standing, bundle.voting, ())
    again = quorum(
        (hall, online, said["remote"]), composition=composition(bundle), counts=counts(bundle),
        clause=bundle.meeting["decision_clause"],
    )  # fmt: skip
    if said != again or not again["reached"]:
        yield Finding("opening_quorum", at(entry=first["position"]))


def composition(bundle: Bundle) -> int:
    """Voting members, or the seats an act has fixed if they are more."""
    return max(len(bundle.voting), bundle.facts["rules"]["approved_seats"] or 0)


def counts(bundle: Bundle) -> str:
    """Whose taking part counts toward the quorum."""
    return str(bundle.facts["rules"]["quorum_counts"])


def recused(bundle: Bundle, item: int) -> list[int]:
    """Members who do not vote on an item, where the rules exclude anybody."""
    if not bundle.facts["rules"]["recusal"]:
        return []
    lines = bundle.facts["recusals"]
    standing = [one for one in lines if one["item"] == item and one["lifted_at"] is None]
    return sorted(one["membership"] for one in standing)


def _recusals(bundle: Bundle) -> Found:
    """Each one said in the journal, each one in the journal said here."""
    if not bundle.journaled:
        return
    yield from _differing("recusal_altered", bundle, "member_recused", _all(bundle))
    lifted = [one for one in _all(bundle) if one["lifted_at"]]
    yield from _differing("recusal_altered", bundle, "recusal_lifted", lifted)


def _all(bundle: Bundle) -> list[Facts]:
    found: list[Facts] = bundle.facts["recusals"]
    return found


def _differing(kind: str, bundle: Bundle, act: str, rows: Iterable[Facts]) -> Found:
    said = Counter((e["payload"]["item"], e["payload"]["membership"]) for e in bundle.done(act))
    here = Counter((row["item"], row["membership"]) for row in rows)
    for item, member in (said - here) + (here - said):
        yield Finding(kind, at(item=bundle.number(item), member=bundle.name(member)))
