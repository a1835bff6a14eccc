"""The frozen document against the facts: every number and name it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .arithmetic import (
    ATTENDING,
    CHOICES,
    FROM_AFAR,
    clock,
    fingerprint,
    heads,
    lines,
    modes,
    quorum,
    short_name,
    stretches,
)
from .bundle import Bundle
from .findings import Facts, Finding, Found, Place, at
from .sitting import composition, counts, events_before, recused

LEADING_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]\s*|[-–—•]\s+)")
HEADS = ("composition", "participating", "needed", "hall", "online", "remote", "reached", "clause")


def check(bundle: Bundle) -> Found:
    """The hash first, then the head of the document, the roll and every item in every language."""
    if bundle.document is None:
        return
    yield from _hash(bundle, bundle.document)
    yield from _head(bundle, bundle.document)
    for part in bundle.document["parts"]:
        yield from _seats(bundle, part)
        yield from _items(bundle, part)


def _hash(bundle: Bundle, document: Facts) -> Found:
    """The one in the register, in the journal and under the signatures is this document's."""
    own, minutes = fingerprint(document), bundle.facts["minutes"]
    if own != minutes["document_hash"]:
        yield Finding("document_hash")
    frozen = [
        entry for entry in bundle.done("minutes_frozen")
        if entry["payload"]["version"] == minutes["version"]
    ]  # fmt: skip
    if not frozen or frozen[-1]["payload"]["document"] != own:
        yield Finding("document_not_in_journal")
    elif frozen[-1]["payload"]["number"] != minutes["number"]:
        yield Finding("document_differs", at(entry=frozen[-1]["position"]))
    for signature in bundle.facts["signatures"]:
        if signature["document_hash"] != own:
            yield Finding("signature_other_document", at(role=signature["role"]))


def _head(bundle: Bundle, document: Facts) -> Found:
    meeting, minutes = bundle.meeting, bundle.facts["minutes"]
    said = (
        document["number"], document["version"], document["body_code"], document["day"],
        document["clause"], document["retrospective"],
    )  # fmt: skip
    facts = (
        minutes["number"], minutes["version"], meeting["body"]["code"], meeting["day"],
        meeting["minutes_clause"], meeting["retrospective"],
    )  # fmt: skip
    if said != facts:
        yield Finding("document_differs")
    if not _same_heads(document["heads"], _opening(bundle)):
        yield Finding("document_quorum")
    for part in document["parts"]:
        if (part["opened"], part["closed"]) != (_clock(meeting["opened_at"]), _clock(
            meeting["closed_at"]
        )):  # fmt: skip
            yield Finding("document_times", at(language=part["language"]))


def _clock(time: str | None) -> str:
    return clock(time) if time else ""


