"""A member finds their own ballot by its receipt, and follows it to what was signed."""

from __future__ import annotations

from dataclasses import dataclass

from .arithmetic import receipt
from .bundle import Bundle
from .findings import Facts
from .votes import receipts, standing

SHORTEST = 8


@dataclass(frozen=True)
class Traced:
    """One ballot: whose, on which item, whether it counts, and where its digest is journalled."""

    ballot: Facts
    member: str
    item: str
    counts: bool
    genuine: bool
    place: int
    of: int
    digest: str
    entry: int | None


def trace(bundle: Bundle, code: str) -> list[Traced]:
    """The ballots whose receipt begins like this; spaces and dashes are how people read them."""
    asked = "".join(sign for sign in code.lower() if sign.isalnum())
    if len(asked) < SHORTEST:
        return []
    return [
        _traced(bundle, ballot)
        for ballot in bundle.facts["ballots"]
        if ballot["receipt"].startswith(asked)
    ]


def _traced(bundle: Bundle, ballot: Facts) -> Traced:
    vote = next(one for one in bundle.facts["votes"] if one["id"] == ballot["vote"])
    marks = [mark for _member, mark in receipts(bundle, vote)]
    done = bundle.done("vote_closed", "vote_annulled")
    entries = [one["position"] for one in done if one["payload"]["vote"] == vote["id"]]
    counted = standing(bundle, vote).get(ballot["membership"])
    return Traced(
        ballot=ballot,
        member=bundle.name(ballot["membership"]),
        item=str(bundle.number(vote["item"])),
        counts=vote["state"] == "closed" and counted == ballot,
        genuine=receipt(ballot) == ballot["receipt"],
        place=marks.index(ballot["receipt"]) + 1,
        of=len(marks),
        digest=vote["digest"],
        entry=entries[0] if entries else None,
    )
