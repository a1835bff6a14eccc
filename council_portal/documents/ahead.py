"""The votes that await a member, and the next meeting with its forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from council_portal.documents.queue import Queue
from meetings.actions import possible_answers
from meetings.documents import counting
from meetings.models import AttendanceEvent, Ballot, Meeting, RemoteRequest, Rsvp, Vote
from meetings.rules.quorum import QuorumVerdict
from meetings.states import MeetingState, Presence, RequestState, VoteState

ATTENDING = (Presence.HALL, Presence.ONLINE)


@dataclass(frozen=True)
class Awaiting:
    """The votes of one meeting that a member may cast now and has not."""

    meeting: Meeting
    votes: list[Vote]
    now: bool

    @property
    def count(self) -> int:
        """How many."""
        return len(self.votes)

    @property
    def url(self) -> str:
        """Where they are cast."""
        if self.now:
            return reverse("meetings:ballot_cast", args=[self.votes[0].pk])
        return reverse("meetings:absentee_sheet", args=[self.meeting.pk])


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting one has been told of."""

    meeting: Meeting
    answer: str
    answers: list[tuple[str, str]]
    forecast: QuorumVerdict | None

    @property
    def rsvp_url(self) -> str:
        """Where the answer goes with one press."""
        return reverse("meetings:notice_answer", args=[self.meeting.pk])

    @property
    def margin(self) -> str:
        """What the forecast means, in words."""
        if self.forecast is None:
            return ""
        if not self.forecast.reached:
            return _("Members still to be asked for a quorum: %(missing)s (cl. %(clause)s).") % {
                "missing": self.forecast.missing,
                "clause": self.forecast.clause,
            }
        if self.forecast.participating == self.forecast.needed:
            return _("The quorum stands at its edge: ask one more member (cl. %(clause)s).") % {
                "clause": self.forecast.clause
            }
        return _("There will be a quorum (cl. %(clause)s).") % {"clause": self.forecast.clause}


def votes_awaiting(queue: Queue) -> list[Awaiting]:
    """Open votes one attends, and remote ones with the Secretariat's agreement; four queries."""
    seats = {seat.body_id: seat.pk for seat in queue.standing.seats if seat.voting}
    mine = [m for m in queue.meetings if m.body_id in seats and m.state in _VOTED_IN]
    votes = list(
        Vote.objects.filter(
            # On a tie one person's own ballot is awaited.
            Q(state__in=[VoteState.REMOTE, VoteState.OPEN])
            | Q(state=VoteState.TIED, presiding__in=seats.values()),
            item__meeting__in=mine,
        )
        .select_related("item")
        .order_by("item__meeting", "item__position")
    )
    own = {"membership__in": seats.values()}
    given = set(
        Ballot.objects.counted().filter(vote__in=votes, **own).values_list("vote_id", flat=True)
    )
    there = dict(
        AttendanceEvent.objects.latest_each()
        .filter(meeting__in=mine, **own)
        .values_list("meeting_id", "presence")
    )
    agreed = set(
        RemoteRequest.objects.filter(
            meeting__in=mine, state=RequestState.AGREED, **own
        ).values_list("meeting_id", flat=True)
    )
    found = []
    for meeting in mine:
        attends = there.get(meeting.pk) in ATTENDING
        open_to = [
            vote
            for vote in votes
            if vote.item.meeting_id == meeting.pk
            and vote.pk not in given
            and (vote.state != VoteState.REMOTE if attends else meeting.pk in agreed)
        ]
        if open_to:
            found.append(Awaiting(meeting, open_to, now=attends))
    return sorted(found, key=lambda waiting: (not waiting.now, waiting.meeting.scheduled_for))


def next_meeting(queue: Queue, now: datetime) -> NextMeeting | None:
    """The soonest meeting with a notice; its forecast for whoever prepares or presides."""
    soon = now - timedelta(hours=12)
    meeting = next(
        (m for m in queue.meetings if m.state == MeetingState.NOTIFIED and m.scheduled_for > soon),
        None,
    )
    if meeting is None:
        return None
    own = queue.own_seats.get(meeting.body_id)
    answer = Rsvp.objects.filter(meeting=meeting, membership=own).first() if own else None
    prepares = meeting.body_id in queue.clerked | queue.presided
    return NextMeeting(
        meeting,
        answer.answer if answer else "",
        _answers(meeting, answer.answer if answer else "") if own else [],
        counting.forecast(meeting) if prepares else None,
    )


def _answers(meeting: Meeting, given: str) -> list[tuple[str, str]]:
    """What one press can say; an excuse needs its reason, which the page of the meeting asks for."""
    return [
        (answer.value, str(answer.label))
        for answer in possible_answers(meeting)
        if answer != Presence.EXCUSED or answer == given
    ]


_VOTED_IN = (MeetingState.APPROVED, MeetingState.NOTIFIED, MeetingState.IN_SESSION)
