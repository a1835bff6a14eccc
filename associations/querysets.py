"""Questions about associations and their sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable


class ProposalQuerySet(models.QuerySet[Any]):
    """Proposals of sections."""

    def open(self) -> Self:
        """That have led to nothing yet."""
        return self.filter(section=None, closing=None)

    def of(self, bodies: Iterable[Any]) -> Self:
        """Of these associations."""
        return self.filter(association__in=bodies)

    def with_items(self) -> Self:
        """With both agenda items, their meetings and votes."""
        return self.select_related(
            "association__body__parent",
            "closes__body",
            "section__body",
            "closing",
            *(
                f"{pointer}__{what}"
                for pointer in ("proposed_in", "approved_in")
                for what in ("meeting__body", "vote")
            ),
        )
