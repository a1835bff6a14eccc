"""A correction as one frozen value: what it cites, what is printed there, what is to be read.

It follows the minutes' own model: worded once, hashed, printed from by screen, PDF and evidence. What
it cites it names by number, day and both fingerprints, so it belongs to this very document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from accounts.kazakh import dates
from minutes.documents.model import Document, Frozen, Signatory
from minutes.documents.signers import correction_slots
from minutes.documents.wording import words
from minutes.models import Correction
from records import journal

FORM = 1
"""Counts up when the fields below change their meaning."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The signed minutes: `document` and `pdf` are SHA-256 of their data and of their signed file."""

    number: str
    version: int
    day: str
    signed_at: str
    document: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row. `item` is a number in the signed document, 0 for the minutes as a whole."""

    item: int
    field: str
    language: str
    printed: str
    should_read: str


@dataclass(frozen=True, slots=True)
class CorrectionPart:
    """The correction in one language; `places` says of each change where it is."""

    language: str
    body: str
    body_short: str
    day: str
    signed: str
    reason: str
    places: tuple[str, ...]
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class CorrectionDocument(Frozen):
    """A correction: language-neutral facts once, then one part for each language."""

    number: int
    body_code: str
    clause: str
    cites: Cited
    changes: tuple[Change, ...]
    parts: tuple[CorrectionPart, ...]
    journal_position: int = 0
    journal_hash: str = ""
    frozen_at: str = ""
    form: int = field(default=FORM)


def document_of(correction: Correction) -> CorrectionDocument:
    """Frozen, or drawn from the draft as it stands today."""
    if correction.document is not None:
        return CorrectionDocument.from_dict(correction.document)
    return draw(correction, day=timezone.localdate())


def draw(correction: Correction, *, day: date, at: datetime | None = None) -> CorrectionDocument:
    """The correction as it stands; `at` is the moment of freezing, None for a preview."""
    minutes = correction.minutes
    meeting, signed = minutes.meeting, Document.from_dict(minutes.document or {})
    assert minutes.pdf is not None  # noqa: S101 - signed minutes have their file
    assert minutes.signed_at is not None  # noqa: S101 - and their moment
    head = journal.head(meeting.stream)
    changes = tuple(Change(**row) for row in correction.draft)
    return CorrectionDocument(
        number=correction.number,
        body_code=signed.body_code,
        clause=signed.clause,
        cites=Cited(
            number=signed.number, version=signed.version, day=signed.day,
            signed_at=dates.in_astana(minutes.signed_at).isoformat(timespec="seconds"),
            document=minutes.document_hash, pdf=minutes.pdf.sha256,
        ),
        changes=changes,
        parts=tuple(
            CorrectionPart(
                language=part.language, body=part.body, body_short=part.body_short, day=part.date,
                signed=dates.long_datetime(minutes.signed_at, part.language),
                reason=getattr(correction, f"reason_{part.language}").strip(),
                places=tuple(place_of(change, part.language) for change in changes),
                signatories=tuple(_signatories(correction, day, part.language)),
            )
            for part in signed.parts
        ),
        journal_position=head.position if at else 0,
        journal_hash=head.hash if at else "",
        frozen_at=dates.in_astana(at).isoformat(timespec="seconds") if at else "",
    )  # fmt: skip


def place_of(change: Change, language: str) -> str:
    """«2-мәселе · тыңдалды · орысша мәтін»."""
    w = words(language)
    where = w["on_item"] % {"number": change.item} if change.item else w["whole"]
    return f"{where} · {w['fields'][change.field]} · {w['texts_in'][change.language]}"


def _signatories(correction: Correction, day: date, language: str) -> list[Signatory]:
    form = words(language)
    lines = []
    for slot in correction_slots(correction.minutes.meeting, day):
        office = form["offices"][slot.membership.office]
        if slot.for_another:
            office = f"{office}, {form['in_office_now']}"
        name = slot.membership.user.signature_name(language)
        lines.append(Signatory(slot.role.value, form["signs"][slot.role.value], name, office))
    return lines
