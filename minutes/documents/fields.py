"""Signature fields and the increments that fill them (PAdES, pyHanko).

Every field is made before the first signature: a field added later would itself be a change of
what was signed. A stamp is a little PDF page of ours, so its letters are embedded like the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
    """What one signature says of itself. Never called a digital signature of the person (C25)."""

    field: str
    name: str
    role: str
    at: datetime
    fingerprint: str
    language: str = "kk"


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


def sign(pdf: bytes, stamp: Stamp, *, key: Signer) -> bytes:
    """The PDF with one more signature: the earlier bytes stay as they are, an increment follows."""
    with NamedTemporaryFile(suffix=".pdf") as drawn:
        drawn.write(_drawn(stamp))
        drawn.flush()
        style = StaticStampStyle(
            background=ImportedPdfPage(drawn.name), background_layout=_AS_IT_IS, border_width=0
        )
        metadata = PdfSignatureMetadata(
            field_name=stamp.field,
            name=stamp.name,
            reason=f"{stamp.role}: {words(stamp.language)['signed']}",
            md_algorithm="sha256",
            subfilter=PADES,
        )
        signed = BytesIO()
        PdfSigner(metadata, key, stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), output=signed
        )
    return signed.getvalue()


def _drawn(stamp: Stamp) -> bytes:
    form = words(stamp.language)
    at = dates.in_astana(stamp.at)
    said = {
        "name": stamp.name,
        "signed": form["signed"],
        "when": f"{at:%d.%m.%Y %H:%M} ({form['time_zone']})",
        "key": form["portal_key"],
        "hash": f"{stamp.fingerprint[:SHORT_HASH]}…",
    }
    return typesetting.typeset("stamp.typ", said, at=stamp.at).pdf


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
