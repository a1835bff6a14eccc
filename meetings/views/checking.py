"""What the pages of the agenda show before somebody decides on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from meetings import access, actions
from meetings.documents.explanation import consent_sentence
from meetings.forms.agenda import MaterialForm
from meetings.models import AgendaItem, Meeting
from meetings.states import ItemState
from meetings.views.workspace import AGENDA_OPEN, agenda
from records.responses import file_response

__all__ = ["agenda_page", "approval_page", "file_response", "item_page", "version"]

LONGEST_VERSION = 9  # in digits: what a database column holds
LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


def item_page(user: User, item: AgendaItem) -> dict[str, Any]:
    """An item in every language it is worded in, its materials, and what may be done."""
    wordings = [
        {"code": code, "language": language, "title": getattr(item, f"title_{code}"),
         "resolution": getattr(item, f"resolution_{code}")}
        for code, language in LANGUAGES
        if getattr(item, f"title_{code}") or getattr(item, f"resolution_{code}")
    ]  # fmt: skip
    composes = user.has_perm("bodies.compose_agenda", item.meeting.body)
    changes = composes and item.meeting.state in AGENDA_OPEN
    return {
        "item": item,
        "meeting": item.meeting,
        "wordings": wordings,
        "materials": item.materials.select_related("file").order_by("pk"),
        "may_change": changes,
        "may_answer": composes and item.state == ItemState.PROPOSED,
        "may_include": changes and item.state == ItemState.PROPOSED,
        "form": MaterialForm() if changes else None,
        "may_discuss": item.state not in {ItemState.PROPOSED, ItemState.DECLINED}
        and (access.is_member_of(user, item.meeting) or access.keys_of(user, item.meeting).any),
        "comments": item.comments.filter(withdrawn_at=None).count(),
    }


def agenda_page(user: User, meeting: Meeting) -> dict[str, Any]:
    """The agenda as the member answers it."""
    reads = access.reads_agenda(user, meeting)
    return {"meeting": meeting, "items": agenda(meeting) if reads else []}


def approval_page(user: User, meeting: Meeting) -> dict[str, Any]:
    """The agenda with the arithmetic of consent, for the chair's last look (REQ-20, REQ-21)."""
    verdict = actions.consent_on(meeting, timezone.localdate())
    procedure = meeting.consent_procedure()
    return {
        **agenda_page(user, meeting),
        "verdict": verdict,
        "sentence": consent_sentence(verdict) if procedure.consent_required else "",
        "objections": meeting.consents.filter(
            version=meeting.agenda_version, answer="object"
        ).select_related("membership__user"),
        "possible": meeting.state in AGENDA_OPEN and verdict.reached,
    }


def version(request: HttpRequest) -> int:
    """The version of the agenda that stood on the page; 0, which never is, when unreadable."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) <= LONGEST_VERSION else 0
