"""Corrections of the minutes: what they cite and quote, their file, their signatures."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from minutes.evidence.arithmetic import canonical, sha256
from minutes.evidence.bundle import Bundle
from tests.minutes.forging import entry, rechain, repack, seeded

JSON, PDF, BASE = "correction-1.json", "correction-1.pdf", "correction-1-base.pdf"


def rewrite(bundle: Bundle, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the correction's document; register and journal are made to agree with it."""
    document = json.loads(bundle.files[JSON])
    change(document)
    repack(bundle, canonical(document), JSON)
    row = bundle.facts["corrections"][0]
    before, row["document_hash"] = row["document_hash"], sha256(bundle.files[JSON])
    for one in bundle.journal:
        if one.get("payload", {}).get("document") == before:
            one["payload"]["document"] = row["document_hash"]
    rechain(bundle)


@seeded("correction_hash")
def a_correction_reworded(bundle: Bundle) -> None:
    document = json.loads(bundle.files[JSON])
    document["changes"][0]["should_read"] = "Басқа сөз"
    repack(bundle, canonical(document), JSON)


@seeded("correction_cites_other")
def a_correction_of_other_minutes(bundle: Bundle) -> None:
    rewrite(bundle, lambda document: document["cites"].update(document="0" * 64))


@seeded("correction_not_printed")
def words_that_were_never_printed(bundle: Bundle) -> None:
    rewrite(bundle, lambda document: document["changes"][0].update(printed="Жоқ сөз"))


@seeded("correction_forbidden")
def a_vote_corrected(bundle: Bundle) -> None:
    rewrite(bundle, lambda document: document["changes"][0].update(field="result", printed="for"))


@seeded("correction_forbidden")
def the_title_of_a_decision_corrected(bundle: Bundle) -> None:
    assert bundle.document is not None
    title = bundle.document["parts"][0]["items"][0]["title"]
    rewrite(bundle, lambda one: one["changes"][0].update(field="title", printed=title))


@seeded("correction_missing")
def a_correction_kept_quiet(bundle: Bundle) -> None:
    del bundle.facts["corrections"]


@seeded("correction_not_in_journal")
def a_correction_nobody_ordered(bundle: Bundle) -> None:
    for kind in ("signed_correction_frozen", "minutes_corrected"):
        entry(bundle, kind)["payload"]["number"] = 2
    rechain(bundle)


@seeded("signer_wrong")
def a_correction_signed_by_somebody_else(bundle: Bundle) -> None:
    line = bundle.facts["roll"][6]
    signature = bundle.facts["corrections"][0]["signatures"][0]
    signature |= {"signer": line["user"], "membership": line["membership"], "office": "member"}


@seeded("signature_digest")
def a_byte_of_the_correction_flipped(bundle: Bundle) -> None:
    data = bytearray(bundle.files[PDF])
    data[len(data) // 3] ^= 1
    repack(bundle, bytes(data), PDF)


@seeded("attached_document")
def other_data_than_the_correction_carries(bundle: Bundle) -> None:
    rewrite(bundle, lambda document: document.update(body_code="x"))


@seeded("signature_missing")
def one_signature_under_a_correction(bundle: Bundle) -> None:
    del bundle.facts["corrections"][0]["signatures"][-1]
