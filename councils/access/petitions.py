"""Who may read the Council's petitions (cl. 14.5): the Council, the Centre and the ministry."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.offices import Verb
from councils.access.standing import verbs_in_council
from councils.models import Petition
from councils.querysets import PetitionQuerySet


def visible_petitions(user: User, day: date) -> PetitionQuerySet:
    """All, or none."""
    everything: PetitionQuerySet = Petition.objects.all()
    return everything if Verb.READ_PETITIONS in verbs_in_council(user, day) else everything.none()


def petition_for(user: User, pk: int) -> Petition:
    """A petition `user` may read; 404 otherwise."""
    rows = visible_petitions(user, timezone.localdate()).with_everything()
    petition: Petition = get_object_or_404(rows, pk=pk)
    return petition


def petition_to_keep(user: User, pk: int) -> Petition:
    """For the Council's secretary."""
    petition = petition_for(user, pk)
    if not user.has_perm("bodies.petition", petition.council):
        raise PermissionDenied
    return petition
