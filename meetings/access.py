"""Fetch-and-authorise for meetings: 404 what may not be known, 403 what may only be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.backends import granted_bodies, verbs_on
from bodies.models import Body, BodyKind, Delegation, Membership, Office
from bodies.offices import Verb
from bodies.querysets import BodyQuerySet
from meetings.actions import floor
from meetings.models import (
    AgendaItem,
    Ballot,
    Comment,
    Material,
    Meeting,
    Recusal,
    RemoteRequest,
    RollEntry,
    Vote,
    WrittenPaper,
)  # fmt: skip
from meetings.querysets import MeetingQuerySet
from meetings.states import ItemState, MeetingState


def visible_meetings(user: User, day: date) -> MeetingQuerySet:
    """Meetings of one's own bodies, and those whose roll one is on, whatever came after.

    The Centre sees those it organises, the Council's; the ministry all of them, members of an
    association its sections' too. The administrator sees none. A draft is seen by whoever may
    propose items to it (cl. 27.3), the ministry's to the Council too; they read its agenda when it
    is sent to them.
    """
    own = list(Body.objects.with_member(user, day).values_list("pk", flat=True))
    granted = granted_bodies(user, day)
    inside = [*own, *granted[Verb.ACT_FOR_CENTRE]]
    sat_in = RollEntry.objects.filter(membership__user=user).values("meeting")
    reviewed = granted[Verb.REVIEW_MINUTES]
    published = ~Q(state=MeetingState.DRAFT) & (
        Q(body__in=reviewed)
        | Q(body__parent__in=reviewed)
        | Q(body__parent__parent__in=reviewed)
        | Q(body__parent__in=own, body__kind=BodyKind.SECTION)
    )
    found: MeetingQuerySet = Meeting.objects.filter(
        Q(body__in=inside)
        | Q(body__in=reviewed, body__kind=BodyKind.COUNCIL)
        | published
        | Q(pk__in=sat_in)
    )
    return found


def meeting_for(user: User, pk: int) -> Meeting:
    """A meeting `user` may see; 404 otherwise."""
    seen = visible_meetings(user, timezone.localdate())
    meeting: Meeting = get_object_or_404(
        seen.select_related("body__parent__parent", "secretary", "repeat_of"), pk=pk
    )
    return meeting


def meeting_to(user: User, pk: int, verb: str) -> Meeting:
    """A meeting in whose body `user` may do `verb` today; 403 when only seeing it is allowed."""
    meeting = meeting_for(user, pk)
    if not user.has_perm(f"bodies.{verb}", meeting.body):
        raise PermissionDenied
    return meeting


def meeting_to_approve(user: User, pk: int) -> Meeting:
    """For the chair; for the deputy where the rules let the deputy act for the chair (C28)."""
    meeting = meeting_for(user, pk)
    if not may_approve(user, meeting):
        raise PermissionDenied
    return meeting


def may_approve(user: User, meeting: Meeting) -> bool:
    """Whether approving is this person's: the chair's, or by a delegation in force (cl. 18, C28)."""
    if user.has_perm("bodies.approve_agenda", meeting.body):
        return True
    return (
        meeting.consent_procedure().deputy_acts_for_chair
        and Delegation.objects.on(timezone.localdate())
        .filter(body=meeting.body, deputy__user=user)
        .exists()
    )


def schedulable_bodies(user: User, day: date) -> BodyQuerySet:
    """Bodies whose meetings `user` schedules: as their secretary, or as the Centre (cl. 12, 24)."""
    own = Membership.objects.on(day).of(user).holding(Office.SECRETARY).values("body")
    centre = granted_bodies(user, day)[Verb.ACT_FOR_CENTRE]
    bodies: BodyQuerySet = Body.objects.on(day).filter(
        Q(pk__in=own) | Q(pk__in=centre, kind=BodyKind.COUNCIL)
    )
    return bodies


def reads_agenda(user: User, meeting: Meeting) -> bool:
    """Whether the agenda is out, or `user` takes part in drawing it up."""
    return meeting.state != MeetingState.DRAFT or bool(
        {"compose_agenda", "approve_agenda"} & _verbs(user, meeting)
    )


def item_for(user: User, pk: int) -> AgendaItem:
    """An item `user` may read: proposals are their proposer's and the secretary's."""
    item: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related("function", "proposed_by__user"), pk=pk
    )
    item.meeting = meeting_for(user, item.meeting_id)
    if not item_visible(user, item):
        raise Http404
    return item


def item_to(user: User, pk: int, verb: str) -> AgendaItem:
    """An item in whose body `user` may do `verb` today; 403 when only reading it is allowed."""
    item = item_for(user, pk)
    if not user.has_perm(f"bodies.{verb}", item.meeting.body):
        raise PermissionDenied
    return item


def item_visible(user: User, item: AgendaItem) -> bool:
    """A proposal, and a declined one: its proposer, the secretary; else whoever reads the agenda."""
    if item.proposed_by is not None and item.proposed_by.user_id == user.pk:
        return True
    if item.state in {ItemState.PROPOSED, ItemState.DECLINED}:
        return "compose_agenda" in _verbs(user, item.meeting)
    return reads_agenda(user, item.meeting)


def material_for(user: User, pk: int) -> Material:
    """A material of an item `user` may read."""
    material: Material = get_object_or_404(Material.objects.select_related("file"), pk=pk)
    material.item = item_for(user, material.item_id)
    return material


def material_to(user: User, pk: int, verb: str) -> Material:
    """A material in whose body `user` may do `verb` today."""
    material: Material = get_object_or_404(Material.objects.select_related("file"), pk=pk)
    material.item = item_to(user, material.item_id, verb)
    return material


@dataclass(frozen=True, slots=True)
class Keys:
    """What a person may do in the room of one meeting; the acts themselves ask again."""

    marks: bool
    operates: bool
    presides: bool
    enters_written: bool
    agrees_methods: bool

    @property
    def any(self) -> bool:
        """Whether the console is this person's at all."""
        return self.marks or self.operates or self.presides


