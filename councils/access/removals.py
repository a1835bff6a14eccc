"""Who may read removals (cl. 14.4): the Council, the Centre, administrators, the ministry.

The member concerned reads his or her own.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import ChangeKind, Membership, keeper_of
from bodies.offices import Verb
from councils.models import Removal, RemovalFile, council_on
from councils.querysets import RemovalQuerySet
from records.models import StoredFile


def visible_removals(user: User, day: date) -> RemovalQuerySet:
    """All for whoever sees the Council, one's own for others."""
    everything: RemovalQuerySet = Removal.objects.all()
    seen = Verb.VIEW_BODY in _verbs_in_council(user, day)
    return everything if seen else everything.of_person(user)


def removal_for(user: User, pk: int) -> Removal:
    """A removal `user` may read; 404 otherwise."""
    seen = visible_removals(user, timezone.localdate())
    removal: Removal = get_object_or_404(seen.with_outcome(), pk=pk)
    return removal


def proposes_removals(user: User, day: date) -> bool:
    """Whether `user` may propose items to the Council (E)."""
    return Verb.PROPOSE_ITEM in _verbs_in_council(user, day)


def seat_to_remove(user: User, pk: int) -> Membership:
    """A seat whose end `user` may propose; 404 where the body is not seen, else 403 (REQ-13)."""
    rows = Membership.objects.standing().select_related(
        "user", "represents", "body__parent__parent"
    )
    seat: Membership = get_object_or_404(rows, pk=pk)
    if not user.has_perm("bodies.view_body", seat.body):
        raise Http404
    if not proposes_removals(user, timezone.localdate()):
        raise PermissionDenied(_("Members are removed only by a Council decision."))
    return seat


def own_removal(user: User, pk: int) -> Removal:
    """One that `user` proposed; else 403."""
    removal = removal_for(user, pk)
    if removal.proposed_by_id != user.pk:
        raise PermissionDenied
    return removal


def removal_of_oneself(user: User, pk: int) -> Removal:
    """One that concerns `user`; else 403."""
    removal = removal_for(user, pk)
    if removal.membership.user_id != user.pk:
        raise PermissionDenied
    return removal


def removal_to_put(user: User, pk: int) -> Removal:
    """For whoever composes the Council's agenda: its secretary, the Centre (cl. 12)."""
    removal = removal_for(user, pk)
    if not user.has_perm("bodies.compose_agenda", removal.council):
        raise PermissionDenied
    return removal


def removal_to_execute(user: User, pk: int) -> Removal:
    """For administrators: of the section's association where a section's member is removed."""
    removal = removal_for(user, pk)
    keeper = keeper_of(removal.membership.body, ChangeKind.REMOVAL)
    if not user.has_perm("bodies.manage_members", keeper):
        raise PermissionDenied
    return removal


def file_of_removal(user: User, pk: int) -> StoredFile:
    """A file of a removal that `user` may read."""
    kept = get_object_or_404(RemovalFile.objects.select_related("file"), pk=pk)
    removal_for(user, kept.removal_id)
    return kept.file


def _verbs_in_council(user: User, day: date) -> frozenset[str]:
    council = council_on(day)
    return verbs_on(user, council, day) if council is not None else frozenset()
