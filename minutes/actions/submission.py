"""Is everything there? Then the number, the frozen document, and the order to render it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import AgendaItem, Meeting
from meetings.states import ItemState, OutcomeKind, VoteState
from minutes.actions.drafting import require_draft
from minutes.actions.permit import drafter
from minutes.actions.remarks import require_remarks_settled
from minutes.actions.rendering import render_minutes
from minutes.documents.building import draw
from minutes.documents.signers import slots
from minutes.errors import Gap, MinutesIncomplete
from minutes.models import ItemText, Minutes
from minutes.states import MinutesState
from records.actions import take_number

SIGNERS = 2


def gaps(minutes: Minutes) -> list[Gap]:
    """What the document must state and does not, in the order of the document (REQ-39)."""
    meeting = minutes.meeting
    items = list(AgendaItem.objects.filter(meeting=meeting).on_agenda().with_votes().in_order())
    texts = {text.item_id: text for text in ItemText.objects.filter(minutes=minutes)}
    found = _of_the_meeting(meeting)
    if not items:
        found.append(Gap(_("The agenda has no items.")))
    for item in items:
        wanting = _of(item, texts.get(item.pk), russian=meeting.russian)
        found += [Gap(text, item.pk, field) for text, field in wanting]
    return [*found, *_of_the_approval(minutes, russian=meeting.russian)]


@transaction.atomic
def submit(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Draft → being rendered: number taken, document frozen and hashed, rendering ordered.

    All in one transaction, so a number is never lost and nothing is rendered that is not frozen.
    Raises MinutesIncomplete with every gap, RemarksOpen, NotPermitted, IllegalTransition.
    """
    minutes.meeting.lock()
    minutes.lock()
    drafter(by, minutes.meeting, at)
    require_draft(minutes)
    require_remarks_settled(minutes, at=at)
    missing = gaps(minutes)
    if missing:
        raise MinutesIncomplete(
            _("The minutes are not complete yet."),
            clause=minutes.meeting.body.minutes_clause,
            gaps=missing,
        )
    if minutes.number is None:
        _number(minutes)
    document = draw(minutes, at=at)
    minutes.document, minutes.document_hash = document.as_dict(), document.fingerprint()
    minutes.frozen_at, minutes.fault = at, ""
    minutes.advance(
        MinutesState.RENDERING, kind="minutes_frozen", by=by, at=at,
        number=minutes.number_text, version=minutes.version, document=minutes.document_hash,
    )  # fmt: skip
    render_minutes.enqueue(minutes.pk, minutes.version)
    minutes.refresh_from_db()
    return minutes


def _number(minutes: Minutes) -> None:
    """The next number of the body in the year of the meeting; kept through every version."""
    meeting = minutes.meeting
    minutes.number = take_number(
        series=f"minutes:{meeting.body_id}", year=meeting.day.year, subject=f"minutes:{minutes.pk}"
    )
    minutes.number_text = str(minutes.number.number)


def _of_the_meeting(meeting: Meeting) -> list[Gap]:
    found = []
    if meeting.held_in_hall and not meeting.place:
        found.append(Gap(_("The place of the meeting is missing.")))
    if meeting.russian and not meeting.body.name_ru:
        found.append(Gap(_("The name of the body in Russian is missing.")))
    places = slots(meeting)
    people = {slot.entry.membership.user_id for slot in places}
    if not any(slot.role == "secretary" for slot in places):
        found.append(Gap(_("No secretary of this meeting is on its roll.")))
    elif len(places) < SIGNERS:
        found.append(Gap(_("Nobody on the roll presided at the close.")))
    elif len(people) < len(places):
        found.append(Gap(_("The presiding person and the secretary are the same person.")))
    return found


def _of_the_approval(minutes: Minutes, *, russian: bool) -> list[Gap]:
    """Approved in one language of the document is approved in none."""
    kk, ru = bool(minutes.approval_kk.strip()), bool(minutes.approval_ru.strip())
    if not russian or kk == ru:
        return []
    if kk:
        return [Gap(_("The line of approval in Russian is missing."), field="approval_ru")]
    return [Gap(_("The line of approval in Kazakh is missing."), field="approval_kk")]


def _of(item: AgendaItem, text: ItemText | None, *, russian: bool) -> list[tuple[str, str]]:
    """What is missing on one item, with the field it is written in."""
    vote = item.vote
    closed = vote is not None and vote.state == VoteState.CLOSED
    adopted = closed and vote is not None and vote.outcome == OutcomeKind.ADOPTED
    undecided = item.state == ItemState.INCLUDED and item.votable and not closed
    heard = item.state in {ItemState.INCLUDED, ItemState.NOTED}
    wanted = [
        (undecided, "", _("The item is neither decided nor withdrawn nor deferred.")),
        (not item.title_kk, "", _("The title in Kazakh is missing.")),
        (russian and not item.title_ru, "", _("The title in Russian is missing.")),
        (
            heard and not getattr(text, "heard_kk", ""),
            "heard_kk", _("What was heard is missing in Kazakh."),
        ),
        (
            heard and russian and not getattr(text, "heard_ru", ""),
            "heard_ru", _("What was heard is missing in Russian."),
        ),
        (adopted and not item.resolution_kk, "", _("The resolution in Kazakh is missing.")),
        (
            adopted and russian and not item.resolution_ru,
            "", _("The resolution in Russian is missing."),
        ),
    ]  # fmt: skip
    return [(text, field) for missing, field, text in wanted if missing]
