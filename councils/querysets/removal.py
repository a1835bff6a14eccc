"""Removals (cl. 14.4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from minutes.models.decision import VOTES_OF_OUTCOME, WITH_OUTCOME

if TYPE_CHECKING:
    from accounts.models import User


class RemovalQuerySet(models.QuerySet[Any]):
    """Removals from a composition."""

    def of_person(self, user: User) -> Self:
        """That concern one person."""
        return self.filter(membership__user=user)

    def waiting(self) -> Self:
        """Not withdrawn, and no change of composition stands for them."""
        unchanged = Q(change=None) | Q(change__state__in=["declined", "withdrawn", "undone"])
        return self.filter(unchanged, withdrawn_at=None)

    def of_seats_on(self, day: date) -> Self:
        """Whose seat has not ended before `day` in another way; a change of office ends none."""
        lasting = Q(membership__ends_on=None) | Q(membership__ends_on__gte=day)
        handed_over = Q(membership__exit="handover")
        return self.filter(lasting | handed_over, membership__annulled_at=None)

    def with_outcome(self) -> Self:
        """With all that the state follows from, and what a list shows."""
        items = [f"item__{path}" for path in WITH_OUTCOME]
        votes = [f"item__{path}" for path in VOTES_OF_OUTCOME]
        return self.prefetch_related(*votes).select_related(
            "membership__user", "membership__body__parent__parent", "membership__represents",
            "proposed_by", "council", "change__decided_by", "change__drawn_up_by", "item", *items,
        )  # fmt: skip

    def newest_first(self) -> Self:
        """By the moment they were proposed."""
        return self.order_by("-proposed_at", "-pk")
