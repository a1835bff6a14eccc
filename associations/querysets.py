"""Questions about what associations keep. Time is always an argument."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum

from minutes.models.decision import VOTES_OF_OUTCOME, WITH_OUTCOME


class FundingQuerySet(models.QuerySet[Any]):
    """Records of what base institutions pay (cl. 4)."""

    def of(self, association: Any) -> Self:
        """Of one association."""
        return self.filter(association=association)

    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at=None)

    def in_year(self, year: int) -> Self:
        """For one calendar year."""
        return self.filter(year=year)

    def newest_first(self) -> Self:
        """With what a list shows."""
        shown = self.select_related("payer", "act__file", "act__issuer", "recorded_by")
        return shown.select_related("cancelled_by").order_by("-year", "-pk")

    def totals(self) -> list[tuple[int, int]]:
        """Year and tenge paid, the newest year first; what is cancelled does not count."""
        sums = self.standing().values_list("year").annotate(total=Sum("amount"))
        return list(sums.order_by("-year"))


class NominationQuerySet(models.QuerySet[Any]):
    """Nominations (cl. 27.5)."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """To these associations."""
        return self.filter(body__in=bodies)

    def waiting(self) -> Self:
        """Neither withdrawn nor rejected, and no change of composition stands for them."""
        unchanged = Q(change=None) | Q(change__state__in=["declined", "withdrawn", "undone"])
        return self.filter(unchanged, withdrawn_at=None, rejected_at=None)

    def of_candidate(self, user: Any, email: str) -> Self:
        """Of one person, known to the portal or not."""
        named = Q(person__email=email) if email else Q(pk=None)
        return self.filter(named | Q(user=user)) if user is not None else self.filter(named)

    def with_outcome(self) -> Self:
        """With all that the state follows from, and what a list shows."""
        items = [f"item__{path}" for path in WITH_OUTCOME]
        votes = [f"item__{path}" for path in VOTES_OF_OUTCOME]
        return self.prefetch_related(*votes).select_related(
            "user", "body", "represents", "nominated_by__user", "change__decided_by",
            "change__drawn_up_by", "rejected_by", "item", *items,
        )  # fmt: skip

    def newest_first(self) -> Self:
        """By the moment they were made."""
        return self.order_by("-nominated_at", "-pk")


class ProposalQuerySet(models.QuerySet[Any]):
    """Proposals of sections."""

    def open(self) -> Self:
        """That have led to nothing yet."""
        return self.filter(section=None, closing=None)

    def of(self, bodies: Iterable[Any]) -> Self:
        """Of these associations."""
        return self.filter(association__in=bodies)

    def with_items(self) -> Self:
        """With both agenda items and all that their fate follows from."""
        both = ("proposed_in", "approved_in")
        items = [f"{item}__{path}" for item in both for path in WITH_OUTCOME]
        votes = [f"{item}__{path}" for item in both for path in VOTES_OF_OUTCOME]
        return self.prefetch_related(*votes).select_related(
            "association__body__parent", "closes__body", "section__body", "closing", *items
        )
