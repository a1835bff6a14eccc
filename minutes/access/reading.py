"""Fetch-and-authorise for minutes: 404 when they may not be known, 403 when they may.

What is not signed yet is seen by those who were on that meeting's roll and by whoever keeps the
records; signed minutes also by everybody with `bodies.read_minutes` (the ministry, the Centre).
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.backends import granted_bodies
from bodies.models import Body
from bodies.offices import GRANT_VERBS, Verb
from meetings.access import item_for, meeting_for, schedulable_bodies
from meetings.models import AgendaItem, Meeting, RollEntry
from minutes.actions.permit import may_draw_up
from minutes.documents.signers import slots
from minutes.models import Extract, Minutes, Signature
from minutes.querysets import MinutesQuerySet
from minutes.states import MinutesState
from records.models import StoredFile

SIGNED = Q(state=MinutesState.SIGNED)


def visible_minutes(user: User, day: date) -> MinutesQuerySet:
    """All minutes `user` may read on `day`, whatever the number of bodies."""
    reading = [verb for verb, brings in GRANT_VERBS.items() if Verb.READ_MINUTES in brings]
    granted = granted_bodies(user, day)
    own = Body.objects.with_member(user, day).values_list("pk", flat=True)
    above = {*own, *(pk for verb in reading for pk in granted[verb])}
    reached = (
        Q(meeting__body__in=above)
        | Q(meeting__body__parent__in=above)
        | Q(meeting__body__parent__parent__in=above)
    )
    sat_in = Exists(RollEntry.objects.filter(meeting=OuterRef("meeting"), membership__user=user))
    kept = schedulable_bodies(user, day).values("pk")  # who schedules also keeps the records
    found: MinutesQuerySet = Minutes.objects.filter(
        (SIGNED & reached) | sat_in | Q(meeting__secretary=user) | Q(meeting__body__in=kept)
    )
    return found


def minutes_to_read(user: User, pk: int) -> Minutes:
    """The minutes, unless `user` may not know of them."""
    minutes: Minutes = get_object_or_404(_with_everything(), pk=pk)
    if not may_read(user, minutes):
        raise Http404
    return minutes


def minutes_to_draw_up(user: User, pk: int) -> Minutes:
    """For whoever keeps the records of that meeting (cl. 12, 23)."""
    minutes = minutes_to_read(user, pk)
    if not may_draw_up(user, minutes.meeting, timezone.now()):
        raise PermissionDenied
    return minutes


def minutes_to_sign(user: User, pk: int) -> Minutes:
    """For the meeting's own signers (cl. 11, 21; REQ-40, REQ-41)."""
    minutes = minutes_to_read(user, pk)
    if not is_signer(user, minutes.meeting):
        raise PermissionDenied
    return minutes


def scan_to_read(user: User, pk: int) -> StoredFile:
    """The scan behind a signature on paper, for whoever reads the minutes."""
    found = Signature.objects.select_related("scan").filter(scan__isnull=False)
    signature = get_object_or_404(found, pk=pk)
    minutes_to_read(user, signature.minutes_id)
    scan: StoredFile = signature.scan
    return scan


def minutes_to_return(user: User, pk: int) -> Minutes:
    """For whoever keeps the records or is asked to sign."""
    minutes = minutes_to_read(user, pk)
    if not (is_signer(user, minutes.meeting) or may_draw_up(user, minutes.meeting, timezone.now())):
        raise PermissionDenied
    return minutes


def meeting_to_minute(user: User, pk: int) -> Meeting:
    """The meeting whose minutes `user` keeps."""
    meeting: Meeting = get_object_or_404(
        Meeting.objects.select_related("body__parent__parent"), pk=pk
    )
    if not may_draw_up(user, meeting, timezone.now()):
        meeting_for(user, pk)
        raise PermissionDenied
    return meeting


def item_to_extract(user: User, pk: int) -> AgendaItem:
    """An item of minutes that `user` keeps."""
    item: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related("meeting__minutes"), pk=pk, meeting__minutes__isnull=False
    )
    minutes_to_draw_up(user, item.meeting.minutes.pk)
    return item


def item_to_dissent_from(user: User, pk: int) -> AgendaItem:
    """An item of a meeting in which `user` is on the roll with a vote."""
    item = item_for(user, pk)
    on_roll = RollEntry.objects.filter(meeting=item.meeting, membership__user=user, voting=True)
    if not on_roll.exists():
        raise PermissionDenied
    return item


def extract_to_read(user: User, pk: int) -> StoredFile:
    """The rendered extract from minutes that `user` may read."""
    extract = get_object_or_404(Extract.objects.select_related("file"), pk=pk)
    minutes_to_read(user, extract.minutes_id)
    if extract.file is None:
        raise Http404
    return extract.file


def is_signer(user: User, meeting: Meeting) -> bool:
    """Whether one of the places for a signature is this person's."""
    return any(slot.entry.membership.user_id == user.pk for slot in slots(meeting))


def may_read(user: User, minutes: Minutes) -> bool:
    """On the roll, keeping the records, or, once signed, with `bodies.read_minutes`."""
    meeting = minutes.meeting
    if _sat_in(user, meeting) or may_draw_up(user, meeting, timezone.now()):
        return True
    return minutes.is_signed and user.has_perm("bodies.read_minutes", meeting.body)


def _sat_in(user: User, meeting: Meeting) -> bool:
    return RollEntry.objects.filter(meeting=meeting, membership__user=user).exists()


def _with_everything() -> MinutesQuerySet:
    found: MinutesQuerySet = Minutes.objects.select_related(
        "meeting__body__parent__parent", "meeting__secretary", "pdf", "base_pdf"
    )
    return found
