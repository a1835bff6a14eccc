"""Permissions without an office: the list, giving one, taking one back, the act behind one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from bodies import access
from bodies.actions import grant_and_invite, revoke
from bodies.forms import GrantForm, RevokeForm
from council_portal.documents.grants import GrantFilters, grant_rows, offered
from meetings.views.acting import accepted
from records.responses import file_response

PER_PAGE = 50
any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def grant_list(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    grants = access.overseen_grants(request.user, today)
    chosen = GrantFilters.read(request.GET)
    page = Paginator(chosen.applied_to(grants), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": grant_rows(page.object_list, request.user, today),  # type: ignore[arg-type]
        "chosen": chosen,
        "offered": offered(grants, request.user, today),
        "gives": access.administered_bodies(request.user, today).exists(),
    }
    return render(request, "council_portal/grant_list.html", context)


@any_of
def grant_give(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    bodies = access.require_granting(request.user, today)
    form = GrantForm(
        request.POST or None, request.FILES or None, bodies=bodies,
        portal=access.administers_portal(request.user, today),
        initial={"starts_on": today} | {k: request.GET.get(k) for k in ("body", "organisation", "verb")},
    )  # fmt: skip
    if request.method == "POST" and accepted(
        form, lambda: grant_and_invite(by=request.user, **form.granted())
    ):
        messages.success(request, _("Granted: %(name)s.") % {"name": form.whom().full_name()})
        return redirect("grant_list")
    return render(request, "council_portal/grant_give.html", {"form": form})


@any_of
def grant_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """A reason, then the answers once more, then the act."""
    now = timezone.now()
    given = access.grant_to_revoke(request.user, pk, timezone.localdate(now))
    form = RevokeForm(request.POST or None)
    checking = request.method == "POST" and form.is_valid()
    if checking and "confirm" in request.POST:
        reason = form.cleaned_data["reason"]
        if accepted(form, lambda: revoke(given, by=request.user, at=now, reason=reason)):
            messages.success(request, _("Revoked: %(name)s.") % {"name": given.user.full_name()})
            return redirect("home" if given.user == request.user else "grant_list")
    context = {"grant": given, "form": form, "checking": checking and not form.errors}
    return render(request, "council_portal/grant_revoke.html", context)


@require_safe
def grant_act(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file of the act a grant rests on."""
    given = access.grant_overseen(request.user, pk, timezone.localdate())
    if given.basis.file is None:
        raise Http404
    return file_response(given.basis.file, inline="inline" in request.GET)
