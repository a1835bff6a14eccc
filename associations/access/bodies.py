"""Associations, for whoever founds and changes them (cl. 2, 3, 29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from associations.models import Association
from bodies.access import body_to
from bodies.models import Body, BodyKind

if TYPE_CHECKING:
    from accounts.models import User


def council_to_found_in(user: User) -> Body:
    """The Council of today, for its administrator."""
    council: Body | None = Body.objects.councils().on(timezone.localdate()).first()
    if council is None or not user.has_perm("bodies.administer", council):
        raise PermissionDenied
    return council


def body_to_name(user: User, pk: int) -> Body:
    """Any body, for its administrator."""
    return body_to(user, "administer", pk)


def association_to(user: User, verb: str, pk: int) -> Association:
    """An association in which `user` may do `verb`; other bodies are none (404)."""
    body = body_to(user, "view_body", pk)
    if body.kind != BodyKind.ASSOCIATION:
        raise Http404
    if not user.has_perm(f"bodies.{verb}", body):
        raise PermissionDenied
    association: Association = get_object_or_404(
        Association.objects.select_related("base_institution"), pk=pk
    )
    association.body = body
    return association
