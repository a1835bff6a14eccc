"""An extract: the head of the minutes and one item, as the frozen document has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from accounts.kazakh import dates
from accounts.models import User
from minutes.documents import pdf, typesetting
from minutes.documents.model import Document


def render(document: Document, place: int, *, certified_by: User, at: datetime) -> bytes:
    """Item number `place` of signed minutes, with the secretary who vouches for it."""
    part = document.parts[0]
    said = pdf.said(one_item(document, place), whole=document)
    for one in said["parts"]:
        one["title"] = f"{one['words']['extract']} № {document.number}"
    said |= {
        "title": f"{part.words['extract']} № {document.number}",
        "certified": part.words["certified"],
        "certified_by": certified_by.signature_name(part.language),
        "certified_at": dates.long_datetime(at, part.language),
    }
    return typesetting.typeset("extract.typ", said, at=at).pdf


def one_item(document: Document, place: int) -> Document:
    """The document with every other item left out."""
    return replace(
        document,
        parts=tuple(
            replace(part, items=tuple(item for item in part.items if item.number == place))
            for part in document.parts
        ),
    )
