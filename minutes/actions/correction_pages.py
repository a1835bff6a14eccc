"""The task that makes the pages of a frozen correction; as for the minutes (`rendering`)."""

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
from minutes.actions.rendering import PDF, facts_of, fault_of
from minutes.documents import correction_paper
from minutes.documents.correction import CorrectionDocument
from minutes.documents.signers import correction_slots
from minutes.errors import IllegalTransition
from minutes.models import Correction
from minutes.models.minutes import PATIENCE
from minutes.states import CorrectionState
from records.actions import store_bytes

logger = logging.getLogger(__name__)


@task()
def render_correction(correction_pk: int) -> None:
    """Render once, outside any lock; a second run, or one of a withdrawn correction, does nothing."""
    found = Correction.objects.filter(pk=correction_pk, state=CorrectionState.RENDERING)
    correction = found.select_related("minutes__meeting__body").first()
    if correction is None:
        return
    try:
        document = CorrectionDocument.from_dict(correction.document or {})
        _store(correction, correction_paper.render(document))
    except Exception as error:
        logger.exception("Correction %s could not be rendered", correction_pk)
        fault = f"{fault_of(error)}: {type(error).__name__}: {error}"
        Correction.objects.filter(pk=correction_pk, state=CorrectionState.RENDERING).update(
            fault=fault
        )


@transaction.atomic
def retry_correction(correction: Correction, *, by: User, at: datetime) -> None:
    """Order the rendering again after a fault."""
    correction.lock()
    drafter(by, correction.minutes.meeting, at)
    if correction.state != CorrectionState.RENDERING:
        raise IllegalTransition(_("This correction is not waiting to be rendered."))
    correction.fault = ""
    correction.save(update_fields=["fault"])
    render_correction.enqueue(correction.pk)


def resume_corrections(*, at: datetime) -> int:
    """Order every rendering again that failed or whose worker is dead; returns how many."""
    stuck = Correction.objects.stuck(at - PATIENCE).order_by("frozen_at", "pk")
    waiting = list(stuck.values_list("pk", flat=True))
    for correction_pk in waiting:
        render_correction.enqueue(correction_pk)
    return len(waiting)


def why_not_yet(correction: Correction) -> str:
    """What a signer is told while there are no pages."""
    if correction.fault:
        return _(
            "Nobody can sign yet: the PDF could not be made (%(reason)s). The frozen text is safe; "
            "the PDF is made again when that is put right."
        ) % {"reason": correction.fault_reason}
    return _("Nobody can sign yet: the PDF is still being made. Try again in a minute.")


def correction_name(correction: Correction) -> str:
    """«tuzetu-6b061-2026-4-1.pdf»."""
    meeting, minutes = correction.minutes.meeting, correction.minutes
    return (
        f"tuzetu-{meeting.body.code}-{meeting.day.year}-{minutes.number_text}-"
        f"{correction.number}.pdf"
    )


def correction_facts(correction: Correction) -> dict[str, object]:
    """What letters about a correction state."""
    return facts_of(correction.minutes) | {"correction": correction.number}


@transaction.atomic
def _store(correction: Correction, data: bytes) -> None:
    correction.minutes.meeting.lock()
    correction.lock()
    if correction.state != CorrectionState.RENDERING:
        return
    at = correction.frozen_at or timezone.now()
    name = correction_name(correction)
    stored = store_bytes(data, name=name, media_type=PDF, by=correction.drawn_up_by)
    correction.base_pdf = correction.pdf = stored
    correction.fault = ""
    correction.advance(
        CorrectionState.READY, kind="signed_correction_ready", by=None, at=at,
        document=correction.document_hash, pdf=stored.sha256,
    )  # fmt: skip
    places = correction_slots(correction.minutes.meeting, timezone.localdate(at))
    notify(
        recipients=[slot.membership.user for slot in places],
        kind="signed_correction_ready",
        params=correction_facts(correction),
        path=correction.get_absolute_url(),
    )
