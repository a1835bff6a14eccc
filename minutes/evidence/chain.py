"""The journal: every entry carries its own hash and that of the one before it."""

from __future__ import annotations

from .arithmetic import entry_hash
from .bundle import Bundle
from .findings import Finding, Found, at

GENESIS = "0" * 64


def check(bundle: Bundle) -> Found:
    """Altered, missing, reordered, cut off; and whether it leads to every anchor."""
    stream, last, position = bundle.meeting["stream"], GENESIS, 0
    hashes: dict[int, str] = {}
    for entry in bundle.journal:
        where = at(entry=entry["position"])
        if entry["position"] <= position:
            yield Finding("journal_reordered", where)
        elif entry["position"] != position + 1:
            yield Finding("journal_missing", at(entry=position + 1))
        if entry["previous_hash"] != last:
            yield Finding("journal_broken", where)
        if "payload" in entry and (entry["stream"] != stream or entry_hash(entry) != entry["hash"]):
            yield Finding("journal_altered", where)
        position, last = max(position, entry["position"]), entry["hash"]
        hashes[entry["position"]] = entry["hash"]
    yield from _anchored(bundle, hashes, position)


def _anchored(bundle: Bundle, hashes: dict[int, str], length: int) -> Found:
    head = bundle.facts["head"]
    anchors = [head, *bundle.facts["anchors"], *_printed(bundle)]
    for anchor in anchors:
        where = at(entry=anchor["position"])
        if anchor["position"] > length:
            yield Finding("journal_truncated", where)
        elif anchor["position"] and hashes.get(anchor["position"]) != anchor["hash"]:
            yield Finding("journal_anchor", where)
    if head["position"] < length:
        yield Finding("journal_head", at(entry=length))


def _printed(bundle: Bundle) -> list[dict[str, object]]:
    """The head that the minutes themselves print."""
    if not bundle.document or not bundle.document["journal_position"]:
        return []
    said = bundle.document
    return [{"position": said["journal_position"], "hash": said["journal_hash"]}]


def withheld(bundle: Bundle) -> int:
    """How many entries about other matters are given by their hashes alone."""
    return sum("payload" not in entry for entry in bundle.journal)
