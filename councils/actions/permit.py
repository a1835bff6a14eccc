"""Who may, in the Council of that day: the first question of every act of this room."""

from __future__ import annotations

from datetime import date

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.models import Body
from councils.models import council_on
from meetings.actions.permit import permit


def permit_in_council(by: User, verb: str, *, day: date, refusal: str, clause: str) -> Body:
    """The Council, in which `by` may do `verb` that day. Raises NotPermitted, worded `refusal`."""
    council = council_on(day)
    if council is None:
        raise NotPermitted(refusal, clause=clause)
    permit(by, council, verb, day=day, refusal=refusal, clause=clause)
    return council
