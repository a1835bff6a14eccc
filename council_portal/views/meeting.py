"""The workspace of a meeting with what the rooms above it know: its minutes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from council_portal.documents.papers import papers
from meetings import access
from meetings.views.workspace import workspace
from minutes.documents.facts import late_changes


@require_safe
def meeting_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agenda, people, quorum and papers of one meeting."""
    meeting = access.meeting_for(request.user, pk)
    context = workspace(request.user, meeting)
    paper = papers(request.user, meeting)
    context["steps"] += paper.steps
    context["next_hand"] = paper.note or context["next_hand"]
    context["papers"] = paper
    context["late_changes"] = late_changes(meeting)
    return render(request, "council_portal/meeting_detail.html", context)
