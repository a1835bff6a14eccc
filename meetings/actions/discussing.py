"""Discussing an item: comments and the speakers' list (cl. 27.1; REQ-65)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from bodies.backends import verbs_on
from bodies.models import Membership
from bodies.offices import Verb
from meetings.actions import floor
from meetings.actions.permit import day_of, require_existing, seat
from meetings.documents import counting
from meetings.errors import DiscussionClosed, DiscussionRefused
from meetings.models import AgendaItem, Comment, Meeting, Speech, Vote
from meetings.rules.attendance import Mode
from meetings.states import ENDED, ItemState, MeetingState, VoteState

if TYPE_CHECKING:
    from accounts.models import User

CLAUSE = "27.1"
RUNNING = (VoteState.REMOTE, VoteState.OPEN)


def is_open(item: AgendaItem) -> bool:
    """Whether the item may still be discussed: until its vote closes, or the meeting ends.

    `item` comes with its meeting. One query.
    """
    meeting = item.meeting
    if item.state != ItemState.INCLUDED or meeting.state in (*ENDED, MeetingState.DRAFT):
        return False
    states = set(Vote.objects.filter(item=item).values_list("state", flat=True))
    return not states or bool(states & set(RUNNING))


@transaction.atomic
def comment(item: AgendaItem, *, by: User, at: datetime, text: str) -> Comment:
    """Say something on an item of one's own body. The same words again are the same comment.

    Raises NotPermitted, DiscussionClosed, DiscussionRefused.
    """
    item = _locked(item)
    membership = _own_seat(item.meeting, by, at)
    _require_open(item)
    if not text.strip():
        raise DiscussionRefused(_("Write what you want to say."), clause=CLAUSE)
    own = {"item": item, "membership": membership, "text": text.strip(), "withdrawn_at": None}
    if (same := Comment.objects.filter(**own).first()) is not None:
        return same
    said = Comment.objects.create(**own, at=at)
    item.meeting.record("item_commented", by=by, at=at, item=item.pk, comment=said.pk)
    return said


@transaction.atomic
def withdraw_comment(said: Comment, *, by: User, at: datetime) -> Comment:
    """Take back one's own words; that they were said and taken back stays written.

    Nobody else's may be taken away. Raises NotPermitted, DiscussionClosed.
    """
    item = _locked(said.item)
    said = Comment.objects.select_related("membership").get(pk=said.pk)
    if said.membership.user_id != by.pk:
        raise NotPermitted(
            _("A comment is withdrawn by its author only; nobody deletes it."), clause=CLAUSE
        )
    if said.withdrawn_at:
        return said
    _require_open(item)
    said.withdrawn_at = at
    said.save(update_fields=["withdrawn_at"])
    item.meeting.record("comment_withdrawn", by=by, at=at, item=item.pk, comment=said.pk)
    return said


@transaction.atomic
def ask_for_floor(item: AgendaItem, *, by: User, at: datetime) -> Speech:
    """Put oneself on the speakers' list of an item; asking again is the same line.

    For members who attend a meeting in session. Raises NotPermitted, DiscussionClosed,
    DiscussionRefused.
    """
    item = _locked(item)
    membership = _own_seat(item.meeting, by, at)
    _require_speaks(item, membership)
    return _line(item, membership, at)


@transaction.atomic
def drop_from_list(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Take oneself off the speakers' list before the floor was given."""
    item = _locked(item)
    waiting = item.speeches.waiting().filter(membership__user=by)
    waiting.update(dropped_at=at)


@transaction.atomic
def give_floor(item: AgendaItem, *, membership: Membership, by: User, at: datetime) -> Speech:
    """Give a member the floor, asked for or not; whoever has it ends. The times stay written.

    By the secretary, or whoever holds the floor of the meeting. Giving it to whoever has it
    changes nothing. Raises NotPermitted, DiscussionClosed, DiscussionRefused.
    """
    item = _locked(item)
    _require_leads(item.meeting, by, at)
    _require_speaks(item, membership)
    if (has := item.speeches.speaking().filter(membership=membership).first()) is not None:
        return has
    _end_all(item.meeting, at)
    speech = _line(item, membership, at)
    speech.given_at, speech.given_by = at, by
    speech.save(update_fields=["given_at", "given_by"])
    item.meeting.record(
        "floor_given", by=by, at=at, item=item.pk, membership=membership.pk, speech=speech.pk
    )
    return speech


@transaction.atomic
def end_floor(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Whoever has the floor on this item has finished. Raises NotPermitted, DiscussionRefused."""
    item = _locked(item)
    _require_leads(item.meeting, by, at)
    speaking = list(item.speeches.speaking())
    if not speaking:
        raise DiscussionRefused(_("Nobody has the floor on this item now."), clause=CLAUSE)
    for speech in speaking:
        _end(speech, at)
        item.meeting.record("floor_ended", by=by, at=at, item=item.pk, speech=speech.pk)


def may_lead(meeting: Meeting, user: User, at: datetime) -> bool:
    """Whether this person gives the floor: the secretary, or whoever holds it."""
    marks = Verb.MARK_ATTENDANCE in verbs_on(user, meeting.body, day_of(at))
    return marks or floor.may_operate(meeting, user)


def _line(item: AgendaItem, membership: Membership, at: datetime) -> Speech:
    waiting = item.speeches.waiting().filter(membership=membership).first()
    found: Speech = waiting or Speech.objects.create(item=item, membership=membership, asked_at=at)
    return found


def _end_all(meeting: Meeting, at: datetime) -> None:
    for speech in Speech.objects.speaking().filter(item__meeting=meeting):
        _end(speech, at)


def _end(speech: Speech, at: datetime) -> None:
    speech.ended_at = max(at, speech.given_at or at)
    speech.save(update_fields=["ended_at"])


def _own_seat(meeting: Meeting, by: User, at: datetime) -> Membership:
    """Of the roll once there is one, else of today; Raises NotPermitted for anybody else."""
    entry = floor.roll_entry_of(meeting, by)
    own = entry.membership if entry else seat(by, meeting.body, day_of(at))
    if own is None:
        raise NotPermitted(_("Items are discussed by the members of the body."), clause=CLAUSE)
    require_existing(meeting.body, day_of(at))
    return own


def _require_open(item: AgendaItem) -> None:
    if not is_open(item):
        raise DiscussionClosed(_("Discussion of this item is closed."), clause=CLAUSE)


def _require_speaks(item: AgendaItem, membership: Membership) -> None:
    meeting = item.meeting
    meeting.require(MeetingState.IN_SESSION)
    _require_open(item)
    if not counting.standing(meeting).get(membership.pk, Mode.ABSENT).attends:
        raise DiscussionRefused(
            _("Only whoever attends the meeting has the floor; others comment in writing."),
            clause=CLAUSE,
        )


def _require_leads(meeting: Meeting, by: User, at: datetime) -> None:
    if not may_lead(meeting, by, at):
        raise NotPermitted(
            _("The secretary or the person presiding gives the floor."),
            clause=meeting.body.presiding_clause,
        )


def _locked(item: AgendaItem) -> AgendaItem:
    """Afresh, its meeting locked."""
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(pk=item.pk)
    item.meeting.lock()
    return item
