"""Who may: asked of the body, after whether it still is (REQ-06)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.actions import require_existing
from bodies.backends import verbs_on
from bodies.models import Body
from bodies.offices import Verb


def require_clerk(body: Body, *, by: User, at: datetime) -> None:
    """Whoever composes the agenda of the body puts proposals of sections before it (cl. 12, 24)."""
    day = timezone.localdate(at)
    require_existing(body, day)
    if Verb.COMPOSE_AGENDA not in verbs_on(by, body, day):
        raise NotPermitted(
            _("Only the secretary of this body composes its agenda."),
            clause="12" if body.is_council else "23",
        )
