"""Who is told of what becomes of a section."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.actions import notify
from accounts.models import User
from associations.models import SectionProposal
from bodies.models import Body, Membership, Office
from meetings.models import Meeting

LANGUAGES = ("kk", "ru", "en")


def submitted(proposal: SectionProposal, meeting: Meeting, *, at: datetime) -> None:
    """The association's chair and secretaries: the Council is going to decide."""
    _tell(
        proposal, "section_submitted", _officers(proposal.association.body, at),
        number=meeting.number, scheduled_for=meeting.scheduled_for.isoformat(),
    )  # fmt: skip


def created(proposal: SectionProposal, section: Body, *, at: datetime) -> None:
    """The association's officers, and the Council's: it approved the section."""
    council = proposal.association.body.parent
    people = [
        *_officers(proposal.association.body, at),
        *(_officers(council, at) if council else []),
    ]
    _tell(
        proposal, "section_created", people, path=section.get_absolute_url(),
        starts_on=section.starts_on.isoformat(),
    )  # fmt: skip


def _officers(body: Body, at: datetime) -> list[User]:
    seats = Membership.objects.on(timezone.localdate(at)).filter(
        body=body, office__in=[Office.CHAIR, Office.SECRETARY]
    )
    return [seat.user for seat in seats.select_related("user")]


def _tell(
    proposal: SectionProposal,
    kind: str,
    recipients: Iterable[User],
    *,
    path: str = "",
    **params: Any,
) -> None:
    body = proposal.association.body
    facts = {
        "body": {language: body.name(language) for language in LANGUAGES},
        "section": {language: proposal.name(language) for language in LANGUAGES},
    }
    notify(
        recipients=recipients, kind=kind, params=facts | params,
        path=path or proposal.get_absolute_url(),
    )  # fmt: skip
