"""Seats that a file adds to days on which a meeting is already recorded.

The roll of a recorded meeting does not change, and neither do its outcomes; that somebody was
missing from it is a finding.
"""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from accounts.models import User
from bodies.models import Membership
from council_portal.archive.findings import listed
from council_portal.archive.installed import chunks
from meetings.models import Meeting, RollEntry


def findings(seats: list[Membership]) -> list[dict[str, str]]:
    """One finding for each recorded meeting whose roll lacks somebody of `seats`."""
    by_body: dict[int, list[Membership]] = defaultdict(list)
    for seat in seats:
        by_body[seat.body_id].append(seat)
    found: list[dict[str, str]] = []
    for pks in chunks(sorted(by_body)):
        recorded = Meeting.objects.filter(body__in=pks).exclude(archive_key=None)
        for meeting in recorded.select_related("body").order_by("pk"):
            found += _of(meeting, by_body[meeting.body_id])
    return found


def _of(meeting: Meeting, seats: list[Membership]) -> list[dict[str, str]]:
    day = meeting.day
    covering = {
        seat.user_id
        for seat in seats
        if seat.starts_on <= day and (seat.ends_on is None or day <= seat.ends_on)
    }
    if not covering:
        return []
    roll = RollEntry.objects.filter(meeting=meeting)
    missing = sorted(covering - set(roll.values_list("membership__user_id", flat=True)))
    if not missing:
        return []
    names = {user.pk: user.short_name("kk") for user in User.objects.filter(pk__in=missing)}
    message = _(
        "Recorded as in office on that day only after the meeting was recorded; the composition"
        " is not counted again: %(names)s"
    ) % {"names": listed(missing, names)}
    clause = meeting.body.decision_clause
    return [{"meeting": str(meeting.archive_key), "clause": clause, "message": message}]
