"""Extracts: one item out of signed minutes, certified by the secretary."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from meetings.models import AgendaItem
from minutes.actions.permit import drafter
from minutes.actions.rendering import PDF
from minutes.documents import extract as layout
from minutes.documents.marking import touching
from minutes.documents.model import Document
from minutes.errors import IllegalTransition
from minutes.models import CorrectedText, Extract, Minutes
from records.actions import store_bytes

logger = logging.getLogger(__name__)


@transaction.atomic
def draw_extract(item: AgendaItem, *, by: User, at: datetime) -> Extract:
    """Order the extract on `item`; the same item's second order returns the first (or retries it).

    After a correction about the item a new one is drawn, which cites it. Raises IllegalTransition
    until the minutes carry every signature, NotPermitted for anybody but the keeper of the records
    (cl. 12, 23).
    """
    minutes = Minutes.objects.select_related("meeting__body").filter(meeting=item.meeting_id)
    found = minutes.first()
    if found is None or not found.is_signed:
        raise IllegalTransition(_("Extracts are drawn from signed minutes."))
    drafter(by, found.meeting, at)
    rows = touching(found, item)
    extract, _created = Extract.objects.get_or_create(
        item=item, after=rows[-1].correction if rows else None,
        defaults={"minutes": found, "requested_by": by, "requested_at": at},
    )  # fmt: skip
    if extract.file_id is None:
        Extract.objects.filter(pk=extract.pk).update(fault="")
        found.meeting.record("extract_ordered", by=by, at=at, minutes=found.pk, item=item.pk)
        render_extract.enqueue(extract.pk)
        extract.refresh_from_db()
    return extract


@task()
def render_extract(extract_pk: int) -> None:
    """Render once; a second run does nothing."""
    extract = (
        Extract.objects.select_related("minutes__meeting__body", "item", "requested_by", "after")
        .filter(pk=extract_pk, file=None)
        .first()
    )
    if extract is None:
        return
    minutes = extract.minutes
    order = minutes.meeting.items.on_agenda().in_order().values_list("pk", flat=True)
    place = list(order).index(extract.item_id) + 1
    try:
        data = layout.render(
            Document.from_dict(minutes.document or {}), place,
            certified_by=extract.requested_by, at=extract.requested_at, corrected=_cited(extract),
        )  # fmt: skip
    except Exception as error:
        logger.exception("Extract %s could not be rendered", extract_pk)
        Extract.objects.filter(pk=extract_pk).update(fault=f"{type(error).__name__}: {error}")
        return
    _store(extract, data, place)


def _cited(extract: Extract) -> list[CorrectedText]:
    """What signed corrections said of the item when the extract was ordered."""
    if extract.after is None:
        return []
    rows = touching(extract.minutes, extract.item)
    return [row for row in rows if row.correction.number <= extract.after.number]


@transaction.atomic
def _store(extract: Extract, data: bytes, place: int) -> None:
    locked = Extract.objects.select_for_update().get(pk=extract.pk)
    if locked.file_id is not None:
        return
    meeting, number = extract.minutes.meeting, extract.minutes.number_text
    after = f"-tuzetu-{extract.after.number}" if extract.after else ""
    name = f"uzindi-{meeting.body.code}-{meeting.day.year}-{number}-{place}{after}.pdf"
    locked.file = store_bytes(data, name=name, media_type=PDF, by=extract.requested_by)
    locked.save(update_fields=["file"])
    meeting.record(
        "extract_drawn", by=extract.requested_by, at=extract.requested_at,
        minutes=extract.minutes_id, item=extract.item_id, pdf=locked.file.sha256,
    )  # fmt: skip
