"""Fetch-and-authorise for bodies: 404 when it may not be known, 403 when it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from bodies.backends import granted_bodies
from bodies.models import Body
from bodies.offices import GRANT_VERBS
from bodies.querysets import BodyQuerySet

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


def visible_bodies(user: User, day: date) -> BodyQuerySet:
    """Bodies one sits in, those a grant reaches, and everything below them."""
    granted = {pk for verb in GRANT_VERBS for pk in granted_bodies(user, verb, day)}
    own = Body.objects.with_member(user, day).values_list("pk", flat=True)
    return Body.objects.reached_from([*own, *granted])


def body_to(user: User, verb: str, pk: int) -> Body:
    """The body, if `user` may do `verb` in it; 404 if not even seeing it is allowed."""
    body: Body = get_object_or_404(Body.objects.select_related("parent__parent"), pk=pk)
    if not user.has_perm("bodies.view_body", body):
        raise Http404
    if not user.has_perm(f"bodies.{verb}", body):
        raise PermissionDenied
    return body
