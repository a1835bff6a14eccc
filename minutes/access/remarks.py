"""Who sees how the minutes came about, and who answers the draft."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from meetings.models import RollEntry
from minutes.access.reading import minutes_to_draw_up, minutes_to_read
from minutes.actions.permit import may_draw_up
from minutes.models import FrozenVersion, ItemText, Minutes, ProposedChange


def minutes_with_past(user: User, pk: int) -> Minutes:
    """For those on the roll and whoever keeps the records: drafts and void versions are theirs."""
    minutes = minutes_to_read(user, pk)
    if not (on_roll(user, minutes) or may_draw_up(user, minutes.meeting, timezone.now())):
        raise PermissionDenied
    return minutes


def minutes_to_answer(user: User, pk: int) -> Minutes:
    """For those on the roll of the meeting."""
    minutes = minutes_to_read(user, pk)
    if not on_roll(user, minutes):
        raise PermissionDenied
    return minutes


def text_to_answer(user: User, pk: int, item: int) -> ItemText:
    """One item's text, for those on the roll."""
    minutes = minutes_to_answer(user, pk)
    text: ItemText = get_object_or_404(minutes.texts.select_related("item"), item=item)
    text.minutes = minutes
    return text


def change_to_settle(user: User, pk: int) -> ProposedChange:
    """A proposed correction, for whoever keeps the records."""
    found = ProposedChange.objects.select_related("reading", "text__item", "membership__user")
    change: ProposedChange = get_object_or_404(found, pk=pk)
    change.reading.minutes = minutes_to_draw_up(user, change.reading.minutes_id)
    return change


def void_version(user: User, pk: int, version: int) -> FrozenVersion:
    """A version that went back to the draft."""
    minutes = minutes_with_past(user, pk)
    found = minutes.void_versions.select_related("pdf", "returned_by").filter(version=version)
    row: FrozenVersion | None = found.first()
    if row is None:
        raise Http404
    row.minutes = minutes
    return row


def on_roll(user: User, minutes: Minutes) -> bool:
    """Whether this person sat in that meeting."""
    return RollEntry.objects.filter(meeting=minutes.meeting_id, membership__user=user).exists()
