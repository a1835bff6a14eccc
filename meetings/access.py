"""Fetch-and-authorise for meetings: 404 what may not be known, 403 what may only be seen."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from bodies.access import visible_bodies
from bodies.backends import granted_bodies, verbs_on
from bodies.models import Body, Membership, Office
from bodies.offices import Verb
from meetings.models import AgendaItem, Material, Meeting, RollEntry
from meetings.querysets import MeetingQuerySet
from meetings.states import ItemState, MeetingState


def visible_meetings(user: User, day: date) -> MeetingQuerySet:
    """Meetings of the bodies one may see, and those whose roll one is on, whatever came after.

    A draft is seen from inside the body only, and by the Centre where it organises: its members
    may propose items (cl. 27.3) but read the agenda when it is sent to them.
    """
    inside = [
        *Body.objects.with_member(user, day).values_list("pk", flat=True),
        *granted_bodies(user, Verb.ACT_FOR_CENTRE, day),
    ]
    sat_in = RollEntry.objects.filter(membership__user=user).values("meeting")
    published = ~Q(state=MeetingState.DRAFT) & Q(body__in=visible_bodies(user, day).values("pk"))
    found: MeetingQuerySet = Meeting.objects.filter(
        Q(body__in=inside) | published | Q(pk__in=sat_in)
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
    """Whether the page of approval is this person's; the act itself asks for the delegation."""
    if user.has_perm("bodies.approve_agenda", meeting.body):
        return True
    return (
        meeting.consent_procedure().deputy_acts_for_chair
        and Membership.objects.on(timezone.localdate())
        .of(user)
        .holding(Office.DEPUTY_CHAIR)
        .filter(body=meeting.body)
        .exists()
    )


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


def _verbs(user: User, meeting: Meeting) -> frozenset[str]:
    return verbs_on(user, meeting.body, timezone.localdate())
