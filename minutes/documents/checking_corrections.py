"""Is this file a signed correction, and if not quite, what became of it? As `checking` asks of minutes."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace

from django.db.models import Q

from minutes.documents.checking import LIKELIEST, Claims, Verdict, compare, mostly
from minutes.models import Correction, CorrectionSignature
from minutes.states import CorrectionState, FileKind

logger = logging.getLogger(__name__)


def exact(digest: str) -> Verdict | None:
    """The very bytes of one state of some correction."""
    given = CorrectionSignature.objects.filter(pdf__sha256=digest)
    signature = given.select_related("correction__minutes__meeting__body").first()
    if signature is not None:
        correction = signature.correction
        count = correction.signatures.filter(pk__lte=signature.pk).count()
        whole = correction.is_signed and correction.pdf_id == signature.pdf_id
        return _verdict(correction, FileKind.SIGNED if whole else FileKind.EARLIER, count)
    frozen = Correction.objects.filter(base_pdf__sha256=digest)
    found = frozen.select_related("minutes__meeting__body").first()
    return _verdict(found, FileKind.EARLIER, 0) if found else None


def judge(data: bytes) -> Verdict | None:
    """Which correction `data` is or pretends to be; None where it is none."""
    stored = exact(hashlib.sha256(data).hexdigest())
    if stored is not None:
        return stored
    claims = Claims.read(data)
    document = claims.document if claims else ""
    size = Q(base_pdf__size=len(data)) | Q(signatures__pdf__size=len(data))
    alike = Correction.objects.filter(size | Q(document_hash=document) & ~Q(document_hash=""))
    rows = alike.select_related("minutes__meeting__body", "base_pdf").distinct()
    for correction in rows.order_by("-pk")[:LIKELIEST]:
        stages = _stages(correction)
        if correction.document_hash == document or any(mostly(data, one) for one in stages):
            return replace(compare(data, stages), correction=correction)
    return None


def _verdict(correction: Correction, kind: FileKind, signatures: int) -> Verdict:
    """A withdrawn correction corrects nothing, whatever its file carries."""
    if correction.state == CorrectionState.WITHDRAWN:
        kind = FileKind.WITHDRAWN
    return Verdict(kind, signatures=signatures, correction=correction)


def _stages(correction: Correction) -> list[bytes]:
    """The stored bytes as frozen and after each signature."""
    rows = correction.signatures.select_related("pdf").order_by("pk")
    files = [correction.base_pdf, *(one.pdf for one in rows)]
    return [file.read() for file in files if file is not None]
