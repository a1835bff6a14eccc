"""Fetch-and-authorise for the register of documents (cl. 12, 23).

Kept by the body's secretary, for the Council by the Centre too; read by the ministry.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Body
from bodies.offices import Verb
from minutes.models import RegisteredDocument
from records.models import StoredFile

READERS = frozenset({Verb.DRAW_UP_MINUTES, Verb.REVIEW_MINUTES})


def register_of(user: User, pk: int) -> Body:
    """The body whose register `user` may read; 403 to whom only the body is known."""
    body: Body = get_object_or_404(Body.objects.select_related("parent__parent"), pk=pk)
    _require(user, body, READERS)
    return body


def register_to_keep(user: User, pk: int) -> Body:
    """The body whose documents `user` registers."""
    body: Body = get_object_or_404(Body.objects.select_related("parent__parent"), pk=pk)
    _require(user, body, frozenset({Verb.DRAW_UP_MINUTES}))
    return body


def reads_register(user: User, body: Body, day: date) -> bool:
    """Whether `user` may read the register that day: its keepers and the ministry."""
    return bool(READERS & verbs_on(user, body, day))


def keeps_register(user: User, body: Body, day: date) -> bool:
    """Whether `user` registers and cancels that day."""
    return body.exists_on(day) and Verb.DRAW_UP_MINUTES in verbs_on(user, body, day)


def document_for(user: User, pk: int) -> RegisteredDocument:
    """A registered document whose register `user` may read; 404 otherwise."""
    document: RegisteredDocument = get_object_or_404(
        RegisteredDocument.objects.select_related(
            "body__parent__parent", "number", "file", "registered_by", "cancelled_by"
        ),
        pk=pk,
    )
    if not reads_register(user, document.body, timezone.localdate()):
        raise Http404
    return document


def document_to_cancel(user: User, pk: int) -> RegisteredDocument:
    """For whoever keeps the register."""
    document = document_for(user, pk)
    if not keeps_register(user, document.body, timezone.localdate()):
        raise PermissionDenied
    return document


def file_of_document(user: User, pk: int) -> StoredFile:
    """The letter itself, for readers of the register."""
    return document_for(user, pk).file


def _require(user: User, body: Body, verbs: frozenset[Verb]) -> None:
    held = verbs_on(user, body, timezone.localdate())
    if verbs & held:
        return
    if Verb.VIEW_BODY in held:
        raise PermissionDenied
    raise Http404
