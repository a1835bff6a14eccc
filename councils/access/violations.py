"""Who may know of a violation (cl. 28).

Whoever registers them, the chair and the secretary of the association, and, once it is put on
their agenda, the members of the Council that considers it.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from associations.models import Association
from bodies.offices import Verb
from councils.access.standing import (
    association_for_council,
    associations_with,
    verbs_in_council,
)
from councils.models import Violation, ViolationFile
from councils.querysets import ViolationQuerySet
from records.models import StoredFile


def visible_violations(user: User, day: date) -> ViolationQuerySet:
    """All that `user` may read that day."""
    everything: ViolationQuerySet = Violation.objects.all()
    verbs = verbs_in_council(user, day)
    if Verb.REGISTER_VIOLATION in verbs:
        return everything
    answered = Q(association__in=associations_with(user, Verb.ANSWER_VIOLATION, day))
    considered = Q(item__isnull=False) if Verb.DISCUSS in verbs else Q(pk__in=[])
    return everything.filter(answered | considered)


def violation_for(user: User, pk: int) -> Violation:
    """A violation `user` may read, with what its state follows from; 404 otherwise."""
    seen = visible_violations(user, timezone.localdate()).with_outcome()
    violation: Violation = get_object_or_404(
        seen.select_related("association__body__parent__parent", "asked_by"), pk=pk
    )
    return violation


def violation_to_register(user: User, pk: int) -> Violation:
    """For the Council's secretary, the Centre and the ministry."""
    violation = violation_for(user, pk)
    if Verb.REGISTER_VIOLATION not in verbs_in_council(user, timezone.localdate()):
        raise PermissionDenied
    return violation


def violation_to_explain(user: User, pk: int) -> Violation:
    """For the chair and the secretary of the association."""
    violation = violation_for(user, pk)
    if not user.has_perm("bodies.answer_violation", violation.association.body):
        raise PermissionDenied
    return violation


def association_to_hold(user: User, pk: int) -> Association:
    """An association against which `user` may record a violation."""
    return association_for_council(user, Verb.REGISTER_VIOLATION, pk, timezone.localdate())


def file_of_violation(user: User, pk: int) -> StoredFile:
    """Evidence or a file of the explanation, for readers of the violation."""
    line = get_object_or_404(ViolationFile.objects.select_related("file"), pk=pk)
    violation_for(user, line.violation_id)
    return line.file
