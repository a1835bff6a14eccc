"""Questions about minutes and decisions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from accounts.kazakh.alphabet import search_key
from minutes.states import (
    CORRECTION_OPEN,
    EXECUTION_OPEN,
    TO_CARRY_OUT,
    ChangeState,
    CorrectionState,
    ExecutionState,
    MinutesState,
    ReceiptKind,
    ReviewOutcome,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


SHORTEST_PREFIX = 16


class MinutesQuerySet(models.QuerySet[Any]):
    """Minutes."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Minutes of these bodies' meetings."""
        return self.filter(meeting__body__in=bodies)

    def signed(self) -> Self:
        """With both signatures."""
        return self.filter(state=MinutesState.SIGNED)

    def stuck(self, before: datetime) -> Self:
        """Frozen before then and still without pages, or with a fault."""
        waiting = models.Q(frozen_at__lt=before) | ~models.Q(fault="")
        return self.filter(waiting, state=MinutesState.RENDERING)

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
        """Of which the ministry has said nothing yet, or which were corrected after a return."""
        again = Q(standing=ReviewOutcome.RETURNED, corrected_since=True)
        return self.with_standing_review().filter(Q(reviews=None) | again)

    def with_standing_review(self) -> Self:
        """Annotate `standing`: the outcome of the newest review of the whole, or None.

        `corrected_since`: a correction was signed after that review.
        """
        reviews = self.model._meta.get_field("reviews").related_model.objects  # noqa: SLF001
        newest = reviews.of_the_whole().filter(minutes=models.OuterRef("pk")).newest_first()
        rows = self.annotate(
            standing=models.Subquery(newest.values("outcome")[:1]),
            standing_at=models.Subquery(newest.values("at")[:1]),
        )
        later = self._corrections().filter(signed_at__gt=models.OuterRef("standing_at"))
        return rows.annotate(corrected_since=models.Exists(later))

    def with_corrected(self) -> Self:
        """Annotate `corrected`: a signed correction belongs to them."""
        return self.annotate(corrected=models.Exists(self._corrections()))

    def _corrections(self) -> CorrectionQuerySet:
        corrections = self.model._meta.get_field("corrections").related_model.objects  # noqa: SLF001
        found: CorrectionQuerySet = corrections.signed().filter(minutes=models.OuterRef("pk"))
        return found

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
        return (
            self.filter(version=version)
            .select_related("signer", "pdf", "entered_by")
            .order_by("pk")
        )


class CorrectionQuerySet(models.QuerySet[Any]):
    """Corrections of signed minutes."""

    def signed(self) -> Self:
        """With both signatures: the minutes are read with them."""
        return self.filter(state=CorrectionState.SIGNED)

    def open(self) -> Self:
        """Neither signed nor withdrawn."""
        return self.filter(state__in=CORRECTION_OPEN)

    def in_order(self) -> Self:
        """By number within the minutes."""
        return self.order_by("number")

    def stuck(self, before: datetime) -> Self:
        """Frozen before then and still without pages, or with a fault."""
        waiting = Q(frozen_at__lt=before) | ~Q(fault="")
        return self.filter(waiting, state=CorrectionState.RENDERING)

    def with_document(self, prefix: str) -> Self:
        """Whose document's hash begins like this; too short a beginning finds nothing."""
        if len(prefix) < SHORTEST_PREFIX:
            return self.none()
        return self.filter(document_hash__startswith=prefix.lower())


