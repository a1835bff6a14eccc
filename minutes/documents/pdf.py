"""The base PDF of the minutes: rendered once, with empty signature fields where the boxes are."""

from __future__ import annotations

import json
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import Attachment

from minutes.documents import paper
from minutes.documents.fields import Field, with_fields
from minutes.documents.model import Document
from minutes.documents.wording import words


def render(document: Document) -> bytes:
    """The numbered minutes as PDF/A-3a, their data attached, one empty field for each signature."""
    context = context_of(document)
    html = render_to_string("minutes/documents/minutes.html", context)
    drawn = paper.press(html, stylesheet="paper.css", attachments=[_data(document)])
    boxes = [
        Field(box["field"], f"{box['says']}: {box['name']}", drawn.places[f"field-{box['field']}"])
        for box in context["boxes"]
    ]
    return with_fields(drawn.pdf, boxes)


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


def grouped(digest: str) -> str:
    """A hash in fours, as people read it out."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _data(document: Document) -> Attachment:
    """The frozen model itself: whoever has the file can compute the hash again."""
    text = json.dumps(document.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Attachment(string=text, name="document.json", description="SHA-256", relationship="Data")
