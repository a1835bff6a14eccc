"""Fetch-and-authorise for bodies: 404 when it may not be known, 403 when it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.backends import granted_bodies, verbs_on
from bodies.models import (
    Body,
    ChangeState,
    CompositionChange,
    Grant,
    Membership,
    Organisation,
    RosterImport,
)
from bodies.offices import GRANT_VERBS, Verb
from bodies.querysets import BodyQuerySet, GrantQuerySet

if TYPE_CHECKING:
    from datetime import date

# Whose grants let read who may what: the administrator and the ministry (E: read audit log).
OVERSEEING = (Verb.ADMINISTER, Verb.REVIEW_MINUTES)


def visible_bodies(user: User, day: date) -> BodyQuerySet:
    """Bodies one sits in, those a grant reaches, and everything below them."""
    granted = granted_bodies(user, day)
    own = Body.objects.with_member(user, day).values_list("pk", flat=True)
    return Body.objects.reached_from({*own, *(pk for verb in GRANT_VERBS for pk in granted[verb])})


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
        CompositionChange.objects.with_people().select_related("body__parent__parent"), pk=pk
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


def overseen_bodies(user: User, day: date) -> BodyQuerySet:
    """Bodies whose records of who may what one reads by a grant (E: read audit log)."""
    return Body.objects.reached_from(_granted(user, OVERSEEING, day))


def administered_bodies(user: User, day: date) -> BodyQuerySet:
    """Bodies one administers, by a grant on them or above them."""
    return Body.objects.reached_from(_granted(user, (Verb.ADMINISTER,), day))


def oversees_portal(user: User, day: date) -> bool:
    """Administrator or reviewer of the Council, and so of everything."""
    return overseen_bodies(user, day).councils().exists()


def administers_portal(user: User, day: date) -> bool:
    """Administrator of the Council, and so of everything (cl. 2, 6)."""
    return administered_bodies(user, day).councils().exists()


def overseen_grants(user: User, day: date) -> GrantQuerySet:
    """Every grant for whoever oversees all; else those on the bodies one oversees.

    Raises PermissionDenied for everybody else.
    """
    found: GrantQuerySet = Grant.dated.all()
    if oversees_portal(user, day):
        return found
    overseen = list(overseen_bodies(user, day).values_list("pk", flat=True))
    if not overseen:
        raise PermissionDenied
    return found.on_bodies(overseen)


def grant_overseen(user: User, pk: int, day: date) -> Grant:
    """The grant, if one oversees what it is given on; 404 if even that it exists is unknown."""
    try:
        found = overseen_grants(user, day)
    except PermissionDenied as nothing:
        raise Http404 from nothing
    grants = found.select_related("user", "permission", "basis__file", "granted_by", "revoked_by")
    given: Grant = get_object_or_404(grants, pk=pk)
    return given


def grant_to_revoke(user: User, pk: int, day: date) -> Grant:
    """The grant, for the administrator of what it is given on."""
    given = grant_overseen(user, pk, day)
    on = given.content_object
    administered = (
        administered_bodies(user, day).filter(pk=on.pk).exists()
        if isinstance(on, Body)
        else administers_portal(user, day)
    )
    if not administered:
        raise PermissionDenied
    return given


def require_granting(user: User, day: date) -> BodyQuerySet:
    """The bodies on which `user` may grant; PermissionDenied where there are none."""
    bodies = administered_bodies(user, day)
    if not bodies.exists():
        raise PermissionDenied
    return bodies


def person_overseen(user: User, pk: int, day: date) -> User:
    """Somebody whose permissions one reads; 404 for whoever oversees nothing."""
    if not overseen_bodies(user, day).exists():
        raise Http404
    person: User = get_object_or_404(User, pk=pk)
    return person


def require_administrator(user: User, day: date) -> None:
    """Organisations are entered and changed by the administrator (E: create, edit organisation)."""
    if not administers_portal(user, day):
        raise PermissionDenied


def organisation_to_edit(user: User, pk: int, day: date) -> Organisation:
    """The organisation, which everybody may see, for the administrator."""
    organisation: Organisation = get_object_or_404(Organisation, pk=pk)
    require_administrator(user, day)
    return organisation


def _granted(user: User, verbs: tuple[Verb, ...], day: date) -> list[int]:
    granted = Grant.dated.on(day).of(user).on_bodies().filter(permission__codename__in=verbs)
    return [int(pk) for pk in granted.values_list("object_pk", flat=True)]


def roster_for(user: User, pk: int) -> RosterImport:
    """A dry run, for whoever records or prepares changes of its body's composition."""
    roster: RosterImport = get_object_or_404(
        RosterImport.objects.select_related(
            "body__parent__parent", "file", "act_file", "act_issuer", "by", "change"
        ),
        pk=pk,
    )
    verbs = verbs_on(user, roster.body, timezone.localdate())
    if Verb.VIEW_BODY not in verbs:
        raise Http404
    if not verbs & DRAWERS:
        raise PermissionDenied
    return roster
