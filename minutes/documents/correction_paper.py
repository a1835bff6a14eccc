"""The pages of a correction: PDF/A-3a as the minutes', with fields of its own (`form.typ`)."""

from __future__ import annotations

from typing import Any

from minutes.documents.correction import CorrectionDocument, CorrectionPart
from minutes.documents.pdf import made, sealed
from minutes.documents.wording import grouped, words

Said = dict[str, Any]


def render(document: CorrectionDocument) -> bytes:
    """The numbered correction, its data attached, one empty field for each signature."""
    return made("correction.typ", document, said(document))


def said(document: CorrectionDocument) -> Said:
    """Everything the pages say, worded."""
    parts = printed(document)
    return sealed(document, parts, document.fingerprint(), seal="correction_sealed") | {
        "title": f"{parts[0]['title']} · {parts[0]['subtitle']}",
        "footer": footer(document),
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
