"""Signature fields and the increments that fill them (PAdES, pyHanko).

Every field is made before the first signature: a field added later would itself be a change of
what was signed. A stamp is a little PDF page of ours, so its letters are embedded like the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from tempfile import NamedTemporaryFile

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

from accounts.kazakh import dates
from minutes.documents import typesetting
from minutes.documents.typesetting import Place
from minutes.documents.wording import words

PADES = SigSeedSubFilter.PADES
SHORT_HASH = 16

_AS_IT_IS = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MIN,
    AxisAlignment.ALIGN_MIN,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)


@dataclass(frozen=True, slots=True)
class Field:
    """An empty place for a signature; `says` is what a screen reader calls it."""

    name: str
    says: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What one signature says of itself: exactly the way in which it was given (C25).

    `how` is the word of the form for that way. A day takes the place of the moment where a paper
    was signed; `note` names what backs it (a scan, a certificate); `trusted`: a time-stamping
    service vouches for the moment.
    """

    field: str
    name: str
    role: str
    at: datetime
    fingerprint: str
    how: str = "signed"
    on: date | None = None
    note: str = ""
    trusted: bool = False
    language: str = "kk"

    @property
    def when(self) -> str:
        """«02.12.2026 12:00 (Астана уақыты)», or the day on paper."""
        if self.on is not None:
            return f"{self.on:%d.%m.%Y}"
        at = dates.in_astana(self.at)
        return f"{at:%d.%m.%Y %H:%M} ({words(self.language)['time_zone']})"


def with_fields(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """The PDF with every field, empty and framed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for field in fields:
        append_signature_field(
            writer,
            SigFieldSpec(
                field.name,
                on_page=field.place.page,
                box=field.place.box,
                empty_field_appearance=True,
                readable_field_name=field.says,
            ),
        )
    return _written(writer)


def sign(pdf: bytes, stamp: Stamp, *, key: Signer, clock: TimeStamper | None = None) -> bytes:
    """The PDF with one more signature: the earlier bytes stay as they are, an increment follows.

    `clock`: the time-stamping service whose token goes into the signature (PAdES B-T).
    """
    with NamedTemporaryFile(suffix=".pdf") as drawn:
        drawn.write(_drawn(stamp))
        drawn.flush()
        style = StaticStampStyle(
            background=ImportedPdfPage(drawn.name), background_layout=_AS_IT_IS, border_width=0
        )
        metadata = PdfSignatureMetadata(
            field_name=stamp.field,
            name=stamp.name,
            reason=f"{stamp.role}: {words(stamp.language)[stamp.how]}",
            md_algorithm="sha256",
            subfilter=PADES,
        )
        signed = BytesIO()
        PdfSigner(metadata, key, timestamper=clock, stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), output=signed
        )
    return signed.getvalue()


def _drawn(stamp: Stamp) -> bytes:
    form = words(stamp.language)
    said = {
        "name": stamp.name,
        "signed": form[stamp.how],
        "when": " · ".join(filter(None, [stamp.when, stamp.note])),
        "key": form["portal_key"] + (f" · {form['trusted_time']}" if stamp.trusted else ""),
        "hash": f"{stamp.fingerprint[: SHORT_HASH // (2 if stamp.trusted else 1)]}…",
    }
    return typesetting.typeset("stamp.typ", said, at=stamp.at).pdf


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