def _same_heads(said: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    return all(said[name] == facts[name] for name in HEADS)


def _opening(bundle: Bundle) -> Facts:
    """The quorum the document states: at the opening, with the ballots from afar that stood."""
    meeting = bundle.meeting
    there = modes(events_before(bundle), at=meeting["opened_at"]) if meeting["opened_at"] else {}
    return quorum(
        heads(there, bundle.voting, afar(bundle)), composition=composition(bundle),
        counts=counts(bundle), clause=meeting["decision_clause"],
    )  # fmt: skip


def afar(bundle: Bundle) -> set[int]:
    """Members whose ballot from afar stood in a vote that was not annulled."""
    standing = [
        line[-1]
        for vote, lines_ in bundle.revisions.items()
        for line in lines_.values()
        if bundle.votes.get(vote, {}).get("state") != "annulled"
    ]
    cast = [one for one in standing if one["choice"] and one["channel"] in FROM_AFAR]
    return {one["membership"] for one in cast}


def _name(line: Facts, language: str) -> str:
    return short_name(line["name_ru"] if language == "ru" else line["name_kk"])


def _seats(bundle: Bundle, part: Facts) -> Found:
    """The list of attendance, name by name."""
    roll = sorted(bundle.facts["roll"], key=lambda line: line["position"])
    coming, remote = lines(events_before(bundle)), afar(bundle)
    where = at(language=part["language"])
    if len(roll) != len(part["seats"]):
        yield Finding("document_roll", where)
        return
    for line, seat in zip(roll, part["seats"], strict=True):
        own = coming.get(line["membership"], [])
        there = stretches(own)
        said = (seat["name"], seat["voting"], seat["mode"])
        mode = _mode(there, own[-1][1] if own else "", sent=line["membership"] in remote)
        times = [[_clock(since), _clock(until)] for _mode_, since, until in there]
        if (
            said != (_name(line, part["language"]), line["voting"], mode)
            or times != [[one["since"], one["until"]] for one in seat["stretches"]]
        ):  # fmt: skip
            yield Finding("document_roll", (*where, *at(member=line["name_kk"])))


def _mode(there: list[tuple[str, str, str]], last: str, *, sent: bool) -> str:
    ways = [mode for mode, _since, _until in there]
    if ways:
        return "hall" if "hall" in ways else "online"
    if sent:
        return "remote"
    return "excused" if last == "excused" else "absent"


def _items(bundle: Bundle, part: Facts) -> Found:
    items = {item["id"]: item for item in bundle.facts["items"]}
    agenda = bundle.facts["agenda"]
    if len(agenda) != len(part["items"]):
        yield Finding("document_agenda", at(language=part["language"]))
        return
    for number, (own, said) in enumerate(zip(agenda, part["items"], strict=True), start=1):
        where = at(item=number, language=part["language"])
        yield from _item(bundle, items[own], said, part["language"], where)


def _item(bundle: Bundle, item: Facts, said: Facts, language: str, where: Place) -> Found:
    votes = [vote for vote in bundle.facts["votes"] if vote["item"] == item["id"]]
    closed = next((vote for vote in votes if vote["state"] == "closed"), None)
    if said["title"] != _worded(item["texts"], "title", language):
        yield Finding("document_text", where)
    if (said["result"] is None) != (closed is None):
        yield Finding("document_result", where)
    elif closed is not None:
        if [one["text"] for one in said["resolution"]] != _points(item["texts"], language):
            yield Finding("document_text", where)
        yield from _result(bundle, closed, said["result"], language, where)
    names = [
        _name(bundle.roll[m], language) for m in recused(bundle, item["id"]) if m in bundle.roll
    ]
    if sorted(one.split(" (")[0] for one in said.get("recused", ())) != sorted(names):
        yield Finding("document_recused", where)
    dissents = [one["text"] for one in bundle.facts["dissents"] if one["item"] == item["id"]]
    if sorted(one["text"] for one in said.get("dissents", ())) != sorted(dissents):
        yield Finding("document_dissents", where)
    yield from _annulled(bundle, votes, said.get("annulled", ()), where)


def _worded(texts: Mapping[str, str], part: str, language: str) -> str:
    """In the language asked for, else in the first there is."""
    asked = [f"{part}_{one}" for one in (language, "kk", "ru", "en")]
    return next((texts[name] for name in asked if texts.get(name)), "")


def _points(texts: Mapping[str, str], language: str) -> list[str]:
    """A resolution's lines without whatever numbers they came with."""
    said = _worded(texts, "resolution", language).splitlines()
    return [line for line in (LEADING_NUMBER.sub("", one).strip() for one in said) if line]


def _result(bundle: Bundle, vote: Facts, said: Facts, language: str, where: Place) -> Found:
    result = vote["result"]
    tally = {choice: said["for_" if choice == "for" else choice] for choice in CHOICES}
    if (said["outcome"], tally) != (vote["outcome"], result["tally"]):
        yield Finding("document_result", where)
    if not _same_heads(said["heads"], result["quorum"]):
        yield Finding("document_quorum", where)
    holder = bundle.roll.get(result["casting"])
    if said["casting"] != (_name(holder, language) if holder else ""):
        yield Finding("document_casting", where)
    if [(one["name"], one["choice"]) for one in said["votes"]] != _named(bundle, vote, language):
        yield Finding("document_votes", where)


def _named(bundle: Bundle, vote: Facts, language: str) -> list[tuple[str, str]]:
    """Who voted how, in roll order, and who was there at the close and did not though they could."""
    there = modes(events_before(bundle), at=vote["closed_at"]) if vote["closed_at"] else {}
    excluded = recused(bundle, vote["item"])
    ballots = bundle.revisions.get(vote["id"], {})
    cast = {member: line[-1]["choice"] for member, line in ballots.items()}
    named = []
    for line in sorted(bundle.facts["roll"], key=lambda one: one["position"]):
        member = line["membership"]
        silent = line["voting"] and there.get(member) in ATTENDING and member not in excluded
        if cast.get(member) or silent:
            named.append((_name(line, language), cast.get(member, "")))
    return named


def _annulled(bundle: Bundle, votes: list[Facts], said: Any, where: Place) -> Found:
    """Votes that decide nothing stand beside the one that does, with their numbers."""
    gone = sorted(
        (vote for vote in votes if vote["state"] == "annulled"), key=lambda one: one["id"]
    )
    facts = []
    for vote in gone:
        cast = [line[-1]["choice"] for line in bundle.revisions.get(vote["id"], {}).values()]
        facts.append([vote["annul_reason"], *(cast.count(choice) for choice in CHOICES)])
    if facts != [[one["reason"], one["for_"], one["against"], one["abstain"]] for one in said]:
        yield Finding("document_annulled", where)
