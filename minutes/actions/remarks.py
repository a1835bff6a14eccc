"""The draft before those who sat: opening it, answering it, settling what they propose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from simple_history.utils import update_change_reason

from accounts.actions import notify
from accounts.kazakh import dates
from accounts.models import User
from meetings.actions.telling import named
from meetings.documents.texts import title_facts
from meetings.models import RollEntry
from minutes.actions.drafting import require_draft
from minutes.actions.permit import drafter
from minutes.actions.rendering import facts_of
from minutes.errors import IllegalTransition, NotPermitted, RemarksOpen, StaleText
from minutes.models import DraftReading, ItemText, Minutes, NoRemarks, ProposedChange
from minutes.states import ChangeState, MinutesState, TextField

DAYS = 3
"""A setting of the project; the regulation gives no term."""
LONGEST = 30


@transaction.atomic
def open_reading(minutes: Minutes, *, by: User, at: datetime, days: int = DAYS) -> DraftReading:
    """Lay the draft before everybody on the roll for `days` days; a second call returns the first.

    Raises NotPermitted, and IllegalTransition for what is frozen or for an impossible term.
    """
    _lock(minutes)
    drafter(by, minutes.meeting, at)
    require_draft(minutes)
    found = minutes.readings.open_at(at).first()
    if found is not None:
        return found
    if not 1 <= days <= LONGEST:
        raise IllegalTransition(_("Give from 1 to %(days)s days.") % {"days": LONGEST})
    reading = DraftReading.objects.create(
        minutes=minutes, opened_by=by, opened_at=at, ends_at=at + timedelta(days=days)
    )
    minutes.meeting.record(
        "draft_opened", by=by, at=at, minutes=minutes.pk, until=reading.ends_at.isoformat()
    )
    notify(
        recipients=[entry.membership.user for entry in awaited(reading)],
        kind="draft_opened",
        params=_facts(minutes) | {"until": reading.ends_at.isoformat()},
        path=_page(minutes),
    )
    return reading


@transaction.atomic
def say_no_remarks(minutes: Minutes, *, by: User, at: datetime) -> None:
    """Agree with the draft as it stands; the last one to do so ends the reading.

    Raises IllegalTransition when no reading is open, NotPermitted for people not on the roll.
    """
    reading, entry = _taking_part(minutes, by, at)
    _row, new = NoRemarks.objects.get_or_create(
        reading=reading, membership_id=entry.membership_id, defaults={"at": at}
    )
    if not new:
        return
    minutes.meeting.record(
        "no_remarks", by=by, at=at, minutes=minutes.pk, membership=entry.membership_id
    )
    agreed = set(reading.agreed.values_list("membership", flat=True))
    if {one.membership_id for one in awaited(reading)} <= agreed:
        _end(reading, by=None, at=at, reason="")


@transaction.atomic
def propose_changes(
    text: ItemText, *, edition: int, texts: Mapping[str, str], why: str, by: User, at: datetime
) -> list[ProposedChange]:
    """Propose other words for some texts of one item; `edition` is the one that stood on screen.

    One row for each text that differs. The same proposal sent twice is one. Raises StaleText when
    the text has changed meanwhile, IllegalTransition, NotPermitted.
    """
    minutes = text.minutes
    reading, entry = _taking_part(minutes, by, at)
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    if text.edition != edition:
        raise StaleText(
            _("The text has changed since you opened it. Compare the two and send again.")
        )
    clause = minutes.meeting.body.minutes_clause
    other = {
        name: texts[name]
        for name in _fields(minutes)
        if name in texts and texts[name].strip() != getattr(text, name).strip()
    }
    if not other:
        raise IllegalTransition(_("The text is the same as it was."), clause=clause)
    if not why.strip():
        raise IllegalTransition(_("Give a reason."), clause=clause)
    return [
        _proposed(reading, entry, text, name=name, new=new.strip(), why=why.strip(), by=by, at=at)
        for name, new in other.items()
    ]


@transaction.atomic
def accept_change(
    change: ProposedChange, *, by: User, at: datetime, by_hand: bool = False
) -> ProposedChange:
    """Put the proposed words in the text, as a new edition; whoever proposed them is told.

    `by_hand`: the text has changed since, and the secretary has put the correction in already.
    Raises StaleText when it has changed and nobody says so, IllegalTransition, NotPermitted.
    """
    change = _to_settle(change, by, at)
    text = ItemText.objects.select_for_update().get(pk=change.text_id)
    current = getattr(text, change.field)
    if not by_hand and current not in {change.old, change.new}:
        raise StaleText(
            _(
                "The text has changed since this correction was proposed. "
                "Take it over by hand, then say so here."
            )
        )
    if not by_hand and current != change.new:
        setattr(text, change.field, change.new)
        text.edition += 1
        text.save()
        update_change_reason(text, f"proposed_change:{change.pk}")
    change.reading.minutes.meeting.record("correction_accepted", by=by, at=at, **_of(change))
    return _settled(change, ChangeState.ACCEPTED, by=by, at=at, answer="")


@transaction.atomic
def decline_change(
    change: ProposedChange, *, by: User, at: datetime, reason: str
) -> ProposedChange:
    """Leave the text as it is, with a reason that whoever proposed the change is told."""
    change = _to_settle(change, by, at)
    if not reason.strip():
        raise IllegalTransition(_("Give a reason."))
    change.reading.minutes.meeting.record(
        "correction_declined", by=by, at=at, reason=reason.strip(), **_of(change)
    )
    return _settled(change, ChangeState.DECLINED, by=by, at=at, answer=reason.strip())


@transaction.atomic
def close_reading(minutes: Minutes, *, by: User, at: datetime, reason: str) -> None:
    """End the reading before its time, with a reason; without an open one nothing happens."""
    _lock(minutes)
    drafter(by, minutes.meeting, at)
    reading = minutes.readings.open_at(at).first()
    if reading is None:
        return
    if not reason.strip():
        raise IllegalTransition(_("Give a reason."), clause=minutes.meeting.body.minutes_clause)
    _end(reading, by=by, at=at, reason=reason.strip())


def require_remarks_settled(minutes: Minutes, *, at: datetime) -> None:
    """Before freezing: the reading is over or everybody has answered, and every proposal settled.

    Ends a reading in which everybody has answered. Raises RemarksOpen.
    """
    clause = minutes.meeting.body.minutes_clause
    reading = minutes.readings.open_at(at).first()
    if reading is not None and unanswered(reading):
        raise RemarksOpen(
            _(
                "Those who took part may propose corrections until %(until)s. "
                "Wait for their answers, or close the reading with a reason."
            )
            % {"until": f"{dates.in_astana(reading.ends_at):%d.%m.%Y %H:%M}"},
            clause=clause,
        )
    if ProposedChange.objects.filter(reading__minutes=minutes).waiting().exists():
        raise RemarksOpen(
            _("Some proposed corrections are neither taken over nor declined."), clause=clause
        )
    if reading is not None:
        _end(reading, by=None, at=at, reason="")


def awaited(reading: DraftReading) -> list[RollEntry]:
    """Everybody on the roll but the one who opened the draft to them. One query."""
    meeting = reading.minutes.meeting_id
    return list(
        RollEntry.objects.filter(meeting=meeting)
        .exclude(membership__user=reading.opened_by_id)
        .select_related("membership__user").order_by("position")
    )  # fmt: skip


def unanswered(reading: DraftReading) -> list[RollEntry]:
    """Those who have neither agreed nor proposed anything yet. Three queries."""
    answered = set(reading.agreed.values_list("membership", flat=True))
    answered |= set(reading.changes.values_list("membership", flat=True))
    return [entry for entry in awaited(reading) if entry.membership_id not in answered]


def _lock(minutes: Minutes) -> None:
    minutes.meeting.lock()
    minutes.lock()


def _page(minutes: Minutes) -> str:
    return reverse("minutes:minutes_remarks", args=[minutes.pk])


def _facts(minutes: Minutes) -> dict[str, object]:
    facts = facts_of(minutes)
    return {"body": facts["body"], "day": facts["day"]}


def _fields(minutes: Minutes) -> list[str]:
    """The texts these minutes have."""
    return [one.value for one in TextField if one.language == "kk" or minutes.meeting.russian]


def _taking_part(minutes: Minutes, by: User, at: datetime) -> tuple[DraftReading, RollEntry]:
    """The open reading and the person's line on the roll, everything locked."""
    _lock(minutes)
    clause = minutes.meeting.body.minutes_clause
    entry = RollEntry.objects.filter(meeting=minutes.meeting_id, membership__user=by).first()
    if entry is None:
        raise NotPermitted(
            _("Only those on the roll of the meeting answer the draft."), clause=clause
        )
    reading = minutes.readings.open_at(at).first()
    if reading is None or minutes.state != MinutesState.DRAFT:
        raise IllegalTransition(_("Corrections to this draft are not taken now."), clause=clause)
    return reading, entry


