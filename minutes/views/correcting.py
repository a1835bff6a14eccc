"""Correcting signed minutes: the draft, the check, the signatures (cl. 11, 21)."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleViolation
from accounts.requests import SignedInRequest
from meetings.views.acting import accepted, attempt, by_now, worded
from minutes import access, actions
from minutes.forms import CorrectionSheet, EditionForm, ReturnForm
from minutes.views import correction_pages as pages
from minutes.views.reading import inside_our_pages
from minutes.views.signing import pages_shown
from records.responses import file_response

any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def correction_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start a correction, or go to the one that is open."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    try:
        correction = actions.draw_up_correction(minutes, **by_now(request))
    except RuleViolation as refusal:
        messages.error(request, worded(refusal))
        return redirect(minutes)
    return redirect(
        "minutes:correction_edit" if correction.is_editable else correction, correction.pk
    )


@require_safe
def correction_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The correction as it stands, who has signed, what can be done."""
    correction = access.correction_to_read(request.user, pk)
    context = pages.detail(correction, request.user)
    return render(request, "minutes/correction_detail.html", context)


@any_of
def correction_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The reason and the rows; each saving leaves two empty rows to go on with."""
    correction = access.correction_to_draw_up(request.user, pk)
    if request.method != "POST" and not correction.is_editable:
        return redirect(correction)
    sheet = CorrectionSheet(correction, request.POST or None)
    if request.method == "POST" and pages.saved(sheet, request):
        return redirect(f"minutes:correction_{'submit' if 'check' in request.POST else 'edit'}", pk)
    status = 409 if sheet.newer else 200
    return render(request, "minutes/correction_edit.html", pages.editor(sheet), status=status)


@any_of
def correction_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check everything once more, then freeze and render."""
    correction = access.correction_to_draw_up(request.user, pk)
    form = EditionForm(request.POST or None, initial={"edition": correction.edition})
    act = by_now(request)
    freeze = actions.freeze_correction
    if accepted(form, lambda: freeze(correction, **form.cleaned_data, **act)):
        done = _("The correction is frozen and ready to be signed; the signers are told.")
        messages.success(request, done)
        return redirect(correction)
    context = pages.check(correction, request.user) | {"form": form}
    return render(request, "minutes/correction_submit.html", context)


@require_POST
def correction_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order the rendering again after a fault."""
    correction = access.correction_to_draw_up(request.user, pk)
    attempt(request, lambda: actions.retry_correction(correction, **by_now(request)))
    return redirect(correction)


@any_of
@pages_shown
def correction_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """The very pages, the password and second factor, and one button that names the act."""
    correction = access.correction_to_sign(request.user, pk)
    form = pages.sign_form(correction, request)
    if request.method == "POST" and accepted(
        form, lambda: pages.sign_what_was_shown(correction, form, request.user)
    ):
        messages.success(request, _("Your signature stands under the correction."))
        return redirect(correction)
    context = pages.signing(correction, form, request.user)
    return render(request, "minutes/correction_sign.html", context)


@any_of
def correction_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """An open correction comes to nothing, with a reason; its number stays."""
    correction = access.correction_to_withdraw(request.user, pk)
    form = ReturnForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.withdraw_correction(correction, **act, **form.cleaned_data)):
        return redirect(correction)
    context = {"correction": correction, "minutes": correction.minutes, "form": form}
    return render(request, "minutes/correction_withdraw.html", context)


@require_safe
@inside_our_pages
@xframe_options_sameorigin
def correction_pdf(request: SignedInRequest, pk: int, which: str) -> FileResponse:
    """`base`: what is being signed; `newest`: with the signatures given so far."""
    correction = access.correction_to_read(request.user, pk)
    stored = {"base": correction.base_pdf, "newest": correction.pdf}.get(which)
    if stored is None:
        raise Http404
    return file_response(stored, inline="inline" in request.GET)
