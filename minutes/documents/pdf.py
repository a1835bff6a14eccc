"""The base PDF of the minutes: rendered once, with empty signature fields where the boxes are."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import segno
from django.conf import settings

from minutes.documents import typesetting
from minutes.documents.correction import CorrectionDocument
from minutes.documents.fields import Field, with_fields
from minutes.documents.model import Document
from minutes.documents.printed import printed
from minutes.documents.wording import grouped, words


def render(document: Document) -> bytes:
    """The numbered minutes as PDF/A-3a, their data attached, one empty field for each signature.

    Each rendering bears an identity of its own, so a copy made anew is never the file that was
    signed, however alike the pages.
    """
    return made("minutes.typ", document, said(document))


def made(source: str, document: Document | CorrectionDocument, pages: dict[str, Any]) -> bytes:
    """The pages by that Typst source, the data attached, one empty field for each signature."""
    named = pages | {"rendering": f"urn:uuid:{uuid4()}"}
    drawn = typesetting.typeset(source, named, data=data(document), at=frozen_at(document))
    fields = [
        Field(box["field"], f"{box['says']}: {box['name']}", drawn.places[f"field-{box['field']}"])
        for box in boxes(document)
    ]
    return with_fields(drawn.pdf, fields)


def said(document: Document, *, whole: Document | None = None) -> dict[str, Any]:
    """Everything the pages say, worded, in the order of the form.

    An extract is part of the `whole` it was taken from: its hash and address are the whole's.
    """
    main, fingerprint = document.parts[0], (whole or document).fingerprint()
    return sealed(document, printed(document), fingerprint, seal="sealed") | {
        "title": f"{main.words['short_minutes']} № {document.number} · {main.body}",
        "footer": footer(document),
    }


def sealed(
    document: Document | CorrectionDocument, parts: list[dict[str, Any]], fingerprint: str, *,
    seal: str,
) -> dict[str, Any]:  # fmt: skip
    """What stands on every paper alike: the worded parts with their seal, the QR, the boxes.

    `seal` names the sentence that says how the paper is sealed.
    """
    address = verify_address(fingerprint)
    for part in parts:
        part["seal"] = [[part["words"]["verify"], address], ["", part["words"][seal]]]
    parts[0]["seal"][1:1] = hashes(document, fingerprint, parts[0]["words"])
    return {
        "author": document.parts[0].body,
        "keywords": [f"SHA-256 {fingerprint}"],
        "short_hash": grouped(fingerprint[:16]),
        "address": address,
        "qr": segno.make(address, error="m").svg_inline(border=0, dark="#1b2430"),
        "band": (Path(settings.BASE_DIR) / "static" / "img" / "band.svg").read_text(),
        "boxes": boxes(document),
        "parts": parts,
    }


def hashes(
    document: Document | CorrectionDocument, fingerprint: str, w: dict[str, Any]
) -> list[list[str]]:
    """What the paper is held against; once, in the first language."""
    rows = [[w["document_hash"], grouped(fingerprint)]]
    if frozen := frozen_at(document):
        rows.append([w["frozen"], f"{frozen:%d.%m.%Y %H:%M} ({w['time_zone']})"])
    if document.journal_position:
        head = f"№ {document.journal_position}, {w['hash']} {grouped(document.journal_hash)}"
        rows.append([w["journal"], head])
    return rows


def frozen_at(document: Document | CorrectionDocument) -> datetime | None:
    """When the document was frozen; None for a preview."""
    return datetime.fromisoformat(document.frozen_at) if document.frozen_at else None


def boxes(document: Document | CorrectionDocument) -> list[dict[str, str]]:
    """The signature boxes, worded in every language of the document."""
    rows = []
    for signatories in zip(*(part.signatories for part in document.parts), strict=True):
        offices = dict.fromkeys(one.office for one in signatories if one.office)
        rows.append(
            {
                "field": signatories[0].field,
                "says": " / ".join(dict.fromkeys(one.says for one in signatories)),
                "name": signatories[0].name,
                "office": " / ".join(offices),
            }
        )
    return rows


def footer(document: Document) -> str:
    """«Хаттама № 4 · 30.11.2026 · ОӘБ 6B061»."""
    main = document.parts[0]
    day = "{2}.{1}.{0}".format(*document.day.split("-"))
    short = main.body_short if len(main.body_short) <= 40 else document.body_code  # noqa: PLR2004
    return f"{words(main.language)['short_minutes']} № {document.number} · {day} · {short}"


def verify_address(fingerprint: str) -> str:
    """Where a reader of the paper can hold it against the portal."""
    return f"{settings.PORTAL_ADDRESS}/verify/{fingerprint[:16]}/"


def data(document: Document | CorrectionDocument) -> str:
    """The frozen model itself, attached: whoever has the file can compute the hash again."""
    return json.dumps(document.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
