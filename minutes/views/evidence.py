"""The evidence of a meeting, to take away."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from minutes import access
from minutes.documents import evidence


@require_safe
def evidence_download(request: SignedInRequest, pk: int) -> HttpResponse:
    """One ZIP with every fact and the programme that checks them without the portal."""
    meeting = access.meeting_to_prove(request.user, pk)
    whole = access.reads_whole_journal(request.user, meeting)
    name = evidence.file_name(meeting)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "Cache-Control": "private, no-store",
    }
    packed = evidence.pack(meeting, whole=whole)
    return HttpResponse(packed, content_type="application/zip", headers=headers)
