"""Fetch-and-authorise for copies and the ministry's review (cl. 7, 22; REQ-44).

A copy is read by its recipient alone: who represents that organisation today, or reviews for the
ministry. Where the copies of a meeting stand is seen by whoever sends them, by those who sign the
minutes and by the ministry.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.backends import granted_bodies, represented_by
from bodies.models import Body, BodyKind, Membership, Office
from bodies.offices import Verb
from minutes.access.reading import is_signer, may_read, minutes_to_read
from minutes.actions.permit import may_send
from minutes.actions.receiving import is_addressee, require_addressee
from minutes.errors import NotAddressed
from minutes.models import Copy, Extract, Minutes
from minutes.querysets import CopyQuerySet, MinutesQuerySet
from records.models import StoredFile


def inbox(user: User, day: date) -> CopyQuerySet:
    """Copies addressed to the organisations `user` represents, or to the ministry one reviews for."""
    reached = Body.objects.reached_from(granted_bodies(user, day)[Verb.REVIEW_MINUTES])
    found: CopyQuerySet = Copy.objects.filter(
        Q(organisation__in=represented_by(user, day))
        | Q(authority__isnull=False, minutes__meeting__body__in=reached)
    )
    return found


def dispatched(user: User, day: date) -> CopyQuerySet:
    """Copies whose way `user` follows: as the association's secretary, or for the ministry."""
    reached = Body.objects.reached_from(granted_bodies(user, day)[Verb.REVIEW_MINUTES])
    clerked = Membership.objects.on(day).of(user).holding(Office.SECRETARY).values("body")
    found: CopyQuerySet = Copy.objects.filter(
        Q(minutes__meeting__body__in=reached)
        | Q(minutes__meeting__body__in=clerked)
        | Q(minutes__meeting__secretary=user)
    )
    return found


def copy_to_read(user: User, pk: int) -> Copy:
    """A copy addressed to `user`; 403 for whoever may read the minutes anyway, 404 for others."""
    copy = _copy(pk)
    now = timezone.now()
    if not (is_addressee(copy, user, now) or may_read(user, copy.minutes)):
        raise Http404
    try:
        require_addressee(copy, user, now)
    except NotAddressed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    return copy


def copy_to_send(user: User, pk: int) -> Copy:
    """A copy that `user` sends again or hands over."""
    copy = _copy(pk)
    if not (is_addressee(copy, user, timezone.now()) or may_read(user, copy.minutes)):
        raise Http404
    if not may_send(user, copy.minutes.meeting, timezone.now()):
        raise PermissionDenied
    return copy


def copied_minutes(copy: Copy) -> StoredFile:
    """The signed minutes, attached to the ministry's copy alone (C20)."""
    if not copy.is_ministrys or copy.minutes.pdf is None:
        raise Http404
    return copy.minutes.pdf


def copied_extract(copy: Copy, pk: int) -> StoredFile:
    """The extract on one decision of those minutes."""
    extract = get_object_or_404(
        Extract.objects.select_related("file"), pk=pk, minutes=copy.minutes_id
    )
    if extract.file is None:
        raise Http404
    return extract.file


def paper_of(user: User, pk: int) -> StoredFile:
    """The scan that shows a copy was handed over, for whoever follows it."""
    copy = _copy(pk)
    minutes_with_copies(user, copy.minutes_id)
    receipt = copy.receipts.select_related("file").filter(file__isnull=False).first()
    if receipt is None or receipt.file is None:
        raise Http404
    return receipt.file


def minutes_with_copies(user: User, pk: int) -> Minutes:
    """Minutes whose copies `user` follows; 403 for other readers of the minutes."""
    minutes = minutes_to_read(user, pk)
    if minutes.meeting.body.kind != BodyKind.ASSOCIATION:
        raise Http404
    if not follows_copies(user, minutes, timezone.now()):
        raise PermissionDenied
    return minutes


def minutes_to_send(user: User, pk: int) -> Minutes:
    """For whoever sends copies of this association's decisions."""
    minutes = minutes_to_read(user, pk)
    if minutes.meeting.body.kind != BodyKind.ASSOCIATION:
        raise Http404
    if not may_send(user, minutes.meeting, timezone.now()):
        raise PermissionDenied
    return minutes


def follows_copies(user: User, minutes: Minutes, now: datetime) -> bool:
    """Whether the proof of sending is shown to this person; only associations send (cl. 22)."""
    return minutes.meeting.body.kind == BodyKind.ASSOCIATION and (
        may_send(user, minutes.meeting, now)
        or is_signer(user, minutes.meeting)
        or may_review(user, minutes)
    )


def reviewed_by(user: User, day: date) -> MinutesQuerySet:
    """Everything `user` may review: signed minutes of the Council and of associations."""
    reached = Body.objects.reached_from(granted_bodies(user, day)[Verb.REVIEW_MINUTES])
    found: MinutesQuerySet = Minutes.objects.of(reached).reviewable()
    return found


def minutes_to_review(user: User, pk: int) -> Minutes:
    """For a reviewer of the ministry."""
    minutes = minutes_to_read(user, pk)
    if not may_review(user, minutes):
        raise PermissionDenied
    return minutes


def may_review(user: User, minutes: Minutes) -> bool:
    """Whether `user` reviews them for the ministry today."""
    body = minutes.meeting.body
    return body.kind != BodyKind.SECTION and user.has_perm("bodies.review_minutes", body)


def _copy(pk: int) -> Copy:
    copies = Copy.objects.select_related(
        "minutes__meeting__body__parent__parent", "minutes__meeting__secretary", "minutes__pdf",
        "organisation", "authority",
    )  # fmt: skip
    copy: Copy = get_object_or_404(copies, pk=pk)
    return copy
