"""A vote gone wrong is annulled and kept; the question is taken again as another vote."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted, RuleViolation
from accounts.models import User
from meetings.actions.telling import tell
from meetings.actions.voting import digest_of
from meetings.documents.texts import item_text_hash, title_facts
from meetings.errors import IllegalTransition
from meetings.models import AgendaItem, Ballot, Meeting, Vote
from meetings.states import RUNNING, MeetingState, VoteState

if TYPE_CHECKING:
    from collections.abc import Iterable

ANNULLABLE = (*RUNNING, VoteState.CLOSED)


@transaction.atomic
def annul(vote: Vote, *, by: User, at: datetime, reason: str) -> Vote:
    """open, tied, closed → annulled, by the presiding person in person while the meeting sits.

    Its ballots and outcome stay on record and decide nothing. Returns the vote in which the
    question is taken again: the one there already is, when this one was annulled before. Whoever
    voted is told. Raises NotPermitted, IllegalTransition, RuleViolation without a reason.
    """
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(
        pk=vote.item_id
    )
    meeting = item.meeting.lock()
    vote.lock()
    meeting.require(MeetingState.IN_SESSION)
    _require_presiding(meeting, by)
    if vote.state == VoteState.ANNULLED:
        return Vote.objects.standing().get(item=item)
    if vote.state not in ANNULLABLE:
        raise IllegalTransition(
            _("Only a vote that has been opened can be annulled."),
            clause=meeting.body.decision_clause,
        )
    if not reason.strip():
        raise RuleViolation(_("Give a reason."))
    vote.digest = digest_of(vote)
    vote.state, vote.annul_reason = VoteState.ANNULLED, reason
    vote.annulled_at, vote.annulled_by = at, by
    vote.save()
    again = Vote.objects.create(item=item, text_hash=item_text_hash(item))
    meeting.record(
        "vote_annulled", by=by, at=at, vote=vote.pk, item=item.pk, again=again.pk, reason=reason,
        digest=vote.digest, outcome=vote.result,
    )  # fmt: skip
    tell(meeting, "vote_annulled", _voters(vote), title=title_facts(item), reason=reason)
    return again


def _require_presiding(meeting: Meeting, by: User) -> None:
    """In person: the keys of the room do not reach this far."""
    if meeting.presiding is None or meeting.presiding.user_id != by.pk:
        raise NotPermitted(
            _("Only the presiding person annuls a vote, in person."),
            clause=meeting.body.presiding_clause,
        )


def _voters(vote: Vote) -> Iterable[User]:
    ballots = Ballot.objects.counted().filter(vote=vote)
    return User.objects.filter(memberships__in=ballots.values("membership")).distinct()
