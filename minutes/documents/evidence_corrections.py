"""The corrections of signed minutes as the evidence of the meeting carries them."""

from __future__ import annotations

from typing import Any

from meetings.rules.receipt import canonical_json
from minutes.evidence import bundle as form
from minutes.models import Correction, CorrectionSignature, Minutes


def corrections_of(minutes: Minutes | None) -> list[Correction]:
    """The signed ones in order; what was withdrawn or is open corrects nothing."""
    if minutes is None:
        return []
    return list(minutes.corrections.signed().in_order().select_related("base_pdf", "pdf"))


def files_of(correction: Correction) -> dict[str, bytes]:
    """Its frozen data, its pages before the signatures and with them."""
    assert correction.base_pdf is not None  # noqa: S101 - a constraint holds it
    assert correction.pdf is not None  # noqa: S101 - and this follows
    name = f"{form.CORRECTION}-{correction.number}"
    return {
        f"{name}.json": canonical_json(correction.document or {}),
        f"{name}-base.pdf": correction.base_pdf.read(),
        f"{name}.pdf": correction.pdf.read(),
    }


def row_of(correction: Correction) -> dict[str, Any]:
    """The register's row of it, with the signatures and the seats they were given in."""
    given = correction.signatures.select_related("membership", "pdf").order_by("pk")
    return {
        "number": correction.number, "document_hash": correction.document_hash,
        "frozen_at": correction.frozen_at, "signed_at": correction.signed_at,
        "base_pdf": correction.base_pdf.sha256 if correction.base_pdf else "",
        "pdf": correction.pdf.sha256 if correction.pdf else "",
        "signatures": [_signature(one) for one in given],
    }  # fmt: skip


def _signature(one: CorrectionSignature) -> dict[str, Any]:
    seat = one.membership
    return {
        "role": one.role, "signer": one.signer_id, "membership": one.membership_id,
        "office": seat.office, "starts_on": seat.starts_on, "ends_on": seat.ends_on,
        "for_another": one.for_another, "signed_at": one.signed_at,
        "stamped_at": one.stamped_at, "document_hash": one.document_hash,
        "pdf": one.pdf.sha256, "size": one.pdf.size,
    }  # fmt: skip
