"""Questions about minutes and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from minutes.states import MinutesState

if TYPE_CHECKING:
    from collections.abc import Iterable


class MinutesQuerySet(models.QuerySet[Any]):
    """Minutes."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Minutes of these bodies' meetings."""
        return self.filter(meeting__body__in=bodies)

    def signed(self) -> Self:
        """With both signatures."""
        return self.filter(state=MinutesState.SIGNED)

    def awaiting_signature(self) -> Self:
        """Frozen, at least one signature missing."""
        return self.filter(state__in=[MinutesState.READY, MinutesState.PARTLY_SIGNED])

    def with_meeting(self) -> Self:
        """With what a list shows of the meeting."""
        return self.select_related("meeting__body", "pdf")

    def newest_first(self) -> Self:
        """By the date of the meeting."""
        return self.order_by("-meeting__scheduled_for", "-pk")


class DecisionQuerySet(models.QuerySet[Any]):
    """Decisions."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Decisions of these bodies."""
        return self.filter(item__meeting__body__in=bodies)

    def in_force(self) -> Self:
        """Recorded in minutes that carry both signatures."""
        return self.filter(minutes__state=MinutesState.SIGNED)
