"""An extract: the head of the minutes and one item, as the frozen document has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from accounts.kazakh import dates
from accounts.models import User
from minutes.documents import pdf, typesetting
from minutes.documents.correction import Change, place_of
from minutes.documents.model import Document
from minutes.documents.wording import words
from minutes.models import CorrectedText


def render(
    document: Document, place: int, *, certified_by: User, at: datetime,
    corrected: Sequence[CorrectedText] = (),
) -> bytes:  # fmt: skip
    """Item number `place` of signed minutes, with the secretary who vouches for it.

    The text is the signed one; what signed corrections say of it is cited below it.
    """
    part = document.parts[0]
    said = pdf.said(one_item(document, place), whole=document)
    for one in said["parts"]:
        one["title"] = f"{one['words']['extract']} № {document.number}"
        one["corrected"] = cited(one["language"], corrected)
    said |= {
        "title": f"{part.words['extract']} № {document.number}",
        "certified": part.words["certified"],
        "certified_by": certified_by.signature_name(part.language),
        "certified_at": dates.long_datetime(at, part.language),
    }
    return typesetting.typeset("extract.typ", said, at=at).pdf


def cited(language: str, corrected: Sequence[CorrectedText]) -> list[dict[str, str]]:
    """Each row with the correction it stands in: «Түзету № 1, 05.12.2026»."""
    w = words(language)
    lines = []
    for row in corrected:
        correction = row.correction
        change = Change(row.item, row.field, row.language, row.printed, row.should_read)
        day = timezone.localdate(correction.signed_at)
        named = w["short_correction"] % {"number": correction.number}
        lines.append(
            {
                "where": f"{named}, {day:%d.%m.%Y} · {place_of(change, language)}",
                "language": row.language, "printed": row.printed, "should_read": row.should_read,
            }
        )  # fmt: skip
    return lines


def one_item(document: Document, place: int) -> Document:
    """The document with every other item left out."""
    return replace(
        document,
        parts=tuple(
            replace(part, items=tuple(item for item in part.items if item.number == place))
            for part in document.parts
        ),
    )
