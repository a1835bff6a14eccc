"""What corrections of signed minutes ask of the secretary and of those who sign (cl. 11, 21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bodies.models import Office
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import SOON, URGENT, Task
from minutes.actions.correcting import signs
from minutes.models import Correction
from minutes.states import CorrectionState

MOST = 10
"""So many open corrections are asked who signs them; a body has hardly ever one."""
TO_SIGN = (CorrectionState.READY, CorrectionState.PARTLY_SIGNED)


def correction_tasks(standing: Standing) -> Iterable[Task]:
    """To finish for whoever keeps the records, to sign for those whose names the boxes bear."""
    kept = {body.pk for body in standing.clerked}
    signing = {b.pk for b in standing.bodies(Office.CHAIR, Office.DEPUTY_CHAIR)} | kept
    if not signing:
        return
    drafts = Q(state=CorrectionState.DRAFT, minutes__meeting__body__in=kept)
    boxes = Q(state__in=TO_SIGN, minutes__meeting__body__in=signing)
    waiting = Correction.objects.filter(drafts | boxes).exclude(signatures__signer=standing.user)
    rows = waiting.select_related("minutes__meeting__body", "minutes__meeting__presiding")
    for correction in rows.order_by("drawn_up_at", "pk")[:MOST]:
        if correction.state == CorrectionState.DRAFT:
            url = reverse("minutes:correction_edit", args=[correction.pk])
            yield _task(SOON, correction, _("Correction to finish"), url, _("Continue"))
        elif signs(correction, standing.user):
            url = reverse("minutes:correction_sign", args=[correction.pk])
            title, due = _("Correction to sign"), correction.frozen_at
            yield _task(URGENT, correction, title, url, _("Sign"), due=due)


def _task(
    urgency: int, correction: Correction, title: str, url: str, action: str, *,
    due: datetime | None = None,
) -> Task:  # fmt: skip
    minutes = correction.minutes
    about = f"{correction} · {minutes} · {minutes.meeting.body.short_name()}"
    return Task(urgency, due or correction.drawn_up_at, title, about, url, action)
