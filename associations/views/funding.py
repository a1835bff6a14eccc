"""What the base institution pays (cl. 4)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from associations import access, actions
from associations.documents.funding import account_of
from associations.forms import FundingCancelForm, FundingFilter, FundingForm
from associations.models import FundingRecord
from meetings.views.acting import accepted, by_now
from records.responses import file_response

PER_PAGE = 25


@require_safe
def funding_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The records of one association, with a total for each year."""
    association = access.association_funded(request.user, pk)
    account = account_of(association)
    form = FundingFilter(request.GET or None, years=account.years)
    found = form.filtered(FundingRecord.objects.of(association)).newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "association": association, "account": account, "filter": form, "page": page,
        "records": request.user.has_perm("bodies.record_funding", association.body),
    }  # fmt: skip
    return render(request, "associations/funding_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def funding_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record a payment."""
    association = access.association_to_fund(request.user, pk)
    form = FundingForm(
        request.POST or None, request.FILES or None, association=association,
        this_year=timezone.localdate().year,
    )  # fmt: skip
    act = by_now(request)
    if accepted(form, lambda: actions.record_funding(association, **act, **form.payment())):
        messages.success(request, _("The payment is recorded."))
        return redirect("associations:funding_list", pk)
    return render(request, "associations/funding_add.html", {"form": form, "of": association})


@require_http_methods(["GET", "HEAD", "POST"])
def funding_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel a record and say why; it stays in the list."""
    record = access.funding_to_cancel(request.user, pk)
    form = FundingCancelForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.cancel_funding(record, **act, **form.cleaned_data)):
        messages.success(request, _("The record is cancelled; it stays in the list."))
        return redirect("associations:funding_list", record.association_id)
    return render(request, "associations/funding_cancel.html", {"form": form, "record": record})


@require_safe
def funding_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The document behind a record."""
    return file_response(access.funding_with_file(request.user, pk), inline=True)
