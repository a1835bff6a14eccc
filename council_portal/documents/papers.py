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
from minutes.documents.recipients import receives_copies
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
    """Two or three more steps of the indicator, and the card under the agenda. Three queries."""
    written = Minutes.objects.filter(meeting=meeting).first()
    held = meeting.state in MINUTED
    sent = written.copies.exists() if written and written.is_signed else False
    seen = written if written and may_read(user, written) else None
    return Papers(
        steps=_steps(meeting, written, held=held, sent=sent),
        minutes=seen,
        tag=TAGS.get(MinutesState(written.state), "warn") if written else "",
        may_draw_up=held and written is None and may_draw_up(user, meeting, timezone.now()),
        note=_note(meeting, written, sent=sent) if held else "",
    )


def _steps(
    meeting: Meeting, written: Minutes | None, *, held: bool, sent: bool
) -> list[dict[str, str]]:
    frozen = written is not None and written.base_pdf_id is not None and not written.is_editable
    signed = written is not None and written.state == MinutesState.SIGNED
    steps = [
        {"label": pgettext("step", "Minutes"), "state": _state(held, frozen)},
        {"label": pgettext("step", "Signatures"), "state": _state(frozen, signed)},
    ]
    if _dispatches(meeting, written):
        steps.append({"label": pgettext("step", "Dispatched"), "state": _state(signed, sent)})
    return steps


def _dispatches(meeting: Meeting, written: Minutes | None) -> bool:
    """Whether copies follow (cl. 22): an association's, unless an archive brought its minutes."""
    return receives_copies(meeting) and (written is None or written.number_id is not None
                                         or not written.is_signed)  # fmt: skip


def _state(reached: bool, done: bool) -> str:  # noqa: FBT001 - two facts of one step
    if done:
        return "done"
    return "now" if reached else "later"


def _note(meeting: Meeting, written: Minutes | None, *, sent: bool) -> str:
    if written is None:
        return _("Next: the secretary draws up the minutes.")
    if written.is_editable:
        return _("Next: the secretary completes the minutes and freezes them.")
    if written.state == MinutesState.SIGNED:
        owed = _dispatches(meeting, written) and not sent
        return _("Next: the secretary sends the copies.") if owed else ""
    return _("Next: the presiding person and the secretary sign.")
