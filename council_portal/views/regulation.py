"""The regulation, read in the portal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from council_portal.documents import regulation as text


@require_safe
def regulation(request: SignedInRequest) -> HttpResponse:
    return render(request, "council_portal/regulation.html", {"regulation": text.regulation()})
