"""The story of a meeting, read from the journal."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.kazakh import dates
from meetings.models import Meeting
from records.models import JournalEntry

LONGEST = 40
ACTS = {
    "meeting_scheduled": _("Meeting scheduled"),
    "meeting_rescheduled": _("Date or place changed"),
    "meeting_repeats": _("Scheduled as a repeat"),
    "meeting_cancelled": _("Meeting cancelled"),
    "item_added": _("Item added to the agenda"),
    "item_edited": _("Item changed"),
    "item_moved": _("Order of the agenda changed"),
    "item_removed": _("Item removed"),
    "item_proposed": _("Item proposed by a member"),
    "item_included": _("Proposal included"),
    "item_declined": _("Proposal declined"),
    "material_added": _("Material added"),
    "material_removed": _("Material removed"),
    "agenda_sent_for_consent": _("Agenda sent for consent"),
    "consent_reminder_sent": _("Members reminded"),
    "agenda_approved": _("Agenda approved"),
    "notice_sent": _("Notice sent"),
    "remote_decided": _("Electronic method decided on"),
    "meeting_opened": _("Meeting opened"),
    "presiding_handed_over": _("Chair handed over"),
    "operator_ordered": _("Operator of the votes ordered"),
    "vote_opened": _("Vote opened"),
    "vote_closed": _("Vote closed"),
    "item_reworded": _("Resolution reworded"),
    "item_settled": _("Item settled without a vote"),
    "meeting_closed": _("Meeting closed"),
    "meeting_failed": _("Meeting did not take place"),
    "meeting_adjourned": _("Meeting adjourned"),
}
BAD = {"meeting_cancelled", "meeting_failed"}


def timeline(meeting: Meeting) -> list[dict[str, Any]]:
    """The newest first; answers of single members are elsewhere. One query."""
    entries = (
        JournalEntry.objects.filter(
            stream=meeting.stream, payload__meeting=meeting.pk, kind__in=list(ACTS)
        )
        .select_related("actor")
        .order_by("-position")[:LONGEST]
    )
    return [_event(entry) for entry in entries]


def _event(entry: JournalEntry) -> dict[str, Any]:
    language = get_language() or "kk"
    return {
        "title": ACTS[entry.kind],
        "at": dates.long_datetime(timezone.localtime(entry.at), language),
        "who": entry.actor.short_name() if entry.actor else "",
        "text": entry.payload.get("reason", ""),
        "kind": "bad" if entry.kind in BAD else "",
    }
