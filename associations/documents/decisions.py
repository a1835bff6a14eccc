"""Decisions that something in this room rests on, as the acts they are."""

from __future__ import annotations

from django.db.models import QuerySet

from bodies.models import Body
from meetings.models import AgendaItem
from minutes.models import Decision, those_in_force
from records.models import LegalAct

LONGEST_ISSUER, LONGEST_NUMBER, LONGEST_TITLE = 255, 50, 500


def act_of(item: AgendaItem) -> LegalAct:
    """The decision on `item` as a legal act: whose, which number, which day. Not saved."""
    decision = Decision.objects.select_related("minutes__pdf").get(item=item)
    meeting = item.meeting
    return LegalAct(
        kind=LegalAct.Kind.DECISION,
        issuer_text=meeting.body.name_on(meeting.day, "kk")[:LONGEST_ISSUER],
        number=decision.number[:LONGEST_NUMBER],
        signed_on=meeting.day,
        title=item.title("kk")[:LONGEST_TITLE],
        file=decision.minutes.pdf,
    )


def decided_by(body: Body) -> QuerySet[AgendaItem]:
    """Items on which the body has adopted a decision that is in force, the newest first."""
    adopted = AgendaItem.objects.filter(meeting__body=body, decision__isnull=False)
    standing = those_in_force(adopted.values("pk"))
    found: QuerySet[AgendaItem] = AgendaItem.objects.filter(pk__in=standing)
    return found.select_related("meeting__body", "decision").order_by(
        "-meeting__scheduled_for", "position"
    )
