"""Questions about what associations keep. Time is always an argument."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Sum


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
