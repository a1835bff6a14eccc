"""From a closed meeting to a draft, and back to a draft from what was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from meetings.models import AgendaItem, Meeting, Vote
from meetings.states import RUNNING, MeetingState, VoteState
from minutes.actions.permit import drafter
from minutes.documents.discussion import discussion_texts
from minutes.documents.signers import slots
from minutes.errors import IllegalTransition, NotPermitted, StaleText
from minutes.models import FrozenVersion, ItemText, Minutes
from minutes.states import MinutesState

TEXTS = ("heard_kk", "heard_ru", "spoke_kk", "spoke_ru")


@transaction.atomic
def draw_up(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Start the minutes of a closed meeting; a second call returns the ones there are (REQ-39).

    Raises NotPermitted, and IllegalTransition while a vote is open or the meeting is not closed.
    """
    meeting.lock()
    drafter(by, meeting, at)
    require_all_votes_closed(meeting)
    if meeting.state != MeetingState.CLOSED:
        raise IllegalTransition(
            _("Close the meeting before drawing up its minutes."),
            clause=meeting.body.minutes_clause,
        )
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is not None:
        return found
    minutes = Minutes.objects.create(meeting=meeting, drawn_up_by=by, drawn_up_at=at)
    said = discussion_texts(meeting)
    texts = [
        ItemText(minutes=minutes, item=item, **said.get(item.pk, {}))
        for item in AgendaItem.objects.filter(meeting=meeting).on_agenda().in_order()
    ]
    bulk_create_with_history(texts, ItemText, default_user=by)
    meeting.record("minutes_drawn_up", by=by, at=at, minutes=minutes.pk)
    return minutes


def require_all_votes_closed(meeting: Meeting) -> None:
    """Raise IllegalTransition while an item on the agenda is still being voted on (REQ-39)."""
    running = Vote.objects.filter(
        item__in=AgendaItem.objects.filter(meeting=meeting).for_voting(),
        state__in=[VoteState.REMOTE, *RUNNING],
    )
    if running.exists():
        raise IllegalTransition(
            _("Close all votes before drawing up the minutes."), clause=meeting.body.minutes_clause
        )


@transaction.atomic
def save_text(
    minutes: Minutes,
    *,
    item: AgendaItem,
    edition: int,
    texts: Mapping[str, str],
    by: User,
    at: datetime,
) -> ItemText:
    """Keep what was heard and said on one item; `edition` is the one the writer had on screen.

    Saving what stands there already counts as no edition. Raises StaleText when somebody else has
    saved in the meantime (the newer text stays, the writer's is still in the writer's hands),
    IllegalTransition once the minutes are frozen.
    """
    minutes.lock()
    drafter(by, minutes.meeting, at)
    require_draft(minutes)
    text = ItemText.objects.select_for_update().get_or_create(minutes=minutes, item=item)[0]
    wanted = {name: texts[name] for name in TEXTS if name in texts}
    if all(getattr(text, name) == value for name, value in wanted.items()):
        return text
    if text.edition != edition:
        raise StaleText(
            _("Somebody has saved a newer text in the meantime. Compare the two and save again.")
        )
    for name, value in wanted.items():
        setattr(text, name, value)
    text.edition += 1
    text.save()
    return text


def require_draft(minutes: Minutes) -> None:
    """Raise IllegalTransition unless texts may still change (REQ-42)."""
    clause = minutes.meeting.body.minutes_clause
    if minutes.is_signed:
        raise IllegalTransition(_("Signed minutes cannot be edited."), clause=clause)
    if not minutes.is_editable:
        raise IllegalTransition(
            _("The minutes are frozen for signing. Return them to the draft to change them."),
            clause=clause,
        )


@transaction.atomic
def return_to_draft(minutes: Minutes, *, by: User, at: datetime, reason: str) -> Minutes:
    """Frozen → draft: the number stays, the version counts up, signatures given are void (REQ-42).

    Whoever keeps the records may do so, and whoever is asked to sign. Raises IllegalTransition
    for signed minutes, and without a reason.
    """
    minutes.meeting.lock()
    minutes.lock()
    if not any(slot.entry.membership.user_id == by.pk for slot in slots(minutes.meeting)):
        drafter(by, minutes.meeting, at)
    if minutes.is_signed:
        raise IllegalTransition(
            _("Signed minutes cannot be edited."), clause=minutes.meeting.body.minutes_clause
        )
    minutes.require(MinutesState.RENDERING, MinutesState.READY, MinutesState.PARTLY_SIGNED)
    if not reason.strip():
        raise NotPermitted(_("Give a reason."))
    void = minutes.signatures.filter(version=minutes.version).count()
    _keep_void(minutes, by=by, at=at, reason=reason)
    withdrawn = minutes.document_hash
    minutes.version += 1
    minutes.document, minutes.document_hash, minutes.frozen_at = None, "", None
    minutes.base_pdf = minutes.pdf = None
    minutes.fault = ""
    minutes.advance(
        MinutesState.DRAFT, kind="minutes_returned", by=by, at=at, reason=reason,
        document=withdrawn, void_signatures=void, version=minutes.version,
    )  # fmt: skip
    return minutes


def _keep_void(minutes: Minutes, *, by: User, at: datetime, reason: str) -> None:
    """What was frozen stays to be read, marked as void."""
    FrozenVersion.objects.create(
        minutes=minutes, version=minutes.version, document=minutes.document,
        document_hash=minutes.document_hash, base_pdf=minutes.base_pdf, pdf=minutes.pdf,
        frozen_at=minutes.frozen_at or at, returned_by=by, returned_at=at, reason=reason,
    )  # fmt: skip
