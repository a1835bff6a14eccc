"""Permissions that follow from offices in force today and from dated grants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.backends import BaseBackend
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from bodies import offices
from bodies.models import Body, Grant, Membership, Organisation

if TYPE_CHECKING:
    from django.db.models import Model

    from accounts.models import User


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


def verbs_on(user: User, body: Body, day: date) -> frozenset[str]:
    """Every permission `user` has on `body` that day, from office and grants together."""
    verbs: set[str] = set()
    seats = Membership.objects.on(day).of(user).filter(body__in=lineage(body))
    for sat_in, office, voting in seats.values_list("body", "office", "voting"):
        if sat_in == body.pk:
            verbs |= offices.verbs_of_office(body.kind, office, voting=voting)
        else:
            directly = sat_in == body.parent_id
            verbs |= offices.verbs_of_seat_above(body.kind, office, directly=directly)
    for granted in grants_reaching(user, body, day):
        verbs |= offices.verbs_of_grant(granted, body.kind)
    return frozenset(verbs)


def lineage(body: Body) -> list[int]:
    """Primary keys of the body and of every body above it."""
    chain = [body.pk]
    above = body.parent
    while above is not None:
        chain.append(above.pk)
        above = above.parent
    return chain


def grants_reaching(user: User, body: Body, day: date) -> list[offices.Verb]:
    """Verbs granted on the body or on a body above it."""
    chain = [str(pk) for pk in lineage(body)]
    return [
        offices.Verb(codename)
        for codename in Grant.dated.on(day)
        .of(user)
        .filter(content_type=ContentType.objects.get_for_model(Body), object_pk__in=chain)
        .values_list("permission__codename", flat=True)
    ]


def holders(body: Body, verb: offices.Verb, day: date) -> list[User]:
    """Everybody who has this permission on the body that day; accounts that are open."""
    chain = lineage(body)
    people: dict[int, User] = {}
    seats = Membership.objects.on(day).filter(body__in=chain).select_related("user")
    grants = Grant.dated.on(day).filter(
        content_type=ContentType.objects.get_for_model(Body),
        object_pk__in=[str(pk) for pk in chain],
    )
    for seat in seats:
        if verb in _verbs_of_seat(seat, body):
            people[seat.user_id] = seat.user
    for given in grants.select_related("user", "permission"):
        granted = offices.Verb(given.permission.codename)
        if verb in offices.verbs_of_grant(granted, body.kind):
            people[given.user_id] = given.user
    return [person for person in people.values() if person.is_active]


def _verbs_of_seat(seat: Membership, body: Body) -> frozenset[offices.Verb]:
    if seat.body_id == body.pk:
        return offices.verbs_of_office(body.kind, seat.office, voting=seat.voting)
    directly = seat.body_id == body.parent_id
    return offices.verbs_of_seat_above(body.kind, seat.office, directly=directly)


def granted_bodies(user: User, verb: offices.Verb, day: date) -> list[int]:
    """Primary keys of the bodies on which exactly this verb is granted, without those below."""
    return [
        int(pk)
        for pk in Grant.dated.on(day)
        .of(user)
        .filter(
            content_type=ContentType.objects.get_for_model(Body), permission__codename=verb.value
        )
        .values_list("object_pk", flat=True)
    ]


def represented_by(user: User, day: date) -> list[int]:
    """Primary keys of the organisations whose copies `user` receives."""
    return [
        int(pk)
        for pk in Grant.dated.on(day)
        .of(user)
        .filter(
            content_type=ContentType.objects.get_for_model(Organisation),
            permission__codename="represent",
        )
        .values_list("object_pk", flat=True)
    ]
