"""The register of decisions: the list, the sheet and the paper of what the filters leave."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from minutes import access
from minutes.documents.decisions import MOST_ON_PAPER, Line, decision_paper, decision_sheet, lines
from minutes.forms import DecisionFilter
from records.responses import made_response
from records.rules.file_types import PDF, XLSX

PAGE = 25


@require_safe
def decision_list(request: SignedInRequest) -> HttpResponse:
    """Decisions of every body one may read, newest first; the address narrows them."""
    form = _filter(request)
    page = Paginator(form.filtered().with_everything(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": lines(page, timezone.localdate()), "filter": form}
    return render(request, "minutes/decision_list.html", context)


@require_safe
def decision_sheet_export(request: SignedInRequest) -> HttpResponse:
    """All that the filters leave, as an .xlsx."""
    day = timezone.localdate()
    found = lines(_filter(request).filtered().with_everything(), day)
    return made_response(decision_sheet(found), name=f"decisions-{day}.xlsx", kind=XLSX)


@require_safe
def decision_paper_export(request: SignedInRequest) -> HttpResponse:
    """All that the filters leave, as a PDF; of too many it asks to narrow them."""
    form, day = _filter(request), timezone.localdate()
    found = lines(form.filtered().with_everything()[: MOST_ON_PAPER + 1], day)
    if not 0 < len(found) <= MOST_ON_PAPER:
        messages.error(request, _not_set(found))
        return redirect(f"{reverse('minutes:decision_list')}?{request.GET.urlencode()}")
    data = decision_paper(found, chosen=form.in_words(), day=day)
    return made_response(data, name=f"decisions-{day}.pdf", kind=PDF)


def _filter(request: SignedInRequest) -> DecisionFilter:
    day = timezone.localdate()
    seen = access.visible_decisions(request.user, day)
    return DecisionFilter(request.GET or None, decisions=seen, day=day)


def _not_set(found: list[Line]) -> str:
    if not found:
        return _("No decision matches")
    return _("Narrow the filters: a PDF holds at most %(most)s decisions.") % {
        "most": MOST_ON_PAPER
    }
