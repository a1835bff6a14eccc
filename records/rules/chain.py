"""The arithmetic of the journal: canonical JSON and the SHA-256 chain over it.

Pure, so that a verifier outside the portal can use this very file.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

GENESIS = "0" * 64
"""The hash before the first entry."""


@dataclass(frozen=True)
class Head:
    """Where a chain stands: the position and hash of its last entry."""

    position: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Link:
    """One entry as the chain sees it."""

    stream: str
    position: int
    kind: str
    actor: int | None
    at: datetime
    payload: object
    previous_hash: str
    hash: str = ""

    def fingerprint(self) -> str:
        """The hash this entry must carry."""
        facts = {
            "stream": self.stream,
            "position": self.position,
            "kind": self.kind,
            "actor": self.actor,
            "at": self.at,
            "payload": self.payload,
            "previous_hash": self.previous_hash,
        }
        return hashlib.sha256(canonical(facts)).hexdigest()


class FaultKind(StrEnum):
    """What may be wrong with a chain."""

    ALTERED = "altered"
    """An entry's facts no longer give its hash."""
    MISSING = "missing"
    """There is no entry at this position."""
    BROKEN_LINK = "broken_link"
    """An entry does not carry the hash of the one before it."""
    HEAD_MISMATCH = "head_mismatch"
    """The last entry is not the one the head or anchor names."""
    TRUNCATED = "truncated"
    """The head or anchor names a position beyond the last entry."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a chain, and the position where it shows."""

    kind: FaultKind
    position: int


def plain(value: object) -> object:
    """`value` as JSON keeps it on every database: no floats, no NUL, dates as ISO text in UTC.

    Floats are refused because databases write them back differently; give text or whole numbers.
    Raises TypeError or ValueError.
    """
    match value:
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("the keys of a journal payload are text")
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case date():
            return _iso(value)
        case UUID() | Decimal() | str():
            return _text(value)
        case None | bool() | int():
            return value
    raise TypeError(f"a journal payload cannot hold {type(value).__name__}")


def _text(value: object) -> str:
    text = str(value)
    if "\x00" in text:
        raise ValueError("a journal payload cannot hold a NUL character")
    text.encode()  # raises UnicodeEncodeError, a ValueError, on half a surrogate pair
    return text


def _iso(day: date) -> str:
    """A day as it is, a moment in UTC to the microsecond."""
    if not isinstance(day, datetime):
        return day.isoformat()
    if day.tzinfo is None:
        raise ValueError("a journal time needs a time zone")
    return day.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, in UTF-8: the same facts always give the same bytes."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def faults(
    links: Iterable[Link], head: Head, anchors: Iterable[Head] = (), *, since: Head | None = None
) -> Iterator[Fault]:
    """Everything wrong with `links` (in order of position), against the head and any anchors.

    An anchor is a head that left the database earlier: printed in minutes or mailed. `links` begin
    after `since`, up to which the chain is known to be whole.
    """
    awaited = {anchor.position: anchor for anchor in anchors if anchor.position}
    last = since or Head()
    for link in links:
        for position in range(last.position + 1, link.position):
            yield Fault(FaultKind.MISSING, position)
            awaited.pop(position, None)
        if not _is_faithful(link):
            yield Fault(FaultKind.ALTERED, link.position)
        if link.position == last.position + 1 and link.previous_hash != last.hash:
            yield Fault(FaultKind.BROKEN_LINK, link.position)
        anchor = awaited.pop(link.position, None)
        if anchor is not None and anchor.hash != link.hash:
            yield Fault(FaultKind.HEAD_MISMATCH, link.position)
        last = Head(link.position, link.hash)
    if head.position > last.position or any(position > last.position for position in awaited):
        yield Fault(FaultKind.TRUNCATED, last.position + 1)
    elif head != last:
        yield Fault(FaultKind.HEAD_MISMATCH, last.position)


def _is_faithful(link: Link) -> bool:
    try:
        return link.fingerprint() == link.hash
    except (TypeError, ValueError):
        return False
