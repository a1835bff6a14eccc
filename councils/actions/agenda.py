"""Putting a matter of this room before the Council; the caller keeps the pointer to the item."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Body
from bodies.offices import Verb
from meetings.actions import add_item, propose_item
from meetings.actions.agenda import ItemFields
from meetings.actions.permit import day_of
from meetings.models import AgendaItem, ItemFunction, Meeting
from meetings.querysets import MeetingQuerySet
from meetings.states import MeetingState


def put_on_agenda(
    meeting: Meeting, *, by: User, at: datetime, code: str, **fields: Unpack[ItemFields]
) -> AgendaItem:
    """An item that serves clause `code` ("13.1", "14.4") on the agenda of `meeting`.

    Whoever composes the Council's agenda adds it; anybody else who may propose items proposes it,
    and the secretary includes or declines it. The same words sent twice give the same item. What
    is decided on it is never copied: ask `minutes.in_force(item)`.

    Raises NotPermitted, AgendaClosed once the agenda is approved (REQ-18), ItemRefused for a
    clause of another body (REQ-70).
    """
    fields["function"] = ItemFunction.objects.filter(code=code).first()
    composes = Verb.COMPOSE_AGENDA in verbs_on(by, meeting.body, day_of(at))
    put = add_item if composes else propose_item
    return put(meeting, by=by, at=at, **fields)


def open_agendas(council: Body) -> MeetingQuerySet:
    """Meetings of the Council whose agenda is being composed, the soonest first."""
    found: MeetingQuerySet = Meeting.objects.of([council]).in_state(MeetingState.DRAFT)
    return found.soonest_first()
