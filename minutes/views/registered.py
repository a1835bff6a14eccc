"""The register of documents (cl. 12, 23; REQ-67)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from meetings.views.acting import accepted, by_now
from minutes import access, actions
from minutes.documents.registered import register_sheet
from minutes.forms import CancelDocumentForm, RegisterFilter, RegisterForm
from minutes.models import RegisteredDocument
from records.responses import file_response, made_response
from records.rules.file_types import XLSX

any_of = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


@require_safe
def document_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything the body has numbered, newest first; the address narrows it."""
    body = access.register_of(request.user, pk)
    form = RegisterFilter(request.GET or None, body=body)
    page = Paginator(form.filtered(), PAGE).get_page(request.GET.get("page"))
    keeper = access.keeps_register(request.user, body, timezone.localdate())
    context = {"body": body, "page": page, "filter": form, "keeper": keeper}
    return render(request, "minutes/document_list.html", context)


@require_safe
def document_sheet_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that the filters leave, as an .xlsx."""
    body = access.register_of(request.user, pk)
    listed = RegisterFilter(request.GET or None, body=body).filtered()
    name = f"register-{body.code}-{timezone.localdate()}.xlsx"
    return made_response(register_sheet(listed), name=name, kind=XLSX)


@any_of
def document_register(request: SignedInRequest, pk: int) -> HttpResponse:
    """A letter gets the next number of its kind."""
    body, kept = access.register_to_keep(request.user, pk), list[RegisteredDocument]()
    form = RegisterForm(request.POST or None, request.FILES or None)
    act = partial(actions.register_document, body, **by_now(request))
    if accepted(form, lambda: kept.append(act(**form.cleaned_data))):
        number = {"number": kept[0].number.number}
        messages.success(request, _("The document is registered: № %(number)s.") % number)
        return redirect(kept[0])
    return render(request, "minutes/document_register.html", {"form": form, "body": body})


@require_safe
def document_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A registered letter, and whether it was cancelled and why."""
    document = access.document_for(request.user, pk)
    may = access.keeps_register(request.user, document.body, timezone.localdate())
    context = {"document": document, "may_cancel": may and document.cancelled_at is None}
    return render(request, "minutes/document_detail.html", context)


@any_of
def document_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """It stays in the register with its number and the reason (REQ-67)."""
    document = access.document_to_cancel(request.user, pk)
    form = CancelDocumentForm(request.POST or None)
    act = partial(actions.cancel_document, document, **by_now(request))
    if accepted(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("The document is cancelled; it stays in the register."))
        return redirect(document)
    return render(request, "minutes/document_cancel.html", {"form": form, "document": document})


@require_safe
def document_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The letter itself."""
    return file_response(access.file_of_document(request.user, pk), inline=True)
