"""Corrections of the signed minutes: what they cite, what they call printed, who signed them."""

from __future__ import annotations

import json
from typing import Any

from .arithmetic import canonical, fingerprint, sha256
from .bundle import CORRECTION, Bundle
from .findings import Facts, Finding, Found, at
from .paper import attachments, ranges, slots, validated

OF_THE_WHOLE = ("place", "invited", "approval")
OF_AN_ITEM = ("title", "speaker", "heard", "spoke")
CHAIRS, CLERKS = ("chair", "deputy_chair"), ("secretary",)
SIGNING = ("signed_correction_signature", "minutes_corrected")


def check(bundle: Bundle) -> Found:
    """Each correction against the minutes it cites, its file, its signatures and the journal."""
    rows = corrections(bundle)
    numbers = [row["number"] for row in rows]
    done = [entry["payload"]["number"] for entry in bundle.done("minutes_corrected")]
    for number in set(done) - set(numbers):
        yield Finding("correction_missing", at(correction=number))
    for number in set(numbers) - set(done):
        yield Finding("correction_not_in_journal", at(correction=number))
    if len(set(numbers)) < len(numbers):
        yield Finding("correction_not_in_journal")
    for row in rows:
        document = _document(bundle, row)
        if document is None:
            yield Finding("file_missing", at(file=name_of(row, ".json")))
            continue
        yield from _cited(bundle, row, document)
        yield from _changes(bundle, row, document)
        yield from _bytes(bundle, row, document)
        yield from _signers(bundle, row, document)


def corrections(bundle: Bundle) -> list[Facts]:
    """The rows, oldest first; none in the bundle of minutes that stand uncorrected."""
    return bundle.facts.get("corrections", [])


def name_of(row: Facts, ending: str) -> str:
    """«correction-1.json», «correction-1-base.pdf», «correction-1.pdf»."""
    return f"{CORRECTION}-{row['number']}{ending}"


def _document(bundle: Bundle, row: Facts) -> Facts | None:
    data = bundle.files.get(name_of(row, ".json"))
    return json.loads(data) if data is not None else None


def _cited(bundle: Bundle, row: Facts, document: Facts) -> Found:
    """Its own hash in register and journal; and that it cites these very minutes."""
    where, own = at(correction=row["number"]), fingerprint(document)
    if own != row["document_hash"] or document["number"] != row["number"]:
        yield Finding("correction_hash", where)
    minutes, cites = bundle.facts["minutes"], document["cites"]
    frozen = [
        entry["payload"] for entry in bundle.done("signed_correction_frozen")
        if entry["payload"]["number"] == row["number"]
    ]  # fmt: skip
    if not frozen or (frozen[-1]["document"], frozen[-1]["corrects"]) != (
        own, minutes["document_hash"],
    ):  # fmt: skip
        yield Finding("correction_not_in_journal", where)
    said = (cites["document"], cites["pdf"], cites["number"], cites["version"], cites["day"])
    these = (
        minutes["document_hash"], minutes["pdf"], minutes["number"], minutes["version"],
        bundle.meeting["day"],
    )  # fmt: skip
    if said != these or minutes["state"] != "signed":
        yield Finding("correction_cites_other", where)


def _changes(bundle: Bundle, row: Facts, document: Facts) -> Found:
    """What is called printed stands in that text of the minutes once; nothing counted is touched."""
    for change in document["changes"]:
        where = at(correction=row["number"], item=change["item"])
        text = text_of(bundle.document or {"parts": []}, change)
        if text is None:
            yield Finding("correction_forbidden", where)
        elif text.count(change["printed"]) != 1 or not change["printed"]:
            yield Finding("correction_not_printed", where)


def text_of(document: Facts, change: Facts) -> str | None:
    """The words people wrote in that place; None for what was voted on, counted or unknown."""
    part = next(
        (one for one in document["parts"] if one["language"] == change["language"]), None
    )  # fmt: skip
    field = change["field"]
    if part is None:
        return None
    if change["item"] == 0:
        return _of_the_whole(part, field) if field in OF_THE_WHOLE else None
    item = next((one for one in part["items"] if one["number"] == change["item"]), None)
    if item is None or field not in OF_AN_ITEM:
        return None
    voted = item["result"] is not None or bool(item.get("annulled"))
    return None if field == "title" and voted else str(item[field])


