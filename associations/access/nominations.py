"""Who may read nominations: members of the association, administrators, the ministry (cl. 27.5).

The candidate and the nominator read their own, whatever became of their seats.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Nomination, NominationFile
from bodies.access import body_to
from bodies.backends import verbs_on
from bodies.models import Body, BodyKind
from bodies.offices import Verb
from records.models import StoredFile

READERS = frozenset({Verb.NOMINATE, Verb.MANAGE_MEMBERS, Verb.CONFIRM_COMPOSITION})


def reads_nominations(user: User, body: Body) -> bool:
    """Whether `user` may read every nomination to this association."""
    if body.kind != BodyKind.ASSOCIATION:
        return False
    return bool(verbs_on(user, body, timezone.localdate()) & READERS)


def association_to_read(user: User, pk: int) -> Body:
    """An association whose nominations `user` may read."""
    body = _association(user, pk)
    if not reads_nominations(user, body):
        raise PermissionDenied
    return body


def association_to_nominate(user: User, pk: int) -> Body:
    """An association of which `user` is a member; others learn why not (REQ-11)."""
    body = _association(user, pk)
    if not user.has_perm("bodies.nominate", body):
        raise PermissionDenied(_("Only members of this association may nominate."))
    return body


def nomination_for(user: User, pk: int) -> Nomination:
    """A nomination `user` may read; 404 otherwise."""
    rows = Nomination.objects.with_outcome().select_related("body__parent__parent")
    nomination: Nomination = get_object_or_404(rows, pk=pk)
    own = user.pk in (nomination.user_id, nomination.nominated_by.user_id)
    if not (own or reads_nominations(user, nomination.body)):
        raise Http404
    return nomination


def nomination_to(user: User, pk: int, verb: str) -> Nomination:
    """A nomination to an association in which `user` may do `verb`; else 403."""
    nomination = nomination_for(user, pk)
    if not user.has_perm(f"bodies.{verb}", nomination.body):
        raise PermissionDenied
    return nomination


def own_nomination(user: User, pk: int) -> Nomination:
    """One that `user` made; else 403."""
    nomination = nomination_for(user, pk)
    if nomination.nominated_by.user_id != user.pk:
        raise PermissionDenied
    return nomination


def file_of_nomination(user: User, pk: int) -> StoredFile:
    """A file of a nomination that `user` may read."""
    kept = get_object_or_404(NominationFile.objects.select_related("file"), pk=pk)
    nomination_for(user, kept.nomination_id)
    return kept.file


def _association(user: User, pk: int) -> Body:
    body = body_to(user, Verb.VIEW_BODY, pk)
    if body.kind != BodyKind.ASSOCIATION:
        raise Http404
    return body
