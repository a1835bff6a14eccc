"""Sections: proposed, put before both bodies, created, composed, closed (cl. 16)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from associations import access, actions
from associations.documents.proposal_page import meetings_to_choose, proposal_page
from associations.forms import (
    BeginningForm,
    ClosingForm,
    CompositionForm,
    EndingForm,
    MeetingForm,
    PlainForm,
    SectionForm,
)
from associations.models import Section, SectionProposal
from bodies.models import CompositionChange
from meetings.access import visible_meetings
from meetings.views.acting import ByNow, accepted, by_now

any_of = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def section_proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is proposed, what both bodies have decided, and whose turn it is."""
    proposal = access.proposal_for(request.user, pk)
    seen = visible_meetings(request.user, timezone.localdate())
    context = {"page": proposal_page(proposal, request.user, seen)}
    return render(request, "associations/section_proposal.html", context)


@any_of
def section_propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """The association's secretary drafts a section."""
    association = access.association_to(request.user, "compose_agenda", pk)
    form = SectionForm(request.POST or None)
    made: list[SectionProposal] = []
    act = by_now(request)
    if accepted(form, lambda: made.append(
        actions.draft_section(association, **act, **form.cleaned_data)
    )):  # fmt: skip
        messages.success(request, _("Drafted. Now put it on the association's agenda."))
        return redirect(made[0])
    context = {"form": form, "body": association.body}
    return render(request, "associations/section_propose.html", context)


@any_of
def section_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    proposal = access.proposal_to_carry_out(request.user, pk)
    given = {name: getattr(proposal, name) for name in SectionForm.base_fields}
    form = SectionForm(request.POST or None, initial=given)
    act = by_now(request)
    if accepted(form, lambda: actions.edit_section(proposal, **act, **form.cleaned_data)):
        messages.success(request, _("The draft is saved."))
        return redirect(proposal)
    context = {"form": form, "body": proposal.association.body, "proposal": proposal}
    return render(request, "associations/section_propose.html", context)


@any_of
def section_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose that a section be closed: the same path as to its beginning."""
    section = access.closing_to_draft(request.user, pk)
    form = ClosingForm(request.POST or None)
    made: list[SectionProposal] = []
    act = by_now(request)
    if accepted(form, lambda: made.append(
        actions.draft_closing(section, **act, **form.cleaned_data)
    )):  # fmt: skip
        messages.success(request, _("Drafted. Now put it on the association's agenda."))
        return redirect(made[0])
    context = {"form": form, "body": section.body}
    return render(request, "associations/section_close.html", context)


@any_of
def section_put(request: SignedInRequest, pk: int) -> HttpResponse:
    """On the agenda of a meeting of the association."""
    proposal = access.proposal_to_carry_out(request.user, pk)
    body = proposal.association.body
    form = MeetingForm(request.POST or None, meetings=meetings_to_choose(body))
    act = by_now(request)
    if accepted(form, lambda: actions.put_on_agenda(proposal, meeting=form.chosen(), **act)):
        messages.success(request, _("It is on the association's agenda."))
        return redirect(proposal)
    context = {"form": form, "proposal": proposal, "deciding": body, "back": proposal}
    return render(request, "associations/section_put.html", context)


@any_of
def section_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """On the agenda of a meeting of the Council."""
    proposal = access.proposal_to_submit(request.user, pk)
    council = proposal.association.body.parent
    form = MeetingForm(request.POST or None, meetings=meetings_to_choose(council))
    act = by_now(request)
    if accepted(form, lambda: actions.submit_to_council(proposal, meeting=form.chosen(), **act)):
        messages.success(request, _("It is on the Council's agenda."))
        return redirect(proposal)
    context = {"form": form, "proposal": proposal, "deciding": council, "back": proposal}
    return render(request, "associations/section_put.html", context)


@any_of
def section_carry_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Both decisions are in force: the section begins, or ends, on a day."""
    proposal = access.proposal_to_carry_out(request.user, pk)
    kind = BeginningForm if proposal.closes_id is None else EndingForm
    form = kind(request.POST or None, initial={"day": timezone.localdate()})
    act = by_now(request)
    made: list[Section | SectionProposal] = []
    if accepted(form, lambda: made.append(_carried_out(proposal, form, act))):
        messages.success(request, _("The section has been created: now compose it.")
                         if proposal.closes_id is None
                         else _("Drawn up: a second person confirms it."))  # fmt: skip
        return redirect(made[0].body if isinstance(made[0], Section) else proposal)
    context = {"form": form, "proposal": proposal}
    return render(request, "associations/section_carry_out.html", context)


def _carried_out(
    proposal: SectionProposal, form: PlainForm, act: ByNow
) -> Section | SectionProposal:
    day = form.cleaned_data["day"]
    if proposal.closes_id is None:
        return actions.create_section(proposal, starts_on=day, **act)
    return actions.close_section(proposal, last_day=day, **act)


@any_of
def section_compose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who sits in the section, by the association's own decision (REQ-49)."""
    section = access.section_to_compose(request.user, pk)
    day = max(timezone.localdate(), section.body.starts_on)
    form = CompositionForm(request.POST or None, section=section, day=day)
    made: list[CompositionChange] = []
    act = by_now(request)
    if accepted(form, lambda: made.append(
        actions.compose_section(section, **act, **form.composing())
    )):  # fmt: skip
        messages.success(request, _("Drawn up: a second person confirms it."))
        return redirect(made[0])
    context = {"form": form, "body": section.body, "association": section.association.body}
    return render(request, "associations/section_compose.html", context)


@any_of
def section_item_pass(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the section adopted goes before its association, as a proposal (cl. 16)."""
    item = access.item_to_pass(request.user, pk)
    above = item.meeting.body.parent
    form = MeetingForm(request.POST or None, meetings=meetings_to_choose(above))
    act = by_now(request)
    if accepted(form, lambda: actions.pass_to_association(item, meeting=form.chosen(), **act)):
        messages.success(request, _("Passed on: the association's secretary answers it."))
        return redirect(item.meeting.body)
    context = {"form": form, "item": item, "deciding": above, "back": item.meeting.body}
    return render(request, "associations/section_put.html", context)
