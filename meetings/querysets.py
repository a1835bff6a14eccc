"""Questions about meetings, items, attendance and ballots. Time is always an argument."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.kazakh.alphabet import search_key
from bodies.rules.composition import LATE_CHANGE
from meetings.states import ENDED, RUNNING, ItemState, MeetingState, VoteState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User


class MeetingQuerySet(models.QuerySet[Any]):
    """Meetings."""

    def of(self, bodies: Iterable[Any]) -> Self:
        """Meetings of these bodies."""
        return self.filter(body__in=bodies)

    def in_session(self) -> Self:
        """Open now."""
        return self.filter(state=MeetingState.IN_SESSION)

    def ended(self) -> Self:
        """Held, failed, adjourned or cancelled."""
        return self.filter(state__in=ENDED)

    def held(self) -> Self:
        """Closed after being in session."""
        return self.filter(state=MeetingState.CLOSED)

    def in_year(self, year: int) -> Self:
        """Of a calendar year."""
        return self.filter(year=year)

    def in_state(self, state: str) -> Self:
        """In this state."""
        return self.filter(state=state)

    def matching(self, words: str) -> Self:
        """By number, by the body's name, or by words of an item's title.

        Titles of drafts are searched by nobody: most readers may not know them yet.
        """
        titled = Q()
        for spelling in {words, words.lower(), words.capitalize()}:
            for language in ("kk", "ru", "en"):
                titled |= Q(**{f"items__title_{language}__contains": spelling})
        on = set(ItemState) - {ItemState.PROPOSED, ItemState.DECLINED}
        found = self.model.objects.exclude(state=MeetingState.DRAFT).filter(
            titled, items__state__in=on
        )
        return self.filter(
            Q(number=words)
            | Q(body__search_key__contains=search_key(words))
            | Q(pk__in=found.values("pk"))
        )

    def sat_in(self, user: User) -> Self:
        """With the person on the frozen roll."""
        return self.filter(roll__membership__user=user)

    def with_body(self) -> Self:
        """With what a list shows of the body."""
        return self.select_related("body")

    def newest_first(self) -> Self:
        """By the date of the meeting."""
        return self.order_by("-scheduled_for", "-pk")

    def shortly_after(self, decided_at: datetime, day: date) -> Self:
        """That follow a change of composition within 72 hours of its confirmation or first day."""
        begun = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        return self.exclude(state__in=[MeetingState.DRAFT, MeetingState.CANCELLED]).filter(
            Q(scheduled_for__range=[decided_at, decided_at + LATE_CHANGE])
            | Q(scheduled_for__range=[max(begun, decided_at), begun + LATE_CHANGE])
        )

    def soonest_first(self) -> Self:
        """By the date of the meeting."""
        return self.order_by("scheduled_for", "pk")

    def with_item_count(self) -> Self:
        """Annotate `items_on_agenda`."""
        return self.annotate(
            items_on_agenda=Count(
                "items", filter=~Q(items__state__in=[ItemState.PROPOSED, ItemState.DECLINED])
            )
        )


class AgendaItemQuerySet(models.QuerySet[Any]):
    """Agenda items."""

    def on_agenda(self) -> Self:
        """Included, whatever became of them afterwards."""
        return self.exclude(state__in=[ItemState.PROPOSED, ItemState.DECLINED])

    def proposed(self) -> Self:
        """Waiting for the secretary's answer (cl. 27.3)."""
        return self.filter(state=ItemState.PROPOSED)

    def in_order(self) -> Self:
        """As on the agenda."""
        return self.order_by("position", "pk")

    def for_voting(self) -> Self:
        """On the agenda and to be voted on."""
        return self.filter(state=ItemState.INCLUDED, votable=True)

    def with_votes(self) -> Self:
        """With every vote taken on each, so that `item.vote` asks nothing. One query more."""
        return self.prefetch_related("votes")

    def undecided(self) -> Self:
        """To be voted on, and no vote that stands is closed."""
        return self.for_voting().exclude(votes__state=VoteState.CLOSED)


class VoteQuerySet(models.QuerySet[Any]):
    """Votes."""

    def standing(self) -> Self:
        """Not annulled: of an item's votes the one that counts."""
        return self.exclude(state=VoteState.ANNULLED)

    def running(self) -> Self:
        """Being voted on in the meeting now."""
        return self.filter(state__in=RUNNING)


class RecusalQuerySet(models.QuerySet[Any]):
    """Recusals."""

    def in_force(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at=None)


class AttendanceQuerySet(models.QuerySet[Any]):
    """Attendance events: each says how a member is there from then on."""

    def until(self, moment: datetime) -> Self:
        """Up to and including `moment`."""
        return self.filter(at__lte=moment)

    def in_sequence(self) -> Self:
        """As recorded."""
        return self.order_by("pk")

    def latest_each(self) -> Self:
        """One row per member: the last event."""
        newest = (
            self.model.objects.filter(
                meeting=OuterRef("meeting"), membership=OuterRef("membership")
            )
            .order_by("-pk")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class BallotQuerySet(models.QuerySet[Any]):
    """Ballot revisions."""

    def latest_revisions(self) -> Self:
        """One row per vote and member: the last revision, void ones included."""
        newest = (
            self.model.objects.filter(vote=OuterRef("vote"), membership=OuterRef("membership"))
            .order_by("-revision")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))

    def counted(self) -> Self:
        """Last revisions that carry a choice."""
        return self.latest_revisions().exclude(choice="")

    def in_roll_order(self) -> Self:
        """As on the roll."""
        return self.order_by(F("membership__roll_entries__position").asc(nulls_last=True), "pk")


class SpeechQuerySet(models.QuerySet[Any]):
    """The speakers' list."""

    def waiting(self) -> Self:
        """Asked for the floor, in order, and neither given it nor dropped."""
        return self.filter(given_at=None, dropped_at=None).order_by("asked_at", "pk")

    def given(self) -> Self:
        """Had the floor, or have it now, in order."""
        return self.exclude(given_at=None).order_by("given_at", "pk")

    def speaking(self) -> Self:
        """Have the floor now."""
        return self.filter(ended_at=None).exclude(given_at=None)