def keys_of(user: User, meeting: Meeting) -> Keys:
    """The keys `user` holds: by office today, or by the presiding person's order."""
    verbs = _verbs(user, meeting)
    presides = Verb.PRESIDE in verbs
    before = meeting.presiding_id is None
    return Keys(
        marks=Verb.MARK_ATTENDANCE in verbs,
        operates=(presides and before) or floor.may_operate(meeting, user),
        presides=presides,
        enters_written=Verb.ENTER_WRITTEN_BALLOT in verbs,
        agrees_methods=Verb.AGREE_METHOD in verbs,
    )


def meeting_to_conduct(user: User, pk: int) -> tuple[Meeting, Keys]:
    """A meeting whose console is this person's: the secretary's or an officer's; else 403."""
    meeting = meeting_for(user, pk)
    keys = keys_of(user, meeting)
    if not keys.any:
        raise PermissionDenied
    return meeting, keys


def meeting_of_own(user: User, pk: int) -> Meeting:
    """A meeting of a body one sits in, or on whose roll one is: a member's own acts (cl. 27)."""
    meeting = meeting_for(user, pk)
    if not _takes_part(user, meeting):
        raise PermissionDenied
    return meeting


def meeting_to_sit_in(user: User, pk: int) -> Meeting:
    """A meeting whose room one may be in: its members, and whoever conducts it."""
    meeting = meeting_for(user, pk)
    if not (_takes_part(user, meeting) or keys_of(user, meeting).any):
        raise PermissionDenied
    return meeting


def vote_to_conduct(user: User, pk: int) -> tuple[Vote, Keys]:
    """A vote of a meeting whose console is this person's."""
    vote: Vote = get_object_or_404(Vote.objects.select_related("item"), pk=pk)
    vote.item.meeting, keys = meeting_to_conduct(user, vote.item.meeting_id)
    return vote, keys


def item_to_conduct(user: User, pk: int) -> tuple[AgendaItem, Keys]:
    """An item of a meeting whose console is this person's."""
    item: AgendaItem = get_object_or_404(AgendaItem.objects.on_agenda(), pk=pk)
    item.meeting, keys = meeting_to_conduct(user, item.meeting_id)
    return item, keys


def recusal_to_conduct(user: User, pk: int) -> tuple[Recusal, Keys]:
    """A recusal from an item of a meeting whose console is this person's."""
    recusal: Recusal = get_object_or_404(Recusal.objects.select_related("item"), pk=pk)
    recusal.item.meeting, keys = meeting_to_conduct(user, recusal.item.meeting_id)
    return recusal, keys


def vote_for(user: User, pk: int) -> Vote:
    """A vote of a meeting `user` may see; whether they may vote is the vote's own question."""
    vote: Vote = get_object_or_404(Vote.objects.select_related("item"), pk=pk)
    vote.item.meeting = meeting_for(user, vote.item.meeting_id)
    return vote


def vote_to_answer(user: User, pk: int) -> Vote:
    """The same in one query for whoever is on the frozen roll, who always may see it."""
    votes = Vote.objects.select_related("item__meeting__body")
    own = votes.filter(pk=pk, item__meeting__roll__membership__user=user).first()
    return own or vote_for(user, pk)


def own_ballot(user: User, pk: int) -> Ballot:
    """A ballot of one's own; nobody else's receipt is shown."""
    ballot: Ballot = get_object_or_404(
        Ballot.objects.select_related("vote__item__meeting__body"),
        pk=pk, membership__user=user,
    )  # fmt: skip
    return ballot


def remote_request_to_decide(user: User, pk: int) -> RemoteRequest:
    """A member's request, for whoever agrees methods in that body."""
    asked: RemoteRequest = get_object_or_404(
        RemoteRequest.objects.select_related("membership__user"), pk=pk
    )
    asked.meeting = meeting_to(user, asked.meeting_id, Verb.AGREE_METHOD)
    return asked


def paper_for(user: User, pk: int) -> WrittenPaper:
    """A written ballot, for the member whose it is and for whoever conducts the meeting."""
    paper: WrittenPaper = get_object_or_404(
        WrittenPaper.objects.select_related(
            "membership__user", "scan", "entered_by", "decided_by"
        ),
        pk=pk,
    )  # fmt: skip
    paper.meeting = meeting_for(user, paper.meeting_id)
    if paper.membership.user_id != user.pk and not keys_of(user, paper.meeting).any:
        raise PermissionDenied
    return paper


def item_to_discuss(user: User, pk: int) -> AgendaItem:
    """An item of the agenda, for the members of the body and whoever conducts (cl. 27.1)."""
    item = item_for(user, pk)
    if not (is_member_of(user, item.meeting) or keys_of(user, item.meeting).any):
        raise PermissionDenied
    return item


def comment_for(user: User, pk: int) -> Comment:
    """A comment in a discussion one may read."""
    said: Comment = get_object_or_404(Comment.objects.select_related("membership"), pk=pk)
    said.item = item_to_discuss(user, said.item_id)
    return said


def is_member_of(user: User, meeting: Meeting) -> bool:
    """Whether this person discusses there: a seat today, or a line on the roll."""
    return _takes_part(user, meeting)


def _takes_part(user: User, meeting: Meeting) -> bool:
    return Verb.DISCUSS in _verbs(user, meeting) or floor.roll_entry_of(meeting, user) is not None


def _verbs(user: User, meeting: Meeting) -> frozenset[str]:
    return verbs_on(user, meeting.body, timezone.localdate())
