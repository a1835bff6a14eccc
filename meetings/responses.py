"""How this room answers: a page again with the refusal in place, a panel only when it changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.errors import NotPermitted
from meetings.errors import NotOnRoll
from meetings.forms.session import ActForm
from meetings.rules.receipt import fingerprint

FORBIDDEN, CONFLICT, NO_CONTENT = 403, 409, 204


def page(
    request: HttpRequest, template: str, form: ActForm, context: dict[str, Any]
) -> HttpResponse:
    """The page of an act: first read, or again with what was typed and why it was refused.

    403 when the refusal is about the person, 409 when it is about the state of things.
    """
    status = None
    if form.violation is not None:
        status = FORBIDDEN if isinstance(form.violation, NotPermitted | NotOnRoll) else CONFLICT
    return render(request, template, context | {"form": form}, status=status)


def panel(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A read-only part of a page for polling; no content when the reader has seen just this."""
    drawn = drawn_panel(request, template, context)
    if request.GET.get("seen") == drawn["seen"]:
        return HttpResponse(status=NO_CONTENT)
    return render(request, "meetings/_vote_panel.html", context | drawn | {"announce": True})


def drawn_panel(request: HttpRequest, template: str, context: dict[str, Any]) -> dict[str, Any]:
    """The part drawn once, with the mark by which a later one is known to differ."""
    inner = render_to_string(template, context, request)
    return {"inner": inner, "seen": fingerprint(inner)[:16]}
