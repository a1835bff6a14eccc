"""The task that turns a frozen document into the bytes that are signed."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.actions import notify
from accounts.models import User
from minutes.actions.permit import drafter
from minutes.documents import pdf
from minutes.documents.model import Document
from minutes.documents.signers import slots
from minutes.errors import IllegalTransition
from minutes.models import Minutes
from minutes.states import MinutesState
from records.actions import store_bytes

logger = logging.getLogger(__name__)

PDF = "application/pdf"


@task()
def render_minutes(minutes_pk: int, version: int) -> None:
    """Render once; a second run of the same version, or of a withdrawn one, does nothing."""
    render(minutes_pk, version)


def render(minutes_pk: int, version: int) -> None:
    """Store the base PDF of this version and call the signers.

    The page is set outside any transaction and no lock is held meanwhile. What goes wrong stands in
    `fault`, and the same task may be ordered again.
    """
    minutes = _waiting(minutes_pk, version)
    if minutes is None:
        return
    try:
        _store(minutes, pdf.render(Document.from_dict(minutes.document or {})))
    except Exception as error:
        logger.exception("Minutes %s could not be rendered", minutes_pk)
        fault = f"{type(error).__name__}: {error}"
        Minutes.objects.filter(pk=minutes_pk, version=version, state=MinutesState.RENDERING).update(
            fault=fault
        )


@transaction.atomic
def retry(minutes: Minutes, *, by: User, at: datetime) -> None:
    """Order the rendering again after a fault."""
    minutes.lock()
    drafter(by, minutes.meeting, at)
    if minutes.state != MinutesState.RENDERING:
        raise IllegalTransition(_("These minutes are not waiting to be rendered."))
    minutes.fault = ""
    minutes.save(update_fields=["fault"])
    render_minutes.enqueue(minutes.pk, minutes.version)


def _waiting(minutes_pk: int, version: int) -> Minutes | None:
    return (
        Minutes.objects.filter(pk=minutes_pk, version=version, state=MinutesState.RENDERING)
        .select_related("meeting__body")
        .first()
    )


@transaction.atomic
def _store(minutes: Minutes, data: bytes) -> None:
    version = minutes.version
    minutes.meeting.lock()
    minutes.lock()
    if (minutes.state, minutes.version) != (MinutesState.RENDERING, version):
        return
    stored = store_bytes(data, name=file_name(minutes), media_type=PDF, by=minutes.drawn_up_by)
    minutes.base_pdf = minutes.pdf = stored
    minutes.fault = ""
    minutes.advance(
        MinutesState.READY, kind="minutes_ready", by=None, at=minutes.frozen_at or timezone.now(),
        version=version, document=minutes.document_hash, pdf=stored.sha256,
    )  # fmt: skip
    notify(
        recipients=[slot.entry.membership.user for slot in slots(minutes.meeting)],
        kind="minutes_ready",
        params=facts_of(minutes),
        path=minutes.get_absolute_url(),
    )


def file_name(minutes: Minutes) -> str:
    """«hattama-6b061-2026-4.pdf»."""
    meeting = minutes.meeting
    return f"hattama-{meeting.body.code}-{meeting.day.year}-{minutes.number_text}.pdf"


def facts_of(minutes: Minutes) -> dict[str, object]:
    """What letters about these minutes state."""
    meeting = minutes.meeting
    names = {language: meeting.body.short_name(language) for language in ("kk", "ru", "en")}
    return {"number": minutes.number_text, "body": names, "day": meeting.day.isoformat()}
