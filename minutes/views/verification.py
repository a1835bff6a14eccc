"""The page a printed copy leads to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minutes.models import Minutes


@require_safe
@login_not_required  # whoever holds the paper may hold it against the portal (F6)
def minutes_verify(request: HttpRequest, prefix: str) -> HttpResponse:
    """Number, body, date, signers and hashes of signed minutes; nothing of what they say."""
    found = Minutes.objects.signed().with_document(prefix).with_meeting().first()
    signatures = found.signatures.of_version(found.version) if found else []
    context = {"minutes": found, "signatures": signatures, "prefix": prefix}
    return render(request, "minutes/verify.html", context, status=200 if found else 404)
