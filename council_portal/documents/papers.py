"""What became of a meeting on paper: the last steps of its way, beside those it knows itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.states import MeetingState
from minutes.access import may_read
from minutes.actions.permit import may_draw_up
from minutes.models import Minutes
from minutes.states import MinutesState

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.models import Meeting

MINUTED = (MeetingState.CLOSED, MeetingState.ADJOURNED)
TAGS = {MinutesState.SIGNED: "ok", MinutesState.DRAFT: "idle"}


@dataclass(frozen=True, slots=True)
class Papers:
    """The minutes as far as `user` may know of them, and the steps they add."""

    steps: list[dict[str, str]]
    minutes: Minutes | None
    tag: str
    may_draw_up: bool
    note: str


def papers(user: User, meeting: Meeting) -> Papers:
    """Two more steps of the indicator, and the card under the agenda. Two queries."""
    written = Minutes.objects.filter(meeting=meeting).first()
    held = meeting.state in MINUTED
    seen = written if written and may_read(user, written) else None
    return Papers(
        steps=_steps(written, held=held),
        minutes=seen,
        tag=TAGS.get(MinutesState(written.state), "warn") if written else "",
        may_draw_up=held and written is None and may_draw_up(user, meeting, timezone.now()),
        note=_note(written) if held else "",
    )


def _steps(written: Minutes | None, *, held: bool) -> list[dict[str, str]]:
    frozen = written is not None and written.base_pdf_id is not None and not written.is_editable
    signed = written is not None and written.state == MinutesState.SIGNED
    return [
        {"label": pgettext("step", "Minutes"), "state": _state(held, frozen)},
        {"label": pgettext("step", "Signatures"), "state": _state(frozen, signed)},
    ]


def _state(reached: bool, done: bool) -> str:  # noqa: FBT001 - two facts of one step
    if done:
        return "done"
    return "now" if reached else "later"


def _note(written: Minutes | None) -> str:
    if written is None:
        return _("Next: the secretary draws up the minutes.")
    if written.is_editable:
        return _("Next: the secretary completes the minutes and freezes them.")
    if written.state == MinutesState.SIGNED:
        return ""
    return _("Next: the presiding person and the secretary sign.")
