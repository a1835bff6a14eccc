"""What somebody may do in the Council of the day, and in which associations."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from associations.models import Association
from bodies.backends import verbs_on
from bodies.models import Body, BodyKind, Membership
from bodies.offices import OFFICE_VERBS, Verb
from councils.models import council_on


def verbs_in_council(user: User, day: date) -> frozenset[str]:
    """Every permission `user` has on the Council that day; none when there is no Council."""
    council = council_on(day)
    return verbs_on(user, council, day) if council is not None else frozenset()


def associations_with(user: User, verb: Verb, day: date) -> list[int]:
    """Associations in which an office of `user` gives this permission that day."""
    offices = [name for name, verbs in OFFICE_VERBS["association"].items() if verb in verbs]
    seats = Membership.objects.on(day).of(user).filter(office__in=offices)
    return list(seats.filter(body__kind=BodyKind.ASSOCIATION).values_list("body_id", flat=True))


def association_for_council(user: User, verb: Verb, pk: int, day: date) -> Association:
    """An association about which `user` may do `verb` as somebody of the Council."""
    # By the body's own key: a number no body can have finds nothing, on both engines.
    body = get_object_or_404(Body, pk=pk, kind=BodyKind.ASSOCIATION)
    rows = Association.objects.select_related("body__parent__parent")
    association = get_object_or_404(rows, body=body)
    if verb not in verbs_in_council(user, day):
        turn_away(user, association.body)
    return association


def turn_away(user: User, body: Body) -> None:
    """403 to whom the body is known, 404 to whom it is not."""
    if user.has_perm("bodies.view_body", body):
        raise PermissionDenied
    raise Http404
