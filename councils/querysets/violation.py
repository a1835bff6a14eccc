"""Violations (cl. 28)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q


class ViolationQuerySet(models.QuerySet[Any]):
    """Violations."""

    def of(self, associations: Iterable[Any]) -> Self:
        """Of these associations."""
        return self.filter(association__in=associations)

    def on_agenda(self) -> Self:
        """With an item of the Council's agenda: its members consider them."""
        return self.filter(item__isnull=False)

    def on_ground(self, ground: str) -> Self:
        """On this ground of clause 28."""
        return self.filter(ground=ground)

    def in_year(self, year: int) -> Self:
        """That happened in a calendar year."""
        return self.filter(happened_on__year=year)

    def unanswered(self) -> Self:
        """The association was asked to explain and has not."""
        return self.filter(asked_at__isnull=False, explained_at=None)

    def untouched(self) -> Self:
        """Neither was the association asked, nor the Council."""
        return self.filter(asked_at=None, explained_at=None, item=None)

    def to_be_put(self, day: date) -> Self:
        """Explained, or asked in vain until the day before `day`, and on no agenda yet."""
        heard = Q(explained_at__isnull=False) | Q(answer_by__lt=day)
        return self.filter(heard, item=None)

    def with_outcome(self) -> Self:
        """With all that its state follows from, and what a list shows."""
        return self.select_related(
            "association__body", "recorded_by", "explained_by",
            "item__meeting__body", "item__meeting__minutes__confirmed_in",
        ).prefetch_related(
            "item__votes", "item__meeting__minutes__confirmed_in__votes"
        )  # fmt: skip

    def newest_first(self) -> Self:
        """By the day it happened."""
        return self.order_by("-happened_on", "-pk")
