"""Finding one's own ballot by its receipt."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from minutes.documents.tracing import trace
from minutes.forms import ReceiptForm


@require_safe
def receipt_find(request: SignedInRequest) -> HttpResponse:
    """`?code=3F2A 91C0 77BE`: the ballot, the digest it is part of, its entry, its line."""
    form = ReceiptForm(request.GET if "code" in request.GET else None)
    sought = form.is_bound and form.is_valid()
    code = form.cleaned_data["code"] if sought else ""
    found = trace(request.user, code, (get_language() or "kk")[:2]) if sought else []
    context = {"form": form, "sought": sought, "found": found}
    return render(request, "minutes/receipt_find.html", context)
