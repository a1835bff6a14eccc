"""Doing one act for a page: what the rules refuse is said, who may not is turned away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted, RuleViolation
from accounts.models import User
from accounts.requests import SignedInRequest


class ByNow(TypedDict):
    """What every act is told: by whom, and the page's clock."""

    by: User
    at: datetime


def by_now(request: SignedInRequest) -> ByNow:
    """The person at the screen, at this moment."""
    return {"by": request.user, "at": timezone.now()}


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str = "") -> bool:
    """Run `act`; flash `done`, or the refusal. Raises PermissionDenied for NotPermitted."""
    try:
        act()
    except NotPermitted as refusal:
        raise PermissionDenied(worded(refusal)) from refusal
    except RuleViolation as refusal:
        messages.error(request, worded(refusal))
        return False
    if done:
        messages.success(request, done)
    return True


def accepted(form: BaseForm, act: Callable[[], object]) -> bool:
    """Run `act` if the form is valid; a refusal becomes an error of the form, input kept."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotPermitted as refusal:
        raise PermissionDenied(worded(refusal)) from refusal
    except RuleViolation as refusal:
        form.add_error(None, worded(refusal))
        return False
    return True


def worded(refusal: RuleViolation) -> str:
    """The refusal with its clause, unless it cites that itself."""
    cited = rf"\([^()]*(?<![\d.]){re.escape(refusal.clause)}(?![\d.])[^()]*\)"  # «(20-тармақ)»
    if not refusal.clause or re.search(cited, refusal.message):
        return refusal.message
    return _("%(message)s (cl. %(clause)s)") % {
        "message": refusal.message, "clause": refusal.clause,
    }  # fmt: skip
