"""The hands of whoever forges evidence: they know the format and compute again what helps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minutes.evidence import votes as counting
from minutes.evidence.arithmetic import canonical, entry_hash, fingerprint, receipt, sha256
from minutes.evidence.bundle import DOCUMENT, PDF, Bundle

Spoil = Callable[[Bundle], None]
SEEDED: dict[str, tuple[Spoil, str]] = {}
"""By its name: how it is done, and one kind of finding that must name it."""
LATER = "2099-01-01T00:00:00.000000+00:00"


def seeded(kind: str) -> Callable[[Spoil], Spoil]:
    def keep(spoil: Spoil) -> Spoil:
        SEEDED[spoil.__name__] = (spoil, kind)
        return spoil

    return keep


def vote(bundle: Bundle, item: int = 1, *, annulled: bool = False) -> dict[str, Any]:
    """The vote on an item: the one that stands, or the annulled one."""
    wanted = bundle.facts["agenda"][item - 1]
    rows = [one for one in bundle.facts["votes"] if one["item"] == wanted]
    return next(one for one in rows if (one["state"] == "annulled") is annulled)


def ballots(bundle: Bundle, of: dict[str, Any]) -> list[dict[str, Any]]:
    """The ballots of a vote that have a choice."""
    return [one for one in bundle.facts["ballots"] if one["vote"] == of["id"] and one["choice"]]


def entry(bundle: Bundle, kind: str, last: bool = False) -> dict[str, Any]:
    """The first entry of a kind, or the last."""
    found = [one for one in bundle.journal if one.get("kind") == kind]
    return found[-1 if last else 0]


def fresh(bundle: Bundle) -> Bundle:
    """The same facts with nothing remembered of how they were."""
    return Bundle(bundle.facts, bundle.journal, bundle.document, bundle.files)


def reseal(bundle: Bundle, of: dict[str, Any]) -> None:
    """Compute the receipts and the digest of a vote again."""
    for one in bundle.facts["ballots"]:
        if one["vote"] == of["id"]:
            one["receipt"] = receipt(one)
    of["digest"] = fingerprint([mark for _m, mark in counting.receipts(fresh(bundle), of)])


def recount(bundle: Bundle, of: dict[str, Any]) -> None:
    """Make the result follow from the ballots."""
    reseal(bundle, of)
    choices = [one["choice"] for one in counting.standing(fresh(bundle), of).values()]
    of["result"]["tally"] = {c: choices.count(c) for c in ("for", "against", "abstain")}


def rechain(bundle: Bundle) -> None:
    """Compute every hash of the journal again, and its head."""
    before = "0" * 64
    for one in bundle.journal:
        one["previous_hash"] = before
        one["hash"] = before = entry_hash(one)
    last = bundle.journal[-1]
    bundle.facts["head"] = {"position": last["position"], "hash": last["hash"]}


def repack(bundle: Bundle, pdf: bytes, name: str = PDF) -> None:
    """Another file under its own hash."""
    bundle.files[name] = pdf
    bundle.facts["files"][name] = sha256(pdf)


def redraw(bundle: Bundle) -> None:
    """The document under its own hash, in the bundle and in the register."""
    data = canonical(bundle.document)
    bundle.files[DOCUMENT] = data
    bundle.facts["files"][DOCUMENT] = sha256(data)
    bundle.facts["minutes"]["document_hash"] = sha256(data)


def document(bundle: Bundle) -> dict[str, Any]:
    """The frozen document."""
    assert bundle.document is not None
    return bundle.document