def _of_the_whole(part: Facts, field: str) -> str:
    if field == "place":
        return str(part["place"])
    if field == "approval":
        return "\n".join(part.get("approval", []))
    named = [(one["name"], one["organisation"]) for one in part["visitors"]]
    return "; ".join(f"{name} ({of})" if of else str(name) for name, of in named)


def _bytes(bundle: Bundle, row: Facts, document: Facts) -> Found:
    """The base as rendered once with the data in it; then each signature's increment."""
    base_name, name = name_of(row, "-base.pdf"), name_of(row, ".pdf")
    base, pdf = bundle.files.get(base_name), bundle.files.get(name)
    if base is None or pdf is None:
        yield Finding("file_missing", at(file=name if pdf is None else base_name))
        return
    ready = [
        entry["payload"]["pdf"] for entry in bundle.done("signed_correction_ready")
        if entry["payload"]["number"] == row["number"]
    ]  # fmt: skip
    if sha256(base) != row["base_pdf"] or ready[-1:] != [row["base_pdf"]]:
        yield Finding("pdf_not_as_frozen", at(file=base_name))
    if sha256(pdf) != row["pdf"]:
        yield Finding("pdf_altered", at(file=name))
    if not pdf.startswith(base):
        yield Finding("pdf_not_as_frozen", at(file=name))
    if canonical(document) not in attachments(base):
        yield Finding("attached_document", at(file=base_name))
    for signature in row["signatures"]:
        if sha256(pdf[: signature["size"]]) != signature["pdf"]:
            yield Finding("signature_bytes", at(file=name, role=signature["role"]))
    yield from ranges(pdf, len(row["signatures"]), name)
    yield from validated(bundle, pdf, row["signatures"], name)


def _signers(bundle: Bundle, row: Facts, document: Facts) -> Found:
    """Every place of the paper by its own person, two different ones, each by an order."""
    rows, number = row["signatures"], row["number"]
    roles = [one["role"] for one in rows]
    if len(set(roles)) < len(roles) or len({one["signer"] for one in rows}) < len(rows):
        yield Finding("signer_twice", at(correction=number))
    wanted = {one["field"] for one in document["parts"][0]["signatories"]}
    lines = dict(slots(bundle))
    enough = "secretary" in wanted and len(wanted) > 1 and wanted <= set(lines)
    if set(roles) != wanted or not enough:
        yield Finding("signature_missing", at(correction=number))
    done = {
        entry["payload"]["role"]: entry for entry in bundle.done(*SIGNING)
        if entry["payload"]["number"] == number
    }  # fmt: skip
    for one in rows:
        where = at(correction=number, role=one["role"])
        if not _entitled(one, lines.get(one["role"])):
            yield Finding("signer_wrong", where)
        entry = done.get(one["role"])
        if entry is None or not _ordered(one, row, entry):
            yield Finding("signature_not_in_journal", where)
    for role in done.keys() - set(roles):
        yield Finding("signature_missing", at(correction=number, role=role))


def _entitled(one: Facts, line: Facts | None) -> bool:
    """Whoever signed the minutes in that place; or, in a seat of that day, who held the office."""
    if line is None:
        return False
    if one["membership"] == line["membership"]:
        return bool(one["signer"] == line["user"])
    day = one["signed_at"][:10]
    offices = CLERKS if one["role"] == "secretary" else CHAIRS
    since, until = one["starts_on"], one["ends_on"]
    return one["office"] in offices and since <= day and (until is None or day <= until)


def in_office(bundle: Bundle) -> list[Facts]:
    """Signatures by seats that the meeting's roll does not have: its rows alone vouch for them."""
    lines: dict[str, Any] = dict(slots(bundle))
    return [
        {"correction": row["number"], "role": one["role"]}
        for row in corrections(bundle)
        for one in row["signatures"]
        if one["membership"] != lines.get(one["role"], {}).get("membership")
    ]


def _ordered(one: Facts, row: Facts, entry: Facts) -> bool:
    """Whether the journal's entry is of this signature."""
    said = entry["payload"]
    return (entry["actor"], entry["at"], said["document"], said["pdf"]) == (
        one["signer"], one["signed_at"], row["document_hash"], one["pdf"],
    )  # fmt: skip
