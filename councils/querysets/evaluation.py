"""Evaluations (cl. 13.11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Avg, Count

from councils.states import EvaluationState

if TYPE_CHECKING:
    from accounts.models import User


class EvaluationQuerySet(models.QuerySet[Any]):
    """Evaluations."""

    def of(self, associations: Iterable[Any]) -> Self:
        """Of these associations and of their members."""
        return self.filter(association__in=associations)

    def of_person(self, person: User) -> Self:
        """Of one person's work."""
        return self.filter(person=person)

    def in_year(self, year: int) -> Self:
        """For an academic year, known by the calendar year it begins in."""
        return self.filter(year=year)

    def in_state(self, state: str) -> Self:
        """In this state."""
        return self.filter(state=state)

    def shown(self) -> Self:
        """Read by those whom they are about."""
        return self.filter(state=EvaluationState.SHOWN)

    def finished(self) -> Self:
        """No drafts."""
        return self.exclude(state=EvaluationState.DRAFT)

    def with_scores(self) -> Self:
        """Annotate `average` and `criteria`, and select what a list shows."""
        shown = self.select_related("association__body", "person", "author")
        return shown.annotate(average=Avg("scores__score"), criteria=Count("scores"))

    def newest_first(self) -> Self:
        """By year, associations before members."""
        return self.order_by("-year", "association__body__sort_key", "person__sort_key", "-pk")
