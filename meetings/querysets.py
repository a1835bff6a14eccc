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
from records import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User


# What judging a ballot takes of each table, in the order of the model's fields.
OF_VOTE = ["id", "item_id", "state", "text_hash", "presiding_id"]
OF_ITEM = ["id", "meeting_id", "position"]
OF_MEETING = ["id", "body_id", "state", "scheduled_for", "opened_at", "archive_facts"]
OF_BODY = ["id", "kind", "starts_on", "ends_on"]
OF_BALLOT = ["id", "membership_id", "revision", "choice", "channel"]

# In steps, each planned by itself: first the vote, then the line on its roll, then all about both.
_ROLL_LINE = """
WITH asked AS MATERIALIZED (
    SELECT {asked}, m.procedure_frozen
    FROM meetings_vote v
    JOIN meetings_agendaitem i ON i.id = v.item_id
    JOIN meetings_meeting m ON m.id = i.meeting_id
    JOIN bodies_body b ON b.id = m.body_id
    WHERE v.id = CAST(%s AS bigint) AND m.state = 'in_session'
        AND m.procedure_frozen IS NOT NULL AND m.archive_facts IS NULL
), line AS MATERIALIZED (
    SELECT r.membership_id, r.voting
    FROM asked
    JOIN meetings_rollentry r ON r.meeting_id = asked.m_id
    JOIN bodies_membership s ON s.id = r.membership_id
    WHERE s.user_id = CAST(%s AS bigint)
    ORDER BY r.voting DESC, r.id LIMIT 1
), said AS MATERIALIZED (
    SELECT {said}
    FROM line
    JOIN meetings_ballot l ON l.membership_id = line.membership_id
    JOIN asked ON asked.v_id = l.vote_id
    ORDER BY l.revision DESC LIMIT 1
)
SELECT asked.*, line.*, (
    SELECT a.presence FROM meetings_attendanceevent a
    WHERE a.meeting_id = asked.m_id AND a.membership_id = line.membership_id
    ORDER BY a.id DESC LIMIT 1
), EXISTS (
    SELECT 1 FROM meetings_remoterequest q
    WHERE q.meeting_id = asked.m_id AND q.membership_id = line.membership_id AND q.state = 'agreed'
), EXISTS (
    SELECT 1 FROM meetings_recusal x
    WHERE x.item_id = asked.i_id AND x.membership_id = line.membership_id AND x.lifted_at IS NULL
), EXISTS (
    SELECT 1 FROM meetings_ballotdraft d
    WHERE d.vote_id = asked.v_id AND d.membership_id = line.membership_id
), said.*
FROM asked CROSS JOIN line LEFT JOIN said ON 1 = 1
"""


def _columns(**tables: list[str]) -> str:
    return ", ".join(f"{t}.{name} AS {t}_{name}" for t, names in tables.items() for name in names)


ROLL_LINE = _ROLL_LINE.format(
    asked=_columns(v=OF_VOTE, i=OF_ITEM, m=OF_MEETING, b=OF_BODY), said=_columns(l=OF_BALLOT)
)


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

    def roll_line(self, vote: int, user: int) -> tuple[Any, ...] | None:
        """All that judging this person's ballot takes, when the meeting is in session and has them
        on its frozen roll; as `OF_…` list it, then rules, seat, voting right, presence, whether a
        method is agreed, the person recused, a draft kept; then the last revision.
        """
        return prepared.first(ROLL_LINE, [vote, user])


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