def _proposed(
    reading: DraftReading, entry: RollEntry, text: ItemText,
    *, name: str, new: str, why: str, by: User, at: datetime,
) -> ProposedChange:  # fmt: skip
    change, fresh = ProposedChange.objects.get_or_create(
        reading=reading, text=text, field=name, membership_id=entry.membership_id, new=new,
        state=ChangeState.PROPOSED,
        defaults={"old": getattr(text, name), "why": why, "at": at},
    )  # fmt: skip
    if not fresh:
        return change
    minutes = text.minutes
    minutes.meeting.record(
        "correction_proposed", by=by, at=at, minutes=minutes.pk, item=text.item_id, field=name,
        change=change.pk, membership=entry.membership_id,
    )  # fmt: skip
    notify(
        recipients=[reading.opened_by],
        kind="correction_proposed",
        params=_facts(minutes) | {"item": title_facts(text.item), "name": named(by)},
        path=_page(minutes),
    )
    return change


def _to_settle(change: ProposedChange, by: User, at: datetime) -> ProposedChange:
    """The proposal afresh, everything locked; refused unless it waits in a draft."""
    minutes = change.reading.minutes
    _lock(minutes)
    drafter(by, minutes.meeting, at)
    require_draft(minutes)
    change = ProposedChange.objects.select_for_update().get(pk=change.pk)
    if change.state != ChangeState.PROPOSED:
        raise IllegalTransition(_("This correction is settled already."))
    return change


def _of(change: ProposedChange) -> dict[str, Any]:
    """What the journal says of a correction."""
    return {
        "minutes": change.reading.minutes_id, "item": change.text.item_id, "field": change.field,
        "change": change.pk,
    }  # fmt: skip


def _settled(
    change: ProposedChange, state: ChangeState, *, by: User, at: datetime, answer: str
) -> ProposedChange:
    change.state, change.settled_by, change.settled_at = state, by, at
    change.answer = answer
    change.save(update_fields=["state", "settled_by", "settled_at", "answer"])
    minutes = change.reading.minutes
    notify(
        recipients=[change.membership.user],
        kind=f"correction_{state.value}",
        params=_facts(minutes) | {"item": title_facts(change.text.item), "reason": answer},
        path=_page(minutes),
    )
    return change


def _end(reading: DraftReading, *, by: User | None, at: datetime, reason: str) -> None:
    reading.ended_at, reading.ended_by, reading.reason = at, by, reason
    reading.save(update_fields=["ended_at", "ended_by", "reason"])
    reading.minutes.meeting.record(
        "reading_ended", by=by, at=at, minutes=reading.minutes_id, reason=reason
    )
