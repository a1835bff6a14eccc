"""Letters of a vote: it has opened; it is still awaited from who votes from afar (cl. 20)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bodies.offices import Verb
from meetings.actions.permit import day_of, permit
from meetings.actions.telling import tell
from meetings.documents import counting
from meetings.documents.texts import title_facts
from meetings.models import AgendaItem, Ballot, Meeting, RemoteRequest, RollEntry, Vote
from meetings.rules.attendance import Mode
from meetings.states import BEFORE_SESSION, MeetingState, RequestState, VoteState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

AGAIN_AFTER = timedelta(hours=1)
EVE = timedelta(hours=24)
OPEN_STATES = (VoteState.REMOTE, VoteState.OPEN)
ANNOUNCED = (MeetingState.APPROVED, MeetingState.NOTIFIED)


def tell_of_opened_vote(vote: Vote, item: AgendaItem, present: dict[int, Mode]) -> None:
    """Whoever is not in the hall, may vote from where they are, and has not, gets the way there.

    The link opens the ballot after signing in; it carries no authority. Members who can vote
    neither online nor by an agreed method are not troubled. `item` comes with its meeting.
    """
    meeting = item.meeting
    procedure = meeting.procedure()
    able = Q(pk__in=[])
    if procedure.allow_online:
        able |= Q(membership__in=[m for m, mode in present.items() if mode is Mode.ONLINE])
    if procedure.allow_absentee:
        here = [m for m, mode in present.items() if mode.attends]
        agreed = meeting.remote_requests.filter(state=RequestState.AGREED)
        able |= Q(membership__in=agreed.exclude(membership__in=here).values("membership"))
    voted = Ballot.objects.counted().filter(vote=vote).values("membership")
    entries = RollEntry.objects.filter(able, meeting=meeting, voting=True)
    rows = entries.exclude(membership__in=voted).select_related("membership__user")
    tell(
        meeting, "vote_opened", [entry.membership.user for entry in rows.order_by("position")],
        path=reverse("meetings:ballot_cast", args=[vote.pk]), title=title_facts(item),
        position=item.position,
    )  # fmt: skip


def awaited(meeting: Meeting) -> QuerySet[RemoteRequest]:
    """Members with an agreed method who have not voted on everything that takes ballots."""
    votes = Vote.objects.filter(item__meeting=meeting, state__in=OPEN_STATES)
    cast = Ballot.objects.counted().filter(vote=OuterRef("pk"), membership=OuterRef("seat"))
    silent = votes.annotate(seat=OuterRef("membership")).filter(~Exists(cast))
    present = [m for m, mode in counting.standing(meeting).items() if mode.attends]
    return (
        meeting.remote_requests.filter(state=RequestState.AGREED)
        .exclude(membership__in=present)
        .filter(Exists(silent))
        .select_related("membership__user")
        .order_by("pk")
    )


@transaction.atomic
def remind_absent(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Remind whoever votes from afar and has not; returns how many they are (cl. 20).

    Within the hour nobody is reminded again: that is a second click. Raises NotPermitted.
    """
    meeting.lock()
    permit(by, meeting.body, Verb.AGREE_METHOD, day=day_of(at), clause="20",
           refusal=_("Only the Secretariat reminds of voting from afar."))  # fmt: skip
    meeting.require(*BEFORE_SESSION, MeetingState.IN_SESSION)
    fresh = [one for one in awaited(meeting)
             if one.reminded_at is None or one.reminded_at <= at - AGAIN_AFTER]  # fmt: skip
    _remind(meeting, fresh, by=by, at=at)
    return len(fresh)


@transaction.atomic
def remind_on_the_eve(meeting: Meeting, *, at: datetime) -> int:
    """In the last day before a meeting, once for the date it is called for; by itself."""
    meeting.lock()
    if meeting.state not in ANNOUNCED or not at < meeting.scheduled_for <= at + EVE:
        return 0
    due = [one for one in awaited(meeting) if one.eve_reminder_for != meeting.scheduled_for]
    _remind(meeting, due, by=None, at=at)
    RemoteRequest.objects.filter(pk__in=[one.pk for one in due]).update(
        eve_reminder_for=meeting.scheduled_for
    )
    return len(due)


def _remind(meeting: Meeting, asked: list[RemoteRequest], *, by: User | None, at: datetime) -> None:
    if not asked:
        return
    RemoteRequest.objects.filter(pk__in=[one.pk for one in asked]).update(reminded_at=at)
    meeting.record(
        "absent_reminded", by=by, at=at, memberships=[one.membership_id for one in asked]
    )
    tell(meeting, "absent_reminder", [one.membership.user for one in asked],
         path=reverse("meetings:absentee_sheet", args=[meeting.pk]))  # fmt: skip
