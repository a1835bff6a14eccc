"""Fetch-and-authorise for bodies: 404 when it may not be known, 403 when it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bodies.backends import granted_bodies, verbs_on
from bodies.models import Body, ChangeState, CompositionChange, Membership
from bodies.offices import GRANT_VERBS, Verb
from bodies.querysets import BodyQuerySet

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


def visible_bodies(user: User, day: date) -> BodyQuerySet:
    """Bodies one sits in, those a grant reaches, and everything below them."""
    granted = {pk for verb in GRANT_VERBS for pk in granted_bodies(user, verb, day)}
    own = Body.objects.with_member(user, day).values_list("pk", flat=True)
    reached = [*own, *granted]
    return Body.objects.filter(
        Q(pk__in=reached) | Q(parent__in=reached) | Q(parent__parent__in=reached)
    )


def body_to(user: User, verb: str, pk: int) -> Body:
    """The body, if `user` may do `verb` in it; 404 if not even seeing it is allowed."""
    body: Body = get_object_or_404(Body.objects.select_related("parent__parent"), pk=pk)
    if not user.has_perm("bodies.view_body", body):
        raise Http404
    if not user.has_perm(f"bodies.{verb}", body):
        raise PermissionDenied
    return body


def body_to_change(user: User, pk: int) -> Body:
    """The body, for whoever records or prepares changes of its composition."""
    body = body_to(user, "view_body", pk)
    if not verbs_on(user, body, timezone.localdate()) & DRAWERS:
        raise PermissionDenied
    return body


DRAWERS = frozenset({Verb.MANAGE_MEMBERS, Verb.PREPARE_MEMBERS})
KEEPERS = frozenset({Verb.MANAGE_MEMBERS, Verb.CONFIRM_COMPOSITION, Verb.PREPARE_MEMBERS})
"""Whoever works on a body's composition sees the changes that wait; others those in effect."""
IN_EFFECT = (ChangeState.CONFIRMED, ChangeState.UNDONE)


def change_for(user: User, pk: int) -> CompositionChange:
    """A change `user` may see: its keepers, its subject, whoever drew it up; in effect, the body."""
    change: CompositionChange = get_object_or_404(
        CompositionChange.objects.with_everything().select_related("body__parent__parent"), pk=pk
    )
    verbs = verbs_on(user, change.body, timezone.localdate())
    verbs |= verbs_on(user, change.keeper, timezone.localdate()) & KEEPERS
    own = change.drawn_up_by_id == user.pk or change.lines.filter(user=user).exists()
    open_to_body = Verb.VIEW_BODY in verbs and change.state in IN_EFFECT
    if not (verbs & KEEPERS or own or open_to_body):
        raise Http404
    return change


def change_to(user: User, verb: str, pk: int) -> CompositionChange:
    """A change in whose body `user` may do `verb`; 403 when only seeing it is allowed."""
    change = change_for(user, pk)
    if not user.has_perm(f"bodies.{verb}", change.keeper):
        raise PermissionDenied
    return change


def own_change(user: User, pk: int) -> CompositionChange:
    """A change that `user` drew up or recorded."""
    change = change_for(user, pk)
    if user.pk not in (change.drawn_up_by_id, change.proposed_by_id):
        raise PermissionDenied
    return change


def seat_to(user: User, pk: int, *verbs: str) -> Membership:
    """A seat of a body in which `user` may do one of `verbs`; 404 where the body is not seen."""
    seat: Membership = get_object_or_404(
        Membership.objects.standing().select_related("user", "represents", "body__parent__parent"),
        pk=pk,
    )
    held = verbs_on(user, seat.body, timezone.localdate())
    if Verb.VIEW_BODY not in held:
        raise Http404
    if not held & set(verbs):
        raise PermissionDenied
    return seat


def own_seat(user: User, pk: int) -> Membership:
    """One's own seat, as long as it lasts."""
    seats = Membership.objects.on(timezone.localdate()).of(user)
    seat: Membership = get_object_or_404(
        seats.select_related("user", "represents", "body__parent__parent"), pk=pk
    )
    return seat