class DecisionQuerySet(models.QuerySet[Any]):
    """Decisions."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Decisions of these bodies."""
        return self.filter(item__meeting__body__in=bodies)

    def in_force(self) -> Self:
        """Recorded in minutes that carry both signatures."""
        return self.filter(minutes__state=MinutesState.SIGNED)

    def matching(self, words: str) -> Self:
        """With every one of `words` in number, title or resolution, Kazakh letters or not."""
        condition = Q()
        for word in search_key(words).split():
            condition &= Q(search_key__contains=word)
        return self.filter(condition)

    def in_year(self, year: int) -> Self:
        """Of meetings of a calendar year."""
        return self.filter(item__meeting__year=year)

    def serving(self, function: Any) -> Self:
        """On items that serve this function."""
        return self.filter(item__function=function)

    def unassigned(self) -> Self:
        """The Council's, and nobody is named to carry them out (cl. 12)."""
        return self.filter(item__meeting__body__kind="council", execution=None)

    def in_state(self, state: str) -> Self:
        """Whose execution stands there."""
        return self.filter(execution__state=state)

    def entrusted_to(self, words: str) -> Self:
        """Whose responsible person, institution or association is named like this."""
        condition = Q()
        for word in search_key(words).split():
            condition &= (
                Q(execution__person__search_key__contains=word)
                | Q(execution__organisation__search_key__contains=word)
                | Q(execution__association__search_key__contains=word)
            )
        return self.filter(condition)

    def overdue(self, day: date) -> Self:
        """Whose due day lies before `day`, neither done nor cancelled."""
        return self.filter(execution__state__in=EXECUTION_OPEN, execution__due_on__lt=day)

    def later_than(self, decision: Any) -> Self:
        """Of the same body, decided afterwards, in signed minutes."""
        item = decision.item
        after = Q(item__meeting__scheduled_for__gt=item.meeting.scheduled_for) | Q(
            item__meeting=item.meeting_id, item__position__gt=item.position
        )
        return self.in_force().filter(after, item__meeting__body=item.meeting.body_id)

    def with_meeting(self) -> Self:
        """With the item, its meeting and its body."""
        return self.select_related("item__meeting__body")

    def with_everything(self) -> Self:
        """With what a line of the register shows. One query, however many rows."""
        return self.select_related(
            "item__meeting__body", "item__function", "minutes__meeting__body",
            "execution__person", "execution__organisation", "execution__association",
            "execution__cancelled_by",
        )  # fmt: skip

    def newest_first(self) -> Self:
        """By the date of the meeting, then as on its agenda."""
        return self.order_by("-item__meeting__scheduled_for", "-minutes", "item__position", "pk")

    def years(self) -> list[int]:
        """The years there are decisions of, newest first."""
        return list(
            self.order_by("-item__meeting__year")
            .values_list("item__meeting__year", flat=True)
            .distinct()
        )


class ExecutionQuerySet(models.QuerySet[Any]):
    """Executions of the Council's decisions."""

    def of_council(self, bodies: Iterable[Any]) -> Self:
        """Of these bodies' decisions."""
        return self.filter(decision__item__meeting__body__in=bodies)

    def to_carry_out(self) -> Self:
        """Waiting for the responsible: assigned, in progress or returned."""
        return self.filter(state__in=TO_CARRY_OUT)

    def reported(self) -> Self:
        """Waiting for the Centre."""
        return self.filter(state=ExecutionState.REPORTED)

    def overdue(self, day: date) -> Self:
        """Open, with a due day before `day`."""
        return self.filter(state__in=EXECUTION_OPEN, due_on__lt=day)

    def due_by(self, day: date) -> Self:
        """The responsible's turn, due on `day` or before."""
        return self.to_carry_out().filter(due_on__lte=day)

    def with_decision(self) -> Self:
        """With the decision and everybody who is responsible."""
        return self.select_related(
            "decision__item__meeting__body", "decision__minutes__meeting__body",
            "person", "organisation", "association",
        )  # fmt: skip


class ExecutionEventQuerySet(models.QuerySet[Any]):
    """Acts in the carrying out of decisions."""

    def in_sequence(self) -> Self:
        """As they were done, with who did them, the files and the decision that cancels."""
        return self.select_related("by", "decision").prefetch_related("files__file").order_by("pk")


class RegisteredDocumentQuerySet(models.QuerySet[Any]):
    """Letters in the register."""

    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at=None)


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


class ProposedChangeQuerySet(models.QuerySet[Any]):
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
