"""Petitions for discipline (cl. 14.5)."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from councils.states import PetitionState


class PetitionQuerySet(models.QuerySet[Any]):
    """Petitions."""

    def of(self, council: Any) -> Self:
        """Of one Council."""
        return self.filter(council=council)

    def in_year(self, year: int) -> Self:
        """Numbered in a calendar year."""
        return self.filter(number__year=year)

    def in_state(self, state: str) -> Self:
        """Drawn up and not sent, sent and not answered, or answered."""
        match state:
            case PetitionState.ANSWERED:
                return self.filter(answered_on__isnull=False)
            case PetitionState.SENT:
                return self.filter(sent_on__isnull=False, answered_on=None)
        return self.unsent()

    def unsent(self) -> Self:
        """Drawn up and lying there."""
        return self.filter(sent_on=None)

    def with_everything(self) -> Self:
        """What a page and a list show."""
        return self.select_related(
            "number", "membership__user", "membership__body", "membership__represents",
            "item__meeting__body", "item__decision", "letter", "answer_file", "drawn_up_by",
            "council",
        )  # fmt: skip

    def newest_first(self) -> Self:
        """By number."""
        return self.order_by("-number__year", "-number__number", "-pk")
