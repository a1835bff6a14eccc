"""The portal's outbox, for those whose letters are in it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from council_portal.documents import outbox as queue
from council_portal.documents.standing import Standing


@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    """How many letters wait and how long the oldest has; no letter is shown."""
    if not queue.sees_outbox(Standing(request.user, timezone.localdate())):
        raise PermissionDenied
    return render(request, "council_portal/outbox.html", {"outbox": queue.outbox(timezone.now())})
