"""Changes of composition that came shortly before a meeting."""

from __future__ import annotations

from datetime import datetime

from bodies.models import Body, CompositionChange

NAMED = 20
"""So many people are named; of a longer list the first."""


def late_changes(body: Body, moment: datetime) -> list[CompositionChange]:
    """Confirmed, or first in effect, within 72 hours before `moment`; three queries at most."""
    rows = CompositionChange.objects.of([body]).shortly_before(moment).with_people()
    return list(rows.with_first_lines(NAMED).order_by("decided_at", "pk"))
