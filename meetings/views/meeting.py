from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from meetings import access


@require_safe
def meeting_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The workspace."""
    meeting = access.meeting_for(request.user, pk)
    return render(request, "meetings/meeting_detail.html", {"meeting": meeting})
