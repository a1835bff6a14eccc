"""The pages of a correction: PDF/A-3a as the minutes', with fields of its own (`form.typ`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import segno
from django.conf import settings

from minutes.documents import typesetting
from minutes.documents.correction import CorrectionDocument, CorrectionPart
from minutes.documents.fields import Field, with_fields
from minutes.documents.pdf import boxes, frozen_at, hashes, verify_address
from minutes.documents.wording import grouped, words

Said = dict[str, Any]


def render(document: CorrectionDocument) -> bytes:
    """The numbered correction, its data attached, one empty field for each signature."""
    named = said(document) | {"rendering": f"urn:uuid:{uuid4()}"}
    drawn = typesetting.typeset(
        "correction.typ", named, data=data(document), at=frozen_at(document)
    )  # fmt: skip
    fields = [
        Field(box["field"], f"{box['says']}: {box['name']}", drawn.places[f"field-{box['field']}"])
        for box in boxes(document)
    ]
    return with_fields(drawn.pdf, fields)


def said(document: CorrectionDocument) -> Said:
    """Everything the pages say, worded."""
    main, fingerprint = document.parts[0], document.fingerprint()
    address, parts = verify_address(fingerprint), printed(document)
    for part in parts:
        w = part["words"]
        part["seal"] = [[w["verify"], address], ["", w["correction_sealed"]]]
    parts[0]["seal"][1:1] = hashes(document, fingerprint, parts[0]["words"])
    return {
        "title": f"{parts[0]['title']} · {parts[0]['subtitle']}",
        "author": main.body,
        "keywords": [f"SHA-256 {fingerprint}"],
        "footer": footer(document),
        "short_hash": grouped(fingerprint[:16]),
        "address": address,
        "qr": segno.make(address, error="m").svg_inline(border=0, dark="#1b2430"),
        "band": (Path(settings.BASE_DIR) / "static" / "img" / "band.svg").read_text(),
        "boxes": boxes(document),
        "parts": parts,
    }


def printed(document: CorrectionDocument) -> list[Said]:
    """One part for each language, every line worded: for the page and for the screen."""
    return [_part(document, part) for part in document.parts]


def _part(document: CorrectionDocument, part: CorrectionPart) -> Said:
    w = words(part.language)
    cites = document.cites
    name = f"{w['short_minutes']} № {cites.number} · {part.day}"
    version = w["version_number"] % {"number": cites.version} if cites.version > 1 else ""
    facts = [
        (w["corrected_document"], " · ".join(filter(None, [name, version]))),
        (w["signed_on"], f"{part.signed} ({w['time_zone']})"),
        (w["document_hash"], grouped(cites.document)),
        (w["signed_pdf_hash"], grouped(cites.pdf)),
    ]
    changes = zip(part.places, document.changes, strict=True)
    return {
        "language": part.language,
        "words": w,
        "body": part.body,
        "approval": [],
        "title": w["correction"] % {"number": document.number},
        "subtitle": " · ".join(
            [w["to_minutes"] % {"number": cites.number}, part.body_short, part.day]
        ),
        "facts": [{"says": says, "stated": stated} for says, stated in facts],
        "rows": [
            {
                "item": change.item, "where": where, "language": change.language,
                "printed": change.printed, "should_read": change.should_read,
            }
            for where, change in changes
        ],
        "reason": part.reason,
        "stays": w["stays"],
        "basis": w["correction_basis"] % {"clause": document.clause},
    }  # fmt: skip


def footer(document: CorrectionDocument) -> str:
    """«Түзету № 1 · № 4 хаттамаға · ОӘБ 6B061»."""
    main = document.parts[0]
    w = words(main.language)
    short = main.body_short if len(main.body_short) <= 40 else document.body_code  # noqa: PLR2004
    named = w["short_correction"] % {"number": document.number}
    return f"{named} · {w['to_minutes'] % {'number': document.cites.number}} · {short}"


def data(document: CorrectionDocument) -> str:
    """The frozen model itself, attached: whoever has the file can compute the hash again."""
    return json.dumps(document.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
