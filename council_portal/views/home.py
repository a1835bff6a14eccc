"""The home page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from council_portal.documents.desk import desk


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    return render(request, "council_portal/home.html", {"desk": desk(request.user, timezone.now())})
