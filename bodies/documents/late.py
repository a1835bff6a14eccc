"""Changes of composition that came shortly before a meeting."""

from __future__ import annotations

from datetime import datetime

from bodies.models import Body, CompositionChange


def late_changes(body: Body, moment: datetime) -> list[CompositionChange]:
    """Confirmed, or first in effect, within 72 hours before `moment`; three queries at most."""
    rows = CompositionChange.objects.of([body]).shortly_before(moment).with_everything()
    return list(rows.order_by("decided_at", "pk"))
