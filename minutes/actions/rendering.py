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
from minutes.models.minutes import PATIENCE
from minutes.states import Fault, MinutesState
from records.actions import store_bytes
from records.errors import DiskFull, NotStored

logger = logging.getLogger(__name__)

PDF = "application/pdf"


@task()
def render_minutes(minutes_pk: int, version: int) -> None:
    """Render once; a second run of the same version, or of a withdrawn one, does nothing."""
    render(minutes_pk, version)


def render(minutes_pk: int, version: int) -> None:
    """Store the base PDF of this version and call the signers.

    The page is set outside any transaction and no lock is held meanwhile. What goes wrong stands in
    `fault`, and the same task may be ordered again; a worker that dies leaves the minutes waiting,
    and `resume` or the secretary's button orders it again. Whoever comes second stores nothing.
    """
    minutes = _waiting(minutes_pk, version)
    if minutes is None:
        return
    try:
        _store(minutes, pdf.render(Document.from_dict(minutes.document or {})))
    except Exception as error:
        logger.exception("Minutes %s could not be rendered", minutes_pk)
        fault = f"{fault_of(error)}: {type(error).__name__}: {error}"
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


def resume(*, at: datetime) -> int:
    """Order every rendering again that failed or whose worker is dead; returns how many."""
    stuck = Minutes.objects.stuck(at - PATIENCE).order_by("frozen_at", "pk")
    waiting = list(stuck.values_list("pk", "version"))
    for minutes_pk, version in waiting:
        render_minutes.enqueue(minutes_pk, version)
    return len(waiting)


def require_pages(minutes: Minutes) -> None:
    """Raise IllegalTransition, saying why, while there are no pages that could be signed."""
    if minutes.state != MinutesState.RENDERING:
        return
    raise IllegalTransition(why_no_pages(minutes), clause=minutes.meeting.body.minutes_clause)


def why_no_pages(minutes: Minutes) -> str:
    """What a signer is told instead of pages."""
    if minutes.fault:
        return _(
            "Nobody can sign yet: the PDF could not be made (%(reason)s). The frozen text is safe; "
            "the PDF is made again when that is put right."
        ) % {"reason": minutes.fault_reason}
    return _("Nobody can sign yet: the PDF is still being made. Try again in a minute.")


def fault_of(error: Exception) -> str:
    """The code of `minutes.states.Fault` for what went wrong."""
    match error:
        case DiskFull():
            return Fault.DISK_FULL.value
        case NotStored() | OSError():
            return Fault.NOT_WRITTEN.value
        case _:
            return Fault.NOT_SET.value


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
