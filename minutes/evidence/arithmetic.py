"""The regulation's arithmetic told a second time (cl. 10, 20), and the portal's fingerprints.

Written from docs/evidence.md and not from the portal's own rules; a test holds the two together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

ATTENDING = ("hall", "online")
FROM_AFAR = ("absentee", "written")
CHOICES = ("for", "against", "abstain")
SINCE_UTC_5 = datetime(2024, 2, 29, 18, tzinfo=UTC)
"""Kazakhstan lives by UTC+5 since 1 March 2024; before that Astana had UTC+6."""


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces in UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(value: object) -> str:
    """SHA-256 over canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def sha256(data: bytes) -> str:
    """SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """What an entry of the journal must carry."""
    names = ("stream", "position", "kind", "actor", "at", "payload", "previous_hash")
    return fingerprint({name: entry[name] for name in names})


def receipt(ballot: Mapping[str, Any]) -> str:
    """What the member holds for one revision of a ballot."""
    return fingerprint(
        {
            "vote": str(ballot["vote"]),
            "member": str(ballot["membership"]),
            "choice": ballot["choice"] or None,
            "channel": ballot["channel"],
            "at": ballot["cast_at"],
            "text": ballot["text_hash"],
            "revision": ballot["revision"],
        }
    )


def text_hash(texts: Mapping[str, str], files: Iterable[str]) -> str:
    """What was put to the vote: every wording there is and the hashes of its materials."""
    said = {name: text for name, text in texts.items() if text}
    return fingerprint({"texts": said, "files": sorted(files)})


def moment(text: str) -> datetime:
    """A time as the bundle writes it."""
    return datetime.fromisoformat(text)


def clock(text: str) -> str:
    """«12:05» in Astana."""
    when = moment(text)
    return f"{when + timedelta(hours=5 if when >= SINCE_UTC_5 else 6):%H:%M}"


def lines(events: Iterable[Mapping[str, Any]]) -> dict[int, list[tuple[str, str]]]:
    """Each member's coming and going in the order written, times never running backwards."""
    found: dict[int, list[tuple[str, str]]] = {}
    for event in events:
        line = found.setdefault(event["membership"], [])
        line.append((max(event["at"], line[-1][0]) if line else event["at"], event["presence"]))
    return found


def modes(events: Iterable[Mapping[str, Any]], at: str | None = None) -> dict[int, str]:
    """How each member is there after these events, or at one moment."""
    standing = {}
    for member, line in lines(events).items():
        known = [presence for since, presence in line if at is None or since <= at]
        if known:
            standing[member] = known[-1]
    return standing


def stretches(line: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Each stretch in the hall or online: how, since when, until when ("" to the end)."""
    found: list[tuple[str, str, str]] = []
    mode, since = "absent", ""
    for at, new in line:
        if new == mode:
            continue
        if mode in ATTENDING and since < at:
            found.append((mode, since, at))
        mode, since = new, at
    return [*found, (mode, since, "")] if mode in ATTENDING else found


def heads(
    standing: Mapping[int, str], voting: Collection[int], afar: Collection[int]
) -> tuple[int, int, int]:
    """Voting members in the hall, online, and voting from afar without attending."""
    there = {member: standing.get(member, "absent") for member in voting}
    remote = [m for m, mode in there.items() if mode not in ATTENDING and m in afar]
    counted = list(there.values())
    return counted.count("hall"), counted.count("online"), len(remote)


def quorum(
    counted: tuple[int, int, int], *, composition: int, counts: str, clause: str
) -> dict[str, Any]:
    """Two thirds of the composition, rounded up, and whether they take part (cl. 10, 20)."""
    hall, online, remote = counted
    taking_part = {"hall": hall, "hall_online": hall + online, "all_voters": sum(counted)}[counts]
    needed = -(-2 * composition // 3)
    return {
        "composition": composition, "participating": taking_part, "hall": hall, "online": online,
        "remote": remote, "counts": counts, "needed": needed,
        "reached": composition > 0 and taking_part >= needed, "clause": clause,
    }  # fmt: skip


def holder(
    policy: str, *, presiding: int | None, chair: int | None, chair_voted: bool
) -> int | None:
    """Whose vote decides a tie (cl. 10, 20)."""
    if presiding is None or presiding == chair:
        return presiding
    if policy == "chair_only":
        return None
    return chair if policy == "chair_else_presiding" and chair_voted else presiding


def outcome(
    choices: Mapping[int, str], verdict: Mapping[str, Any], *, base_kind: str, casting: int | None
) -> dict[str, Any]:
    """More than half of the base; on a tie the decisive vote; nothing without a quorum."""
    cast = list(choices.values())
    for_, against, abstain = (cast.count(choice) for choice in CHOICES)
    taking_part = verdict["hall"] + verdict["online"] + verdict["remote"]
    base = {
        "for_against": for_ + against,
        "voted": len(cast),
        "participants": max(taking_part, len(cast)),
        "composition": verdict["composition"],
    }[base_kind]
    tie = verdict["reached"] and for_ == against
    decisive = choices.get(casting) if casting is not None else None
    if not verdict["reached"]:
        ends = ("no_quorum", "no_quorum")
    elif tie and decisive in ("for", "against"):
        ends = ("adopted" if decisive == "for" else "rejected", "casting_vote")
    elif tie:
        ends = ("rejected", "tie_without_casting_vote")
    else:
        ends = ("adopted", "majority") if 2 * for_ > base else ("rejected", "no_majority")
    return {
        "outcome": ends[0], "reason": ends[1],
        "tally": {"for": for_, "against": against, "abstain": abstain},
        "quorum": dict(verdict), "base": base, "base_kind": base_kind, "threshold": base // 2 + 1,
        "casting": casting if tie else None, "casting_choice": decisive if tie else None,
        "clause": verdict["clause"],
        "would_differ_under_voted_base": verdict["reached"] and for_ > against
        and 2 * for_ <= len(cast),
    }  # fmt: skip


def short_name(full: str) -> str:
    """«Тұрсынов Д.Б.» out of the full name."""
    family, *given = full.split()
    return f"{family} {''.join(f'{word[0]}.' for word in given[:2])}".strip()
