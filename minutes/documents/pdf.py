"""The base PDF of the minutes: rendered once, with empty signature fields where the boxes are."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from minutes.documents import typesetting
from minutes.documents.fields import Field, with_fields
from minutes.documents.model import Document
from minutes.documents.printed import printed
from minutes.documents.wording import grouped, words


def render(document: Document) -> bytes:
    """The numbered minutes as PDF/A-3a, their data attached, one empty field for each signature."""
    drawn = typesetting.typeset(
        "minutes.typ", said(document), data=data(document), at=_frozen_at(document)
    )
    fields = [
        Field(box["field"], f"{box['says']}: {box['name']}", drawn.places[f"field-{box['field']}"])
        for box in boxes(document)
    ]
    return with_fields(drawn.pdf, fields)


def said(document: Document) -> dict[str, Any]:
    """Everything the pages say, worded, in the order of the form."""
    context = context_of(document)
    names = ("title", "author", "footer", "short_hash", "address", "boxes")
    address = context["address"]
    parts = printed(document)
    for part in parts:
        part["seal"] = _seal(document, part, context)
    return {name: context[name] for name in names} | {
        "keywords": [f"SHA-256 {context['fingerprint']}"],
        "reached": document.heads.reached,
        "qr": segno.make(address, error="m").svg_inline(border=0, dark="#1b2430"),
        "band": (Path(settings.BASE_DIR) / "static" / "img" / "band.svg").read_text(),
        "parts": parts,
    }


def _seal(document: Document, part: dict[str, Any], context: dict[str, Any]) -> list[list[str]]:
    """How the paper is held against the portal; the hashes once, in the first language."""
    w = part["words"]
    rows = [[w["verify"], context["address"]]]
    if part["language"] == document.parts[0].language:
        rows.append([w["document_hash"], context["grouped_hash"]])
        if document.frozen_at:
            rows.append([w["frozen"], f"{_frozen_at(document):%d.%m.%Y %H:%M} ({w['time_zone']})"])
        if document.journal_position:
            rows.append(
                [
                    w["journal"],
                    f"№ {document.journal_position}, {w['hash']} {context['journal_hash']}",
                ]
            )
    return [*rows, ["", w["sealed"]]]


def _frozen_at(document: Document) -> datetime | None:
    return datetime.fromisoformat(document.frozen_at) if document.frozen_at else None


def context_of(document: Document) -> dict[str, Any]:
    """What the printed form needs beside the document itself."""
    main, fingerprint = document.parts[0], document.fingerprint()
    form = words(main.language)
    address = verify_address(fingerprint)
    return {
        "document": document,
        "basis": basis(document),
        "title": f"{form['short_minutes']} № {document.number} · {main.body}",
        "author": main.body,
        "fingerprint": fingerprint,
        "footer": footer(document),
        "short_hash": grouped(fingerprint[:16]),
        "grouped_hash": grouped(fingerprint),
        "journal_hash": grouped(document.journal_hash),
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(border=0, dark="#1b2430"),
        "boxes": boxes(document),
    }


def boxes(document: Document) -> list[dict[str, str]]:
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


def basis(document: Document) -> dict[str, str]:
    """By which clause the minutes are formalised, in every language (cl. 11, 21)."""
    return {
        part.language: part.words["basis"] % {"clause": document.clause} for part in document.parts
    }


def footer(document: Document) -> str:
    """«Хаттама № 4 · 30.11.2026 · ОӘБ 6B061»."""
    main = document.parts[0]
    day = "{2}.{1}.{0}".format(*document.day.split("-"))
    short = main.body_short if len(main.body_short) <= 40 else document.body_code  # noqa: PLR2004
    return f"{words(main.language)['short_minutes']} № {document.number} · {day} · {short}"


def verify_address(fingerprint: str) -> str:
    """Where a reader of the paper can hold it against the portal."""
    return f"{settings.PORTAL_ADDRESS}/verify/{fingerprint[:16]}/"


def data(document: Document) -> str:
    """The frozen model itself, attached: whoever has the file can compute the hash again."""
    return json.dumps(document.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
