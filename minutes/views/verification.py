"""Where a paper, a number or a file leads to whoever holds it against the portal (F6)."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minutes.documents import proof
from minutes.documents.proof import Held
from minutes.forms import FileForm, NumberForm

TOO_MANY, NOT_FOUND = 429, 404
ASKED = ("body", "year", "number")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required  # whoever holds the document may hold it against the portal
def verify(request: HttpRequest) -> HttpResponse:
    """By number (`?body=&year=&number=`), by the hash of a file (`?file=`), or by the file itself.

    What is sent is read once and not kept.
    """
    if request.method == "POST":
        return _file(request)
    if digest := request.GET.get("file"):
        return _shown(request, held=proof.by_hash(digest))
    if not any(request.GET.get(name) for name in ASKED):
        return _shown(request)
    form = NumberForm(request.GET)
    found = proof.by_number(**_asked(form)) if form.is_valid() else []
    return _shown(request, number=form, found=found, sought=form.is_valid())


@require_safe
@login_not_required  # whoever holds the paper may hold it against the portal (F6)
def minutes_verify(request: HttpRequest, prefix: str) -> HttpResponse:
    """The page a printed copy leads to; nothing of what the minutes say."""
    found = list(proof.public().with_document(prefix)[:1])
    corrections = [] if found else proof.corrections(prefix)
    status = 200 if found or corrections else NOT_FOUND
    return _shown(request, found=found, corrections=corrections, sought=True, status=status)


def _asked(form: NumberForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"body": int(given["body"]), "year": given["year"], "number": given["number"]}


def _file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not ratelimit.consume(request, action="verify_file"):
        form.add_error(None, _("Too many tries. Wait a minute, then try again."))
        return _shown(request, file=form, status=TOO_MANY)
    if not form.is_valid():
        return _shown(request, file=form)
    return _shown(request, held=proof.by_file(form.cleaned_data["file"].read()), whole=True)


def _shown(
    request: HttpRequest, *, held: Held | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page: what was found, then the ways to ask again."""
    minutes = held.minutes if held else None
    found = [minutes] if minutes else more.pop("found", [])
    corrections = [held.correction] if held and held.correction else more.pop("corrections", [])
    file, number = more.pop("file", None), more.pop("number", None)
    context = more | {
        "held": held, "proofs": [proof.proof(one) for one in found], "form": file or number,
        "corrections": [proof.correction_proof(one) for one in corrections],
        "file_form": file or FileForm(), "number_form": number or NumberForm(),
    }  # fmt: skip
    return render(request, "minutes/verify.html", context, status=status)
