"""Questions about minutes and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from minutes.states import MinutesState

if TYPE_CHECKING:
    from collections.abc import Iterable


SHORTEST_PREFIX = 16


class MinutesQuerySet(models.QuerySet[Any]):
    """Minutes."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Minutes of these bodies' meetings."""
        return self.filter(meeting__body__in=bodies)

    def signed(self) -> Self:
        """With both signatures."""
        return self.filter(state=MinutesState.SIGNED)

    def with_meeting(self) -> Self:
        """With what a list shows of the meeting."""
        return self.select_related("meeting__body", "pdf")

    def newest_first(self) -> Self:
        """By the date of the meeting."""
        return self.order_by("-meeting__scheduled_for", "-pk")

    def years(self) -> list[int]:
        """The years there are minutes of, newest first."""
        return list(
            self.order_by("-meeting__year").values_list("meeting__year", flat=True).distinct()
        )

    def with_document(self, prefix: str) -> Self:
        """Whose document's hash begins like this; too short a beginning finds nothing."""
        if len(prefix) < SHORTEST_PREFIX:
            return self.none()
        return self.filter(document_hash__startswith=prefix.lower())


class SignatureQuerySet(models.QuerySet[Any]):
    """Signatures."""

    def of_version(self, version: int) -> Self:
        """Those that stand under one version, in the order they were given."""
        return self.filter(version=version).select_related("signer", "pdf").order_by("pk")


class DecisionQuerySet(models.QuerySet[Any]):
    """Decisions."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Decisions of these bodies."""
        return self.filter(item__meeting__body__in=bodies)

    def in_force(self) -> Self:
        """Recorded in minutes that carry both signatures."""
        return self.filter(minutes__state=MinutesState.SIGNED)
