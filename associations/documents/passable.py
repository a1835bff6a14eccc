"""What sections have adopted, as proposals to their associations (cl. 16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from associations.models import PassedProposal
from meetings.models import AgendaItem
from minutes.models import those_in_force

SHOWN = 20


@dataclass(frozen=True)
class Adopted:
    """One item a section has adopted; `passed` once its association has it before it."""

    item: AgendaItem
    number: str
    passed: PassedProposal | None


def adopted_by(bodies: Iterable[int], *, only_waiting: bool = False) -> list[Adopted]:
    """In force, the newest first. Two queries however many there are."""
    listed = list(bodies)
    if not listed:
        return []
    rows = (
        AgendaItem.objects.filter(meeting__body__in=listed, decision__isnull=False)
        .select_related("meeting__body", "decision", "passed_on__received__meeting")
        .order_by("-meeting__scheduled_for", "position")
    )
    if only_waiting:
        rows = rows.filter(passed_on=None)
    items = list(rows[:SHOWN])
    standing = those_in_force([item.pk for item in items])
    return [
        Adopted(item, item.decision.number, getattr(item, "passed_on", None))
        for item in items
        if item.pk in standing
    ]
