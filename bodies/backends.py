"""Permissions that follow from offices in force today and from dated grants."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from accounts.models import User
from bodies import offices
from bodies.models import Body, Grant, Membership, Organisation
from bodies.querysets import GrantQuerySet, MembershipQuerySet

if TYPE_CHECKING:
    from django.db.models import Model


class OfficeBackend(BaseBackend):
    """Answers `user.has_perm("bodies.<verb>", body)`; never lets a superuser flag decide."""

    def authenticate(self, request: object, **credentials: object) -> None:
        """Signing in is another backend's work."""
        return

    def has_perm(self, user_obj: User, perm: str, obj: Model | None = None) -> bool:  # type: ignore[override]
        """Whether an office or a grant in force today gives the permission on `obj`."""
        app_label, _, verb = perm.partition(".")
        if app_label != "bodies" or obj is None or not user_obj.is_active or user_obj.is_anonymous:
            return False
        today = timezone.localdate()
        if isinstance(obj, Body):
            return verb in verbs_on(user_obj, obj, today)
        if isinstance(obj, Organisation):
            return verb == "represent" and obj.pk in represented_by(user_obj, today)
        return False


def verbs_on(user: User, body: Body, day: date) -> frozenset[offices.Verb]:
    """Every permission `user` has on `body` that day, from office and grants together."""
    chain = lineage(body)
    held = holdings(
        Membership.objects.on(day).of(user).filter(body__in=chain),
        Grant.dated.on(day).of(user).on_bodies(chain),
    )
    return offices.verbs_from(offices.sources(body.kind, chain, held.get(user.pk, [])))


def holdings(
    seats: MembershipQuerySet, grants: GrantQuerySet
) -> dict[int, list[offices.Seat | offices.Given]]:
    """What brings permissions on bodies, by the primary key of the person. Two queries."""
    held: dict[int, list[offices.Seat | offices.Given]] = defaultdict(list)
    for user, *seat in seats.values_list("user", "pk", "body", "office", "voting"):
        held[user].append(offices.Seat(*seat))
    for user, key, body, verb in grants.values_list(
        "user", "pk", "object_pk", "permission__codename"
    ):
        held[user].append(offices.Given(key, int(body), offices.Verb(verb)))
    return held


def lineage(body: Body) -> list[int]:
    """Primary keys of the body and of every body above it."""
    chain = [body.pk]
    above = body.parent
    while above is not None:
        chain.append(above.pk)
        above = above.parent
    return chain


def holders(body: Body, verb: offices.Verb, day: date) -> list[User]:
    """Everybody who has this permission on the body that day; accounts that are open."""
    chain = lineage(body)
    seats, grants = Membership.objects.on(day).filter(body__in=chain), Grant.dated.on(day)
    held = holdings(seats, grants.on_bodies(chain))
    able = [
        person
        for person, brought in held.items()
        if verb in offices.verbs_from(offices.sources(body.kind, chain, brought))
    ]
    return list(User.objects.active().filter(pk__in=able).order_by("pk"))


def granted_bodies(user: User, day: date) -> dict[offices.Verb, list[int]]:
    """Primary keys of the bodies on which each verb is granted, without those below. One query."""
    granted: dict[offices.Verb, list[int]] = defaultdict(list)
    grants = Grant.dated.on(day).of(user).on_bodies()
    for verb, body in grants.values_list("permission__codename", "object_pk"):
        granted[offices.Verb(verb)].append(int(body))
    return granted


def represented_by(user: User, day: date) -> list[int]:
    """Primary keys of the organisations whose copies `user` receives."""
    return [
        int(pk)
        for pk in Grant.dated.on(day)
        .of(user)
        .on_organisations()
        .filter(permission__codename="represent")
        .values_list("object_pk", flat=True)
    ]
