"""A composition as a sheet: taken out on any day, brought in after a dry run."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from bodies.access import body_to, body_to_change, roster_for
from bodies.actions import draw_up_roster, dry_run
from bodies.documents.roster_writing import template_sheet
from bodies.forms import RosterForm
from council_portal.documents.rosters import exported, roster_page
from meetings.views.acting import accepted, attempt, by_now
from records.responses import made_response
from records.rules.file_types import XLSX

any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def roster_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """The composition of `?on=`, today's without it."""
    body = body_to(request.user, "view_body", pk)
    day = _day(request.GET.get("on", "")) or timezone.localdate()
    return made_response(
        exported(body, request.user, day), name=f"{body.code}-{day:%Y-%m-%d}.xlsx", kind=XLSX
    )


@require_safe
def roster_template(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet to fill in."""
    body = body_to_change(request.user, pk)
    return made_response(template_sheet(), name=f"{body.code}-template.xlsx", kind=XLSX)


@any_of
def roster_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sheet with its act: nothing changes, the next page tells each row's fate."""
    body = body_to_change(request.user, pk)
    form = RosterForm(request.POST or None, request.FILES or None)
    kept: list[int] = []
    if accepted(form, lambda: kept.append(dry_run(body, **form.roster(), **by_now(request)).pk)):
        return redirect("roster_detail", kept[0])
    return render(request, "council_portal/roster_import.html", {"body": body, "form": form})


@require_safe
def roster_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The dry run: counts, and the rows of one fate or of all."""
    roster = roster_for(request.user, pk)
    page = roster_page(
        roster, fate=request.GET.get("fate", ""), number=request.GET.get("page", "1")
    )
    return render(request, "council_portal/roster_detail.html", {"page": page})


@require_POST
def roster_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The one click: the sheet becomes a change that a second person confirms (F5)."""
    roster = roster_for(request.user, pk)
    if not attempt(request, lambda: draw_up_roster(roster, **by_now(request))):
        return redirect("roster_detail", pk)
    if roster.change is None:
        messages.warning(request, _("The composition has changed since the dry run. Nothing was "
                                    "drawn up; look at the plan, it is made anew."))  # fmt: skip
        return redirect("roster_detail", pk)
    messages.success(request, _("Drawn up: a second person confirms it."))
    return redirect("change_detail", roster.change.pk)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
