"""`demo_entries` for the sign-in page; registered only where PORTAL_DEMO is set."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from council_portal.demo.entries import ROLES


def entries(request: HttpRequest) -> dict[str, object]:
    """The people one may enter as; for nobody who has signed in."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return {}
    listed = [
        {"url": reverse("demo_entry", args=[role.key]), "label": role.label, "hint": role.hint}
        for role in ROLES
    ]
    return {"demo_entries": listed}
