"""Who may read what is paid for an association, and who records it (cl. 4).

Its members and the ministry read; so does the base institution's representative, who otherwise
sees nothing of the association.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from associations.models import Association, FundingRecord
from bodies.models import Body, BodyKind
from records.models import StoredFile

if TYPE_CHECKING:
    from accounts.models import User


def funding_readable(user: User, association: Association) -> bool:
    """Whether `user` may read the funding records of this association."""
    base = association.base_institution
    return user.has_perm("bodies.read_funding", association.body) or (
        base is not None and user.has_perm("bodies.represent", base)
    )


def association_funded(user: User, pk: int) -> Association:
    """An association whose funding `user` may read."""
    association = _association(pk)
    if not funding_readable(user, association):
        _turn_away(user, association)
    return association


def association_to_fund(user: User, pk: int) -> Association:
    """An association whose secretary `user` is."""
    association = _association(pk)
    if not user.has_perm("bodies.record_funding", association.body):
        _turn_away(user, association)
    return association


def funding_to_cancel(user: User, pk: int) -> FundingRecord:
    """A record of one's own association."""
    record = _record(pk)
    if not user.has_perm("bodies.record_funding", record.association.body):
        _turn_away(user, record.association)
    return record


def funding_with_file(user: User, pk: int) -> StoredFile:
    """The file of the document behind a record that `user` may read."""
    record = _record(pk)
    if not funding_readable(user, record.association):
        _turn_away(user, record.association)
    if record.act.file is None:
        raise Http404
    return record.act.file


def _turn_away(user: User, association: Association) -> None:
    """404 to whom the association is not known, 403 to whom it is."""
    if funding_readable(user, association) or user.has_perm("bodies.view_body", association.body):
        raise PermissionDenied
    raise Http404


def _association(pk: int) -> Association:
    # By the body's own key: a number no body can have finds nothing, on both engines.
    body = get_object_or_404(Body, pk=pk, kind=BodyKind.ASSOCIATION)
    rows: QuerySet[Association] = Association.objects.select_related(
        "body__parent__parent", "base_institution"
    )
    return get_object_or_404(rows, body=body)


def _record(pk: int) -> FundingRecord:
    rows = FundingRecord.objects.select_related(
        "association__body__parent__parent", "association__base_institution", "act__file"
    )
    record: FundingRecord = get_object_or_404(rows, pk=pk)
    return record
