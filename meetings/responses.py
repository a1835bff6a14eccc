"""How this room answers: a page again with the refusal in place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.errors import NotPermitted
from meetings.errors import NotOnRoll
from meetings.forms.session import ActForm

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
