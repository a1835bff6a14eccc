"""Questions about minutes and decisions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from minutes.states import ChangeState, MinutesState, ReceiptKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


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

    def reviewable(self) -> Self:
        """Signed in the portal by the Council or an association (cl. 7, 22); no archive's."""
        return self.signed().filter(number__isnull=False).exclude(meeting__body__kind="section")

    def unreviewed(self) -> Self:
        """Of which the ministry has said nothing yet."""
        return self.filter(reviews=None)

    def with_standing_review(self) -> Self:
        """Annotate `standing`: the outcome of the newest review of the whole, or None."""
        reviews = self.model._meta.get_field("reviews").related_model.objects  # noqa: SLF001
        newest = reviews.of_the_whole().filter(minutes=models.OuterRef("pk")).newest_first()
        return self.annotate(standing=models.Subquery(newest.values("outcome")[:1]))

    def standing_reviewed(self, outcome: str) -> Self:
        """Whose newest review of the whole is `outcome`."""
        return self.with_standing_review().filter(standing=outcome)

    def without_copies(self) -> Self:
        """Of an association, signed in the portal, and no copy of them is addressed (cl. 22)."""
        return self.reviewable().filter(meeting__body__kind="association", copies=None)

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


class CopyQuerySet(models.QuerySet[Any]):
    """Copies of decisions."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Of these bodies' decisions."""
        return self.filter(minutes__meeting__body__in=bodies)

    def outstanding(self) -> Self:
        """Neither acknowledged nor handed over on paper."""
        receipts = self.model._meta.get_field("receipts").related_model.objects  # noqa: SLF001
        done = [ReceiptKind.ACKNOWLEDGED, ReceiptKind.ON_PAPER]
        given = receipts.filter(copy=models.OuterRef("pk"), kind__in=done)
        return self.filter(~models.Exists(given))

    def overdue(self, day: date) -> Self:
        """Outstanding on `day`, after the day by which the receipt was due."""
        return self.outstanding().filter(due_on__lt=day)

    def with_facts(self) -> Self:
        """With everything a line says of a copy. Five queries at most, however many there are."""
        return self.select_related(
            "minutes__meeting__body", "organisation", "authority"
        ).prefetch_related(
            "authority__names", "receipts__by", "receipts__file",
            "sendings__letters__recipient", "sendings__letters__notification",
        )  # fmt: skip

    def newest_first(self) -> Self:
        """By the moment they were addressed."""
        return self.order_by("-addressed_at", "-pk")

    def in_order(self) -> Self:
        """The authorised body first, then as they were addressed."""
        return self.order_by(models.F("authority").asc(nulls_last=True), "pk")


class ReviewQuerySet(models.QuerySet[Any]):
    """Reviews by the ministry."""

    def of_the_whole(self) -> Self:
        """About the minutes as a whole, not about one decision."""
        return self.filter(decision=None)

    def newest_first(self) -> Self:
        """The one that stands comes first."""
        return self.order_by("-at", "-pk")


class ReadingQuerySet(models.QuerySet[Any]):
    """Readings of drafts."""

    def open_at(self, at: datetime) -> Self:
        """Those in which remarks are still taken at that moment."""
        return self.filter(ended_at=None, ends_at__gt=at)

    def newest_first(self) -> Self:
        """The last one opened first."""
        return self.order_by("-pk")


class ChangeQuerySet(models.QuerySet[Any]):
    """Corrections proposed to a draft."""

    def waiting(self) -> Self:
        """Neither taken over nor declined."""
        return self.filter(state=ChangeState.PROPOSED)

    def of(self, minutes: Any) -> Self:
        """All that were proposed to these minutes, in the order of the agenda, with their people."""
        return (
            self.filter(reading__minutes=minutes)
            .select_related("membership__user", "settled_by", "text__item", "reading")
            .order_by("text__item__position", "text__item_id", "pk")
        )
