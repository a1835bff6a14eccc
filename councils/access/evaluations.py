"""Who may read an evaluation (cl. 13.11).

Drafts are read by those who prepare them, final ones by the ministry too. Whom it is about reads
it when it is shown, and, although of the Council, not before: the member of a member's, the chair,
secretary and members of an association's.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from associations.models import Association
from bodies.models import Membership
from bodies.offices import Verb
from councils.access.standing import (
    association_for_council,
    associations_with,
    verbs_in_council,
)
from councils.models import Evaluation
from councils.querysets import EvaluationQuerySet
from councils.states import EvaluationState

SHOWN = Q(state=EvaluationState.SHOWN)


def visible_evaluations(user: User, day: date) -> EvaluationQuerySet:
    """All that `user` may read that day."""
    verbs = verbs_in_council(user, day)
    own = associations_with(user, Verb.READ_EVALUATIONS, day)
    about = SHOWN & (Q(person=user) | Q(person=None, association__in=own))
    found: EvaluationQuerySet = Evaluation.objects.filter(about | _of_others(user, verbs, day))
    return found


def evaluation_for(user: User, pk: int) -> Evaluation:
    """An evaluation `user` may read; 404 otherwise."""
    rows = visible_evaluations(user, timezone.localdate()).select_related(
        "association__body__parent__parent", "person", "author", "finalised_by", "shown_by"
    )
    evaluation: Evaluation = get_object_or_404(rows, pk=pk)
    return evaluation


def evaluation_to(user: User, pk: int, verb: Verb) -> Evaluation:
    """One that `user` may prepare or decide on as somebody of the Council."""
    evaluation = evaluation_for(user, pk)
    if verb not in verbs_in_council(user, timezone.localdate()):
        raise PermissionDenied
    return evaluation


def association_to_evaluate(user: User, pk: int) -> Association:
    """An association that `user` may prepare an evaluation of."""
    return association_for_council(user, Verb.PREPARE_EVALUATION, pk, timezone.localdate())


def _of_others(user: User, verbs: frozenset[str], day: date) -> Q:
    """What the Council and the ministry read of associations in which they do not sit."""
    if Verb.READ_EVALUATIONS not in verbs:
        return Q(pk__in=[])
    seats = Membership.objects.on(day).of(user)
    above = seats.filter(body__parent__isnull=False)  # NOT IN knows nothing beside a null
    own = Q(association__in=seats.values("body")) | Q(association__in=above.values("body__parent"))
    others = ~own & (Q(person=None) | ~Q(person=user))
    if Verb.PREPARE_EVALUATION in verbs:
        return others
    return others & ~Q(state=EvaluationState.DRAFT)
