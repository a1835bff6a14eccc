"""Decisions of the Council, built from rows: what violations and petitions rest on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bodies.models import Body, Office
from meetings.models import AgendaItem, ItemFunction, Meeting, Vote
from meetings.states import MeetingState, VoteState
from minutes.models import Decision, Minutes
from minutes.states import MinutesState
from records.actions import store_bytes
from records.models import DocumentNumber
from tests import factories as make

FUNCTIONS = {
    "13.1": "council", "14.5": "council", "25.1": "association", "25.5": "association",
    "27.1": "association", "27.3": "association",
}  # fmt: skip


def functions() -> dict[str, ItemFunction]:
    """The clauses that these acts ask for."""
    return {
        code: ItemFunction.objects.get_or_create(
            code=code,
            defaults={"kind": kind, "position": place, "name_kk": f"{code} қызметі",
                      "name_ru": f"функция {code}", "name_en": f"function {code}"},
        )[0]
        for place, (code, kind) in enumerate(FUNCTIONS.items(), start=1)
    }  # fmt: skip


def proposed(council: Body, code: str = "14.5", **fields: Any) -> AgendaItem:
    """An item of a meeting that sat yesterday, not decided on yet."""
    meeting = make.meeting(
        council, scheduled_for=make.noon(-1), state=MeetingState.IN_SESSION, retrospective=True,
    )  # fmt: skip
    given = {"title_kk": "Өтінішхат туралы", "resolution_kk": "Өтінішхат жолдансын.",
             "function": functions()[code], "position": 1}  # fmt: skip
    return AgendaItem.objects.create(meeting=meeting, **(given | fields))


def decide(item: AgendaItem, outcome: str = "adopted") -> AgendaItem:
    """Close the vote with this outcome, and the meeting; nothing is signed yet."""
    meeting, council = item.meeting, item.meeting.body
    rules = council.procedure_on(meeting.day).as_dict()
    when = make.noon(-1)
    Vote.objects.create(
        item=item, text_hash="0" * 64, state=VoteState.CLOSED, outcome=outcome, opened_at=when,
        closed_at=when, presiding=make.officer(council, Office.CHAIR), result={},
    )  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CLOSED, scheduled_for=when, opened_at=when,
        closed_at=when + timedelta(hours=1), procedure_frozen=rules, consent_frozen=rules,
    )  # fmt: skip
    return AgendaItem.objects.get(pk=item.pk)


def sign(item: AgendaItem) -> AgendaItem:
    """Minutes with both signatures: from now on the decision is in force."""
    meeting = item.meeting
    clerk = make.officer(meeting.body, Office.SECRETARY).user
    taken = DocumentNumber.objects.filter(series=f"minutes:{meeting.body_id}").count() + 1
    number = DocumentNumber.objects.create(
        series=f"minutes:{meeting.body_id}", year=meeting.year, number=taken,
        subject=f"minutes:{meeting.pk}",
    )  # fmt: skip
    paper = store_bytes(b"%PDF-1.7", name="m.pdf", media_type="application/pdf", by=clerk)
    minutes = Minutes.objects.create(
        meeting=meeting, drawn_up_by=clerk, drawn_up_at=timezone.now(), number=number,
        number_text=str(taken), base_pdf=paper, pdf=paper, state=MinutesState.SIGNED, signed_at=timezone.now(),
    )  # fmt: skip
    if item.vote.outcome == "adopted":
        Decision.objects.create(item=item, minutes=minutes, number=f"{taken}/{item.position}")
    return AgendaItem.objects.get(pk=item.pk)


def in_force(council: Body, code: str = "14.5", **fields: Any) -> AgendaItem:
    """An adopted item whose minutes are signed."""
    return sign(decide(proposed(council, code, **fields)))
