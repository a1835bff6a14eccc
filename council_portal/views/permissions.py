"""Who could do what on a day, and what was edited when: for whoever reads the audit log."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from bodies.access import body_to, person_overseen
from council_portal.documents import permissions
from council_portal.documents.grants import day_of
from council_portal.documents.histories import body_history as edits_of

PER_PAGE = 50


@require_safe
def body_permissions(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to(request.user, "read_journal", pk)
    day = day_of(request.GET.get("on", "")) or timezone.localdate()
    context = {"shown": permissions.body_permissions(body, day)}
    return render(request, "council_portal/body_permissions.html", context)


@require_safe
def person_permissions(request: SignedInRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    person = person_overseen(request.user, pk, today)
    day = day_of(request.GET.get("on", "")) or today
    shown = permissions.person_permissions(person, request.user, day=day, today=today)
    page = Paginator(shown.allowed, PER_PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "page": page}
    return render(request, "council_portal/person_permissions.html", context)


@require_safe
def body_history(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to(request.user, "read_journal", pk)
    page = Paginator(edits_of(body), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "council_portal/body_history.html", {"body": body, "page": page})
