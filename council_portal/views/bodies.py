"""Bodies: the list, the page of one on a day, its journal, delegating."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from bodies.access import body_to, visible_bodies
from bodies.actions import delegate
from bodies.documents import compositions
from bodies.forms import DelegationForm
from council_portal.documents.body_page import body_page, journal_entries
from council_portal.documents.composition_page import composition_page
from meetings.views.acting import worded
from records import journal
from records.names import FAULTS

PER_PAGE = 50
ROWS_A_PAGE = 500


@require_safe
def body_list(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    bodies = visible_bodies(request.user, today).select_related("parent")
    listed = compositions(bodies.order_by("-kind", "sort_key"), today)
    council = next((each.body for each in listed if each.body.is_council), None)
    founds = council is not None and request.user.has_perm("bodies.administer", council)
    context = {"compositions": listed, "founds": founds}
    return render(request, "council_portal/body_list.html", context)


@require_safe
def body_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to(request.user, "view_body", pk)
    day = _day(request.GET.get("on", "")) or timezone.localdate()
    return render(
        request, "council_portal/body_detail.html", {"page": body_page(body, request.user, day)}
    )


@require_safe
def composition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody on a day, against another day, to be read or printed."""
    body = body_to(request.user, "view_body", pk)
    day = _day(request.GET.get("on", "")) or timezone.localdate()
    against = _day(request.GET.get("against", ""))
    sheet = composition_page(body, day, against)
    page = Paginator(sheet.comparison.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "council_portal/composition.html", {"sheet": sheet, "page": page})


@require_safe
def body_journal(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to(request.user, "read_journal", pk)
    page = Paginator(journal_entries(body), PER_PAGE).get_page(request.GET.get("page"))
    faults = [(fault.position, FAULTS[fault.kind]) for fault in journal.verify(body.stream)]
    context = {"body": body, "page": page, "faults": faults, "head": journal.head(body.stream)}
    return render(request, "council_portal/body_journal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_record(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to(request.user, "manage_members", pk)
    form = DelegationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = delegate(body=body, by=request.user, **form.delegation())
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            named = {"name": given.deputy.user.full_name()}
            messages.success(request, _("Delegation recorded: %(name)s.") % named)
            return redirect("body_detail", pk)
    return render(request, "council_portal/delegation_record.html", {"body": body, "form": form})


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
