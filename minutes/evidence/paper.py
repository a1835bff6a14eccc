"""The PDF: its bytes, the data attached to it, and the signatures under it."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any

from .arithmetic import canonical, moment, sha256
from .bundle import AUTHORITY, BASE_PDF, DOCUMENT, PDF, Bundle
from .findings import Facts, Finding, Found, at

ON_PAPER = "on_paper"
"""Signed on paper: entered by whoever keeps the records, marked in the PDF by the portal."""
EMBEDDED = re.compile(rb"/EmbeddedFile\b.*?>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def check(bundle: Bundle) -> Found:
    """Hashes against register and journal, the attached document, who signed, what they signed."""
    yield from _listed(bundle)
    if bundle.facts["minutes"] is None:
        return
    yield from _bytes(bundle)
    yield from _signers(bundle)
    yield from _decisions(bundle)


def _listed(bundle: Bundle) -> Found:
    """Every file the facts list is here and is the one listed."""
    for name, said in bundle.facts["files"].items():
        if name not in bundle.files:
            yield Finding("file_missing", at(file=name))
        elif sha256(bundle.files[name]) != said:
            yield Finding("file_altered", at(file=name))


def _bytes(bundle: Bundle) -> Found:
    """The base as rendered once; then each signature's increment of the same bytes."""
    minutes, signatures = bundle.facts["minutes"], bundle.facts["signatures"]
    base, pdf = bundle.files.get(BASE_PDF), bundle.files.get(PDF)
    if base is None or pdf is None:
        if minutes["base_pdf"]:
            yield Finding("file_missing", at(file=PDF))
        return
    ready = [
        entry for entry in bundle.done("minutes_ready")
        if entry["payload"]["version"] == minutes["version"]
    ]  # fmt: skip
    if sha256(base) != minutes["base_pdf"] or (
        not ready or ready[-1]["payload"]["pdf"] != minutes["base_pdf"]
    ):
        yield Finding("pdf_not_as_frozen", at(file=BASE_PDF))
    if sha256(pdf) != minutes["pdf"]:
        yield Finding("pdf_altered", at(file=PDF))
    if not pdf.startswith(base):
        yield Finding("pdf_not_as_frozen", at(file=PDF))
    if not _attached(base, bundle):
        yield Finding("attached_document", at(file=BASE_PDF))
    for signature in signatures:
        kept = pdf[: signature["size"]]
        if sha256(kept) != signature["pdf"]:
            yield Finding("signature_bytes", at(role=signature["role"]))
    yield from ranges(pdf, len(signatures), PDF)
    yield from validated(bundle, pdf, signatures, PDF)


def _attached(base: bytes, bundle: Bundle) -> bool:
    """Whether the PDF carries the very document.json of this bundle."""
    if bundle.document is None or DOCUMENT not in bundle.files:
        return False
    wanted = canonical(bundle.document)
    return bundle.files[DOCUMENT] == wanted and wanted in attachments(base)


def attachments(pdf: bytes) -> list[bytes]:
    """The files embedded in a PDF whose objects stand in the open, as the portal writes it."""
    found = []
    for packed in EMBEDDED.findall(pdf):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return found


def ranges(pdf: bytes, expected: int, name: str) -> Found:
    """Each signature covers its whole increment, the last the whole file, byte by byte."""
    signed_over = [tuple(map(int, found)) for found in BYTE_RANGE.findall(pdf)]
    if len(signed_over) != expected:
        yield Finding("signature_count", at(file=name))
    if signed_over and signed_over[-1][2] + signed_over[-1][3] != len(pdf):
        yield Finding("signature_coverage", at(file=name))
    for number, (start, length, again, rest) in enumerate(signed_over, start=1):
        covered = pdf[start : start + length] + pdf[again : again + rest]
        digest = bytes.fromhex(sha256(covered))
        contents = pdf[start + length : again].strip(b"<>\x00 \r\n")
        try:
            signed = digest in bytes.fromhex(contents.decode())
        except ValueError:
            signed = False
        if not signed:
            yield Finding("signature_digest", at(file=name, signature=number))


