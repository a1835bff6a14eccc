"""The story of a meeting, read from the journal."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from accounts.kazakh import dates
from meetings.models import Meeting
from records.models import JournalEntry

LONGEST = 40
# Answers and marks of single members, and the drafting of minutes, have pages and readers of
# their own.
ELSEWHERE = {
    "agenda_answered", "notice_answered", "remote_requested", "attendance_marked", "guest_added",
    "written_ballot_entered", "written_ballot_confirmed", "written_ballot_refused",
    "written_ballot_disputed", "absent_reminded", "item_commented", "comment_withdrawn",
    "floor_given", "floor_ended", "dissent_attached", "dissent_withdrawn", "hall_ballot_entered", "minutes_frozen", "minutes_returned",
    "extract_ordered", "extract_drawn",
}  # fmt: skip
BAD = {"meeting_cancelled", "meeting_failed"}


def timeline(meeting: Meeting) -> list[dict[str, Any]]:
    """The newest first; single members' answers are elsewhere. One query."""
    entries = (
        JournalEntry.objects.filter(stream=meeting.stream, payload__meeting=meeting.pk)
        .exclude(kind__in=ELSEWHERE)
        .select_related("actor")
        .order_by("-position")[:LONGEST]
    )
    return [_event(entry) for entry in entries]


def _event(entry: JournalEntry) -> dict[str, Any]:
    language = get_language() or "kk"
    return {
        "title": entry.words,
        "at": dates.long_datetime(timezone.localtime(entry.at), language),
        "who": entry.actor.short_name() if entry.actor else "",
        "text": entry.payload.get("reason", ""),
        "kind": "bad" if entry.kind in BAD else "",
    }
