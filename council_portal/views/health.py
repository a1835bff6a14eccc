"""Whether the portal is alive, for whatever watches it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from records.clock import now


@login_not_required  # a watchdog has no account, and learns only that the database answers
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"ok {now():%Y-%m-%dT%H:%M:%SZ}", content_type="text/plain")
