"""The live room's addresses: the state for whoever asks, and the hall's display."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from meetings import access
from meetings.documents import pulse
from meetings.responses import NO_CONTENT
from meetings.views import audience, screens


@never_cache
@require_safe
def live_stream(request: SignedInRequest, pk: int, screen: str) -> HttpResponse:
    """Where the stream is served (meetings/live); a process for pages has none and says so.

    204 ends an EventSource for good; the page then asks for the state instead.
    """
    _known(screen)
    audience.allowed(request.user, pk, screen)
    return HttpResponse(status=NO_CONTENT)


@never_cache
@require_safe
def live_state(request: SignedInRequest, pk: int, screen: str) -> HttpResponse:
    """One screen as it stands, for a page that cannot hear the stream; 204 when it has seen it."""
    _known(screen)
    meeting = audience.allowed(request.user, pk, screen)
    if request.GET.get("since") == pulse.mark(meeting):
        return HttpResponse(status=NO_CONTENT, headers={"X-Time": screens.clock()})
    return JsonResponse(audience.now(meeting, screen, request.user).since({}) | screens.pace())


@require_safe
def hall_display(request: SignedInRequest, pk: int) -> HttpResponse:
    """The screen on the wall: item, quorum, seats, result."""
    meeting = access.meeting_to_sit_in(request.user, pk)
    context = screens.page("display", audience.facts(meeting))
    context |= {"meeting": meeting, "theme": "dark", "now": timezone.now()}
    return render(request, "meetings/display.html", context)


def _known(screen: str) -> None:
    if screen not in screens.DRAWN_BY:
        raise Http404
