"""Sections and proposals of them (cl. 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from associations.models import Section, SectionProposal
from bodies.access import body_to
from bodies.models import Body, BodyKind
from meetings.access import item_to
from meetings.models import AgendaItem

if TYPE_CHECKING:
    from accounts.models import User

Thing = TypeVar("Thing")


def proposal_for(user: User, pk: int) -> SectionProposal:
    """For whoever sees the association."""
    proposal: SectionProposal = get_object_or_404(SectionProposal.objects.with_items(), pk=pk)
    if not user.has_perm("bodies.view_body", proposal.association.body):
        raise Http404
    return proposal


def proposal_to_carry_out(user: User, pk: int) -> SectionProposal:
    """For the association's secretary, from the draft to the section."""
    proposal = proposal_for(user, pk)
    return _permitted(user, "compose_agenda", proposal.association.body, proposal)


def proposal_to_submit(user: User, pk: int) -> SectionProposal:
    """For whoever composes the Council's agenda."""
    proposal = proposal_for(user, pk)
    return _permitted(user, "compose_agenda", proposal.association.body.parent, proposal)


def section_to_compose(user: User, pk: int) -> Section:
    """A section whose composition `user` records: the association's secretary (REQ-49)."""
    section = _section(user, pk)
    return _permitted(user, "manage_members", section.body, section)


def closing_to_draft(user: User, pk: int) -> Section:
    """A section that its association's secretary may propose to close."""
    section = _section(user, pk)
    return _permitted(user, "compose_agenda", section.association.body, section)


def item_to_pass(user: User, pk: int) -> AgendaItem:
    """An item of a section's meeting, for the section's secretary."""
    item = item_to(user, pk, "compose_agenda")
    if item.meeting.body.kind != BodyKind.SECTION:
        raise Http404
    return item


def _section(user: User, pk: int) -> Section:
    body = body_to(user, "view_body", pk)
    section: Section = get_object_or_404(
        Section.objects.select_related("association__body__parent"), pk=pk
    )
    section.body = body
    return section


def _permitted(user: User, verb: str, body: Body | None, thing: Thing) -> Thing:
    if body is None or not user.has_perm(f"bodies.{verb}", body):
        raise PermissionDenied
    return thing
