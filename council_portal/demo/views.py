"""Entering the demo as one of its people."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.middleware import remember
from accounts.models import User
from council_portal.demo.entries import role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required  # that is what it is for; outside a demo it does not exist
@require_POST
def demo_entry(request: HttpRequest, key: str) -> HttpResponse:
    entered = role(key)
    if not settings.PORTAL_DEMO or entered is None:
        raise Http404
    person = get_object_or_404(User.objects.active(), email=entered.email)
    login(request, person, backend=BACKEND)
    response = redirect("home")
    remember(response, person.language)
    return response
