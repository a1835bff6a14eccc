"""Fingerprints: of a ballot, of all ballots of a vote, of the text voted on.

All are SHA-256 in lower-case hexadecimal over canonical JSON, so that anybody with the printed
facts can compute them again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys, no spaces and letters unescaped. Refuses NaN (ValueError)."""
    return _ENCODER.encode(value).encode()


def fingerprint(value: Any) -> str:
    """SHA-256 of the canonical JSON of `value`."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def receipt(
    *,
    vote: int | str,
    member: int | str,
    choice: str | None,
    channel: str,
    at: datetime,
    text_hash: str,
    revision: int,
) -> str:
    """What a member keeps of one revision of a ballot (cl. 10, 20: an open vote).

    A voiding revision has no choice (None or empty). `at` is written in UTC to the microsecond. Raises ValueError
    for a time without a time zone and for a revision below one.
    """
    if at.utcoffset() is None:
        raise ValueError("a receipt needs a time with its time zone")
    if revision < 1:
        raise ValueError(f"revisions are counted from one, got {revision}")
    return fingerprint(
        {
            "vote": str(vote),
            "member": str(member),
            "choice": str(choice) if choice else None,
            "channel": str(channel),
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "text": text_hash,
            "revision": revision,
        }
    )


def digest(receipts: Sequence[str]) -> str:
    """One fingerprint over all receipts of a vote, in roll order, journalled at its close.

    All revisions of one member stand together, oldest first; another order is another digest.
    """
    return fingerprint(list(receipts))


def text_hash(*, texts: Mapping[str, str], files: Sequence[str] = ()) -> str:
    """Fingerprint of what is put to the vote: every wording by name, and the files' own hashes.

    `texts` is for example {"title_kk": …, "resolution_kk": …}. Empty texts and the order of files
    do not matter; every other change, a space included, gives another hash.
    """
    return fingerprint(
        {"texts": {name: text for name, text in texts.items() if text}, "files": sorted(files)}
    )


def code(receipt: str) -> str:
    """What people compare by eye: the first twelve signs in fours, "3F2A 91C0 77BE"."""
    head = receipt[:12].upper()
    return " ".join(head[start : start + 4] for start in range(0, len(head), 4))
