"""Where an association was based on the day of a meeting (cl. 3)."""

from __future__ import annotations

from associations.models import Association
from bodies.models import Organisation
from meetings.models import Meeting


def base_of(meeting: Meeting) -> Organisation | None:
    """The base institution of the meeting's body that day; None for any other body."""
    association = Association.objects.filter(body=meeting.body_id).first()
    return association.base_on(meeting.day) if association else None
