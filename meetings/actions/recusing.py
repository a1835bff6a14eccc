"""Who does not vote on an item because it concerns them (REQ-73), where the rules provide it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import RuleViolation
from bodies.models import Membership
from bodies.offices import Verb
from meetings.actions import floor
from meetings.actions.permit import permit
from meetings.actions.telling import tell
from meetings.actions.voiding import void_ballots
from meetings.documents import counting
from meetings.documents.texts import title_facts
from meetings.errors import IllegalTransition
from meetings.models import AgendaItem, Ballot, Meeting, Recusal, Vote
from meetings.states import BEFORE_SESSION, MeetingState, VoteState

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def recuse(
    item: AgendaItem, *, membership: Membership, reason: str, by: User, at: datetime
) -> Recusal:
    """Name a member whom the item concerns: they do not vote on it, the composition stays.

    A ballot they sent before becomes void; they are told. The same again returns the recusal there
    is. Raises NotPermitted (the floor, or the secretary), IllegalTransition once the vote is open,
    RuleViolation where the rules exclude nobody, outside the composition, without a reason.
    """
    item, meeting, vote = _before_the_vote(item, by=by, at=at)
    if not meeting.procedure().recusal:
        raise RuleViolation(
            _("The body's rules exclude nobody from a vote on a matter that concerns them."),
            clause=meeting.body.decision_clause,
        )
    if membership.pk not in {seat.membership for seat in counting.seats(meeting) if seat.voting}:
        raise RuleViolation(
            _("This person is not in the composition."), clause=meeting.body.decision_clause
        )
    if not reason.strip():
        raise RuleViolation(_("Give a reason."))
    recusal, made = Recusal.objects.get_or_create(
        item=item, membership=membership, lifted_at=None,
        defaults={"reason": reason, "by": by, "at": at},
    )  # fmt: skip
    if not made:
        return recusal
    if vote is not None:
        void_ballots(
            Ballot.objects.counted().filter(vote=vote, membership=membership),
            reason="recused", at=at,
        )  # fmt: skip
    meeting.record(
        "member_recused", by=by, at=at, item=item.pk, membership=membership.pk, reason=reason
    )
    tell(meeting, "recused", [membership.user], title=title_facts(item), reason=reason)
    return recusal


@transaction.atomic
def lift(recusal: Recusal, *, by: User, at: datetime) -> Recusal:
    """Let the member vote after all; that they had been excluded stays on record.

    Raises NotPermitted, IllegalTransition once the vote is open. Lifting again changes nothing.
    """
    item, meeting, _vote = _before_the_vote(recusal.item, by=by, at=at)
    recusal.refresh_from_db()
    if recusal.lifted_at is not None:
        return recusal
    recusal.lifted_at, recusal.lifted_by = at, by
    recusal.save(update_fields=["lifted_at", "lifted_by"])
    meeting.record("recusal_lifted", by=by, at=at, item=item.pk, membership=recusal.membership_id)
    return recusal


def _before_the_vote(
    item: AgendaItem, *, by: User, at: datetime
) -> tuple[AgendaItem, Meeting, Vote | None]:
    """The item with its meeting and vote, locked in that order, while both can still change."""
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(pk=item.pk)
    meeting = item.meeting.lock()
    if not floor.may_operate(meeting, by):
        permit(
            by, meeting.body, Verb.MARK_ATTENDANCE, day=timezone.localdate(at),
            refusal=_("Only the presiding person or the secretary says who does not vote."),
            clause=meeting.body.decision_clause,
        )  # fmt: skip
    meeting.require(*BEFORE_SESSION, MeetingState.IN_SESSION)
    vote = Vote.objects.select_for_update().standing().filter(item=item).first()
    if vote is not None and vote.state != VoteState.REMOTE:
        raise IllegalTransition(
            _("Who does not vote on an item is named before its vote opens."),
            clause=meeting.body.decision_clause,
        )
    return item, meeting, vote
