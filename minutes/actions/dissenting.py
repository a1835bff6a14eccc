"""Attaching a dissenting opinion to a decision, and taking it back (cl. 11, 21)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import AgendaItem, Meeting, RollEntry, Vote
from meetings.states import MeetingState, VoteState
from minutes.errors import DissentRefused, IllegalTransition, NotPermitted
from minutes.models import DissentingOpinion, Minutes
from minutes.states import MinutesState


@transaction.atomic
def attach_dissent(item: AgendaItem, *, by: User, at: datetime, text: str) -> DissentingOpinion:
    """Attach one's opinion to an item whose vote has ended, or word it anew, until the freezing.

    For the voting members of the roll, however they voted. It is printed in the minutes and
    changes no result. Raises NotPermitted, IllegalTransition, DissentRefused.
    """
    item, entry = _locked(item, by)
    if not text.strip():
        raise DissentRefused(_("Write your opinion."), clause=item.meeting.body.minutes_clause)
    found = DissentingOpinion.objects.filter(item=item, membership=entry.membership_id).first()
    if found and (found.text, found.withdrawn_at) == (text.strip(), None):
        return found
    opinion = found or DissentingOpinion(item=item, membership_id=entry.membership_id)
    opinion.text, opinion.at, opinion.withdrawn_at = text.strip(), at, None
    opinion.save()
    item.meeting.record(
        "dissent_attached", by=by, at=at, item=item.pk, membership=entry.membership_id,
        opinion=opinion.text,
    )  # fmt: skip
    return opinion


@transaction.atomic
def withdraw_dissent(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Take one's own opinion back before the freezing; the journal keeps that it was there."""
    item, entry = _locked(item, by)
    own = DissentingOpinion.objects.filter(item=item, membership=entry.membership_id)
    opinion = own.filter(withdrawn_at=None).first()
    if opinion is None:
        return
    opinion.withdrawn_at = at
    opinion.save()
    item.meeting.record(
        "dissent_withdrawn", by=by, at=at, item=item.pk, membership=entry.membership_id
    )


def takes_dissent(item: AgendaItem) -> bool:
    """Whether an opinion can be attached to this item now. `item` comes with its meeting."""
    meeting = item.meeting
    return (
        meeting.state in (MeetingState.IN_SESSION, MeetingState.CLOSED)
        and Vote.objects.filter(item=item, state=VoteState.CLOSED).exists()
        and not frozen(meeting)
    )


def open_to(user: User, meeting: Meeting) -> list[AgendaItem]:
    """The decided items to which this person may attach an opinion now, with their own one.

    Three queries at most.
    """
    roll = RollEntry.objects.filter(meeting=meeting, membership__user=user, voting=True)
    if meeting.state not in (MeetingState.IN_SESSION, MeetingState.CLOSED) or frozen(meeting):
        return []
    if not roll.exists():
        return []
    decided = Vote.objects.filter(item__meeting=meeting, state=VoteState.CLOSED).values("item")
    rows = AgendaItem.objects.filter(pk__in=decided).in_order()
    own = DissentingOpinion.objects.filter(membership__user=user, withdrawn_at=None)
    return list(rows.prefetch_related(Prefetch("dissents", queryset=own, to_attr="own_dissents")))


def frozen(meeting: Meeting) -> bool:
    """Whether the minutes of the meeting have left the draft."""
    return Minutes.objects.filter(meeting=meeting).exclude(state=MinutesState.DRAFT).exists()


def _locked(item: AgendaItem, by: User) -> tuple[AgendaItem, RollEntry]:
    """The item afresh, its meeting locked, and the person's line on its roll."""
    item = AgendaItem.objects.select_related("meeting__body").get(pk=item.pk)
    item.meeting.lock()
    clause = item.meeting.body.minutes_clause
    entry = RollEntry.objects.filter(meeting=item.meeting_id, membership__user=by).first()
    if entry is None or not entry.voting:
        raise NotPermitted(
            _("A dissenting opinion is attached by a voting member of that meeting."),
            clause=clause,
        )
    if frozen(item.meeting):
        raise IllegalTransition(
            _("The minutes are frozen: a dissenting opinion can no longer be attached or changed."),
            clause=clause,
        )
    if not takes_dissent(item):
        raise IllegalTransition(
            _("A dissenting opinion is attached once voting on the item has ended."), clause=clause
        )
    return item, entry
