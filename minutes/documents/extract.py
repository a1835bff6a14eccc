"""An extract: the head of the minutes and one item, as the frozen document has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.template.loader import render_to_string

from accounts.kazakh import dates
from accounts.models import User
from minutes.documents import paper, pdf
from minutes.documents.model import Document
from minutes.documents.wording import grouped, words


def render(document: Document, place: int, *, certified_by: User, at: datetime) -> bytes:
    """Item number `place` of signed minutes, with the secretary who vouches for it."""
    part = document.parts[0]
    context = pdf.context_of(one_item(document, place))
    fingerprint = document.fingerprint()
    context |= {
        "title": f"{words(part.language)['extract']} № {document.number}",
        "certified": words(part.language)["certified"],
        "certified_by": certified_by.signature_name(part.language),
        "certified_at": dates.long_datetime(at, part.language),
        "signatories": part.signatories,
        "fingerprint": fingerprint,
        "short_hash": grouped(fingerprint[:16]),
        "grouped_hash": grouped(fingerprint),
        "address": pdf.verify_address(fingerprint),
    }
    html = render_to_string("minutes/documents/extract.html", context)
    return paper.press(html, stylesheet="paper.css").pdf


def one_item(document: Document, place: int) -> Document:
    """The document with every other item left out."""
    return replace(
        document,
        parts=tuple(
            replace(part, items=tuple(item for item in part.items if item.number == place))
            for part in document.parts
        ),
    )