def can_validate() -> bool:
    """Whether pyHanko is here, without which keys and certificates are not looked at."""
    try:
        import pyhanko.sign.validation  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def validated(bundle: Bundle, pdf: bytes, rows: list[Facts], name: str) -> Found:
    """By pyHanko: intact, by the authority's key, in the field of the role."""
    if not can_validate() or AUTHORITY not in bundle.files:
        return
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    methods = {one["role"]: one for one in rows}
    try:
        embedded = list(PdfFileReader(BytesIO(pdf)).embedded_signatures)
    except Exception:  # noqa: BLE001 - whatever a broken file does to the library is one finding
        yield Finding("pdf_unreadable", at(file=name))
        return
    for one in embedded:
        row = methods.get(one.field_name)
        if row is None:
            yield Finding("signature_foreign", at(role=one.field_name))
            continue
        try:
            status = _status(one, row, bundle.files[AUTHORITY])
        except Exception:  # noqa: BLE001 - see above
            yield Finding("signature_invalid", at(role=one.field_name))
            continue
        if not (status.intact and status.valid):
            yield Finding("signature_invalid", at(role=one.field_name))
        elif not status.trusted:
            yield Finding("signature_untrusted", at(role=one.field_name))


def _status(signature: Any, row: Facts, authority: bytes) -> Any:
    from asn1crypto import pem, x509  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    roots = [x509.Certificate.load(der) for _name, _headers, der in pem.unarmor(authority, True)]
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=moment(row["signed_at"])
    )
    # What each increment added is settled by its hash in the journal; no need to compare objects.
    return validate_pdf_signature(signature, context, skip_diff=True)


def slots(bundle: Bundle) -> list[tuple[str, Facts]]:
    """Who is to sign by the roll and the frozen rules (cl. 11, 21)."""
    council = bundle.meeting["body"]["kind"] == "council"
    policy = "presiding" if council else bundle.facts["rules"]["signer"]
    roll = sorted(bundle.facts["roll"], key=lambda line: line["position"])
    presiding = bundle.roll.get(bundle.meeting["presiding"])
    chair = next((line for line in roll if line["office"] == "chair"), None)
    deputy = presiding is not None and presiding["office"] != "chair"
    clerks = [line for line in roll if line["user"] == bundle.meeting["secretary"]]
    clerks.sort(key=lambda line: line["office"] != "secretary")
    wanted: list[tuple[str, Facts | None]] = []
    if policy != "chair":
        wanted.append(("presiding", presiding))
    if policy == "chair" or (policy == "both" and deputy):
        wanted.append(("chair", chair))
    wanted.append(("secretary", clerks[0] if clerks else None))
    return [(role, line) for role, line in wanted if line is not None]


def _signers(bundle: Bundle) -> Found:
    """Each place by its own person, two different ones, each by an order in the journal."""
    rows, wanted = bundle.facts["signatures"], dict(slots(bundle))
    state, version = bundle.facts["minutes"]["state"], bundle.facts["minutes"]["version"]
    roles = [row["role"] for row in rows]
    if len(set(roles)) < len(roles) or len({row["signer"] for row in rows}) < len(rows):
        yield Finding("signer_twice")
    if state == "signed" and set(roles) != set(wanted):
        yield Finding("signature_missing")
    done = bundle.done("minutes_signature", "minutes_signed")
    said = {
        entry["payload"]["role"]: entry
        for entry in done if entry["payload"].get("version") == version
    }  # fmt: skip
    for row in rows:
        where, line = at(role=row["role"]), wanted.get(row["role"])
        if line is None or (row["signer"], row["membership"]) != (line["user"], line["membership"]):
            yield Finding("signer_wrong", where)
        entry = said.get(row["role"])
        if entry is None or not _ordered(row, entry):
            yield Finding("signature_not_in_journal", where)
    for role in said.keys() - set(roles):
        yield Finding("signature_missing", at(role=role))


def _ordered(row: Facts, entry: Facts) -> bool:
    """Whether the journal's entry is of this signature."""
    said = entry["payload"]
    actor = entry["actor"] if row["method"] == ON_PAPER else row["signer"]
    return (entry["actor"], entry["at"]) == (actor, row["signed_at"]) and (
        said["document"], said["pdf"],
    ) == (row["document_hash"], row["pdf"])  # fmt: skip


def _decisions(bundle: Bundle) -> Found:
    """Adopted items are numbered by their place in the minutes («4/3»), and no others."""
    if bundle.facts["minutes"]["state"] != "signed":
        return
    adopted = {
        vote["item"] for vote in bundle.facts["votes"]
        if vote["state"] == "closed" and vote["outcome"] == "adopted"
    }  # fmt: skip
    number = bundle.facts["minutes"]["number"]
    wanted = {
        item: f"{number}/{place}"
        for place, item in enumerate(bundle.facts["agenda"], start=1) if item in adopted
    }  # fmt: skip
    said = {row["item"]: row["number"] for row in bundle.facts["decisions"]}
    for item in {*wanted, *said}:
        if wanted.get(item) != said.get(item):
            yield Finding("decision_number", at(item=bundle.number(item)))
