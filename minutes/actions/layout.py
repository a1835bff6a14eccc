"""How much the minutes tell and whose approval they bear: the secretary's choice at the draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from minutes.actions.drafting import require_draft
from minutes.actions.permit import drafter
from minutes.models import Minutes


@transaction.atomic
def choose_layout(
    minutes: Minutes, *, extent: str, approval_kk: str, approval_ru: str, by: User, at: datetime
) -> Minutes:
    """Full or short, and the line of approval where the body's own rules ask for one.

    Kept with the minutes through every version. Raises NotPermitted, and IllegalTransition once
    the minutes are frozen.
    """
    minutes.lock()
    drafter(by, minutes.meeting, at)
    require_draft(minutes)
    minutes.extent = extent
    minutes.approval_kk, minutes.approval_ru = approval_kk, approval_ru
    minutes.save(update_fields=["extent", "approval_kk", "approval_ru"])
    return minutes
