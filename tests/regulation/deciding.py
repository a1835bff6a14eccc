"""Decisions for tests: an item adopted and, where asked, recorded in signed minutes."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bodies.models import Body, Office
from meetings.models import AgendaItem, ItemFunction, Meeting, Vote
from meetings.states import MeetingState, OutcomeKind, VoteState
from minutes.models import Decision, Minutes
from minutes.states import MinutesState
from records.actions import store_bytes
from tests import factories as make


def function() -> ItemFunction:
    """Clause 16, a function of the Council and of associations."""
    return ItemFunction.objects.get_or_create(
        code="16",
        defaults={"kind": "", "position": 1, "name_kk": "Секциялар", "name_ru": "Секции",
                  "name_en": "Sections"},
    )[0]  # fmt: skip


def draft(body: Body) -> Meeting:
    """A meeting whose agenda is being composed."""
    function()
    return make.meeting(body)


def settled(item: AgendaItem, outcome: str = OutcomeKind.ADOPTED) -> AgendaItem:
    """The meeting was held and this came of the item; nobody has signed anything yet."""
    Vote.objects.update_or_create(
        item=item, defaults={"state": VoteState.CLOSED, "outcome": outcome, "text_hash": "0" * 64}
    )
    rules = item.meeting.body.procedure_on(timezone.localdate()).as_dict()
    Meeting.objects.filter(pk=item.meeting_id).update(
        state=MeetingState.CLOSED, scheduled_for=make.noon(-2), opened_at=make.noon(-2),
        closed_at=timezone.now(), procedure_frozen=rules, consent_frozen=rules,
        secretary=make.officer(item.meeting.body, Office.SECRETARY).user,
        presiding=make.officer(item.meeting.body, Office.CHAIR),
    )  # fmt: skip
    return AgendaItem.objects.select_related("meeting__body").get(pk=item.pk)


def in_force(item: AgendaItem, **facts: Any) -> AgendaItem:
    """Adopted, and the minutes carry both signatures."""
    item = settled(item)
    paper = store_bytes(b"%PDF-1.4", name="m.pdf", media_type="application/pdf", by=None)
    minutes = Minutes.objects.create(
        meeting=item.meeting, state=MinutesState.SIGNED, signed_at=timezone.now(), pdf=paper,
        base_pdf=paper,
        drawn_up_by=make.officer(item.meeting.body, Office.SECRETARY).user,
    )  # fmt: skip
    number = facts.get("number") or f"{item.meeting.number}/{item.position}"
    Decision.objects.create(item=item, minutes=minutes, number=number)
    return item


def decided(body: Body, title: str = "Секция құрамы туралы") -> AgendaItem:
    """A decision of this body that is in force."""
    meeting = draft(body)
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, title_kk=title, resolution_kk="Бекітілсін.",
        function=function(),
    )  # fmt: skip
    return in_force(item)
