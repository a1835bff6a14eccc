"""Items of the agenda and their materials (cl. 18, 27.3; REQ-18, REQ-19, REQ-70)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.models import Body
from meetings.actions.permit import day_of, permit, require_existing, seat
from meetings.actions.telling import clerks, tell
from meetings.documents.texts import title_facts
from meetings.errors import AgendaClosed, IllegalTransition, ItemRefused
from meetings.models import AgendaItem, ItemFunction, Material, Meeting
from meetings.states import BEFORE_SESSION, ItemState, MeetingState
from records.actions import store_file
from records.models import StoredFile

OPEN = (MeetingState.DRAFT, MeetingState.CONSENT)


class ItemFields(TypedDict, total=False):
    """What an item may be given."""

    title_kk: str
    title_ru: str
    title_en: str
    resolution_kk: str
    resolution_ru: str
    resolution_en: str
    speaker: str
    function: ItemFunction | None
    votable: bool


@transaction.atomic
def add_item(
    meeting: Meeting, *, by: User, at: datetime, **fields: Unpack[ItemFields]
) -> AgendaItem:
    """Put an item at the end of the agenda (cl. 18, 23, 24). Consents given so far are void.

    Raises NotPermitted, AgendaClosed after approval (REQ-18), ItemRefused for a function of
    another body (REQ-70) or without a Kazakh title.
    """
    _open_to_composer(meeting, by=by, at=at)
    item = AgendaItem(meeting=meeting, position=_last(meeting) + 1, **fields)
    require_complete(item)
    if (same := _sent_twice(item)) is not None:
        return same
    item.save()
    agenda_changed(meeting, "item_added", by=by, at=at, item=item.pk)
    return item


@transaction.atomic
def edit_item(
    item: AgendaItem, *, by: User, at: datetime, **fields: Unpack[ItemFields]
) -> AgendaItem:
    """Change an item or a member's proposal; nothing happens when nothing differs."""
    meeting = _open_to_composer(item.meeting, by=by, at=at)
    item.refresh_from_db()
    changed = {name: value for name, value in fields.items() if getattr(item, name) != value}
    if not changed:
        return item
    for name, value in changed.items():
        setattr(item, name, value)
    require_complete(item)
    item.save()
    _record(item, "item_edited", by=by, at=at, fields=sorted(changed))
    item.meeting = meeting
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, by: User, at: datetime, up: bool) -> None:
    """Change places with the neighbour above or below; at the end nothing happens."""
    meeting = _open_to_composer(item.meeting, by=by, at=at)
    order = list(meeting.items.on_agenda().in_order())
    index = next((i for i, other in enumerate(order) if other.pk == item.pk), None)
    if index is None:
        return
    target = index - 1 if up else index + 1
    if not 0 <= target < len(order):
        return
    order[index], order[target] = order[target], order[index]
    _number(order)
    agenda_changed(meeting, "item_moved", by=by, at=at, item=item.pk, position=target + 1)


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Take an item off the agenda. A member's proposal is declined instead, with a reason."""
    meeting = _open_to_composer(item.meeting, by=by, at=at)
    if item.proposed_by_id is not None:
        raise ItemRefused(
            _("A member proposed this item: decline it and give the reason."), clause="27.3"
        )
    key = item.pk
    try:
        item.materials.all().delete()
        item.delete()
    except ProtectedError as fault:
        raise ItemRefused(
            _("Something else in the portal rests on this item; it cannot be removed.")
        ) from fault
    _number(meeting.items.on_agenda().in_order())
    agenda_changed(meeting, "item_removed", by=by, at=at, item=key)


@transaction.atomic
def propose_item(
    meeting: Meeting, *, by: User, at: datetime, **fields: Unpack[ItemFields]
) -> AgendaItem:
    """A member's proposal to the agenda, until it is approved (cl. 27.3; REQ-18)."""
    meeting.lock()
    day = day_of(at)
    permit(by, meeting.body, "propose_item", day=day, clause="27.3",
           refusal=_("Only members of this body propose items to its agenda."))  # fmt: skip
    item = AgendaItem(meeting=meeting, proposed_by=seat(by, meeting.body, day), **fields)
    return _take_proposal(item, by=by, at=at, clause="27.3")


@transaction.atomic
def receive_item(
    meeting: Meeting, *, by: User, at: datetime, **fields: Unpack[ItemFields]
) -> AgendaItem:
    """A proposal that comes from a body inside this one, until the agenda is approved (cl. 16).

    Whether `by` may send it is for the sender's room to ask.
    """
    meeting.lock()
    return _take_proposal(AgendaItem(meeting=meeting, **fields), by=by, at=at, clause="16")


def _take_proposal(item: AgendaItem, *, by: User, at: datetime, clause: str) -> AgendaItem:
    """Keep it for the secretary to answer. The caller holds the meeting's lock."""
    meeting, day = item.meeting, day_of(at)
    require_existing(meeting.body, day)
    _require_open(meeting, clause=clause)
    item.state = ItemState.PROPOSED
    require_complete(item)
    if (same := _sent_twice(item)) is not None:
        return same
    item.save()
    meeting.record("item_proposed", by=by, at=at, item=item.pk)
    tell(meeting, "item_proposed", clerks(meeting, day), title=title_facts(item),
         by={language: by.full_name(language) for language in ("kk", "ru", "en")})  # fmt: skip
    return item


@transaction.atomic
def include_item(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Put a proposal on the agenda; its proposer is told (cl. 27.3)."""
    meeting = _open_to_composer(item.meeting, by=by, at=at)
    item.refresh_from_db()
    _require_state(item, ItemState.PROPOSED)
    item.state, item.position = ItemState.INCLUDED, _last(meeting) + 1
    require_complete(item)
    item.save()
    agenda_changed(meeting, "item_included", by=by, at=at, item=item.pk)
    _answer(meeting, item)
    return item


@transaction.atomic
def decline_item(item: AgendaItem, *, by: User, at: datetime, reason: str) -> AgendaItem:
    """Answer a proposal with no and the reason, or take an included one off again (cl. 27.3).

    A proposal that waits may still be declined after the agenda was approved: nobody goes
    without an answer.
    """
    meeting = item.meeting.lock()
    _permit_composer(meeting, by=by, at=at)
    meeting.require(*BEFORE_SESSION)
    item.refresh_from_db()
    _require_state(item, ItemState.PROPOSED, ItemState.INCLUDED)
    if not reason.strip():
        raise ItemRefused(_("State the reason."), clause="27.3")
    included = item.state == ItemState.INCLUDED
    if included:
        _require_open(meeting, clause="18")
    item.state, item.position, item.answer_reason = ItemState.DECLINED, 0, reason
    item.save()
    if included:
        _number(meeting.items.on_agenda().in_order())
        agenda_changed(meeting, "item_declined", by=by, at=at, item=item.pk, reason=reason)
    else:
        meeting.record("item_declined", by=by, at=at, item=item.pk, reason=reason)
    _answer(meeting, item)
    return item


@transaction.atomic
def add_material(item: AgendaItem, *, by: User, at: datetime, title: str, upload: File) -> Material:
    """Attach a file until the agenda is approved: what is voted on is hashed with it.

    Raises FileRefused, AgendaClosed. Materials do not void consents: those are to the items.
    """
    meeting = _open_to_composer(item.meeting, by=by, at=at)
    return _attach(item, meeting, store_file(upload, by=by), by=by, at=at, title=title)


@transaction.atomic
def attach_material(
    item: AgendaItem, file: StoredFile, *, by: User, at: datetime, title: str = ""
) -> Material:
    """Attach a stored file for a room above, which has asked whether `by` may.

    Raises AgendaClosed once the agenda is approved: what is voted on is hashed with it.
    """
    meeting = item.meeting.lock()
    _require_open(meeting, clause="18")
    return _attach(item, meeting, file, by=by, at=at, title=title)


def _attach(
    item: AgendaItem, meeting: Meeting, file: StoredFile, *, by: User, at: datetime, title: str
) -> Material:
    material = Material.objects.create(
        item=item, title=title.strip() or file.name, file=file, added_at=at
    )
    meeting.record(
        "material_added", by=by, at=at, item=item.pk, material=material.pk, sha256=file.sha256
    )
    return material


@transaction.atomic
def remove_material(material: Material, *, by: User, at: datetime) -> None:
    """Detach a file until the agenda is approved; the stored bytes stay."""
    meeting = _open_to_composer(material.item.meeting, by=by, at=at)
    facts = {"item": material.item_id, "sha256": material.file.sha256}
    material.delete()
    meeting.record("material_removed", by=by, at=at, **facts)


def agenda_changed(meeting: Meeting, kind: str, *, by: User, at: datetime, **facts: Any) -> None:
    """Raise the agenda's version, which voids every consent to the one before (REQ-19).

    Whoever had answered is told to answer again. The caller holds the meeting's lock.
    """
    answered = User.objects.filter(
        memberships__in=meeting.consents.filter(version=meeting.agenda_version).values("membership")
    ).distinct()
    again = list(answered) if meeting.state == MeetingState.CONSENT else []
    meeting.agenda_version += 1
    meeting.save()
    meeting.record(kind, by=by, at=at, version=meeting.agenda_version, **facts)
    if again:
        tell(meeting, "agenda_changed", again)


def require_complete(item: AgendaItem) -> None:
    """REQ-70: the item serves a function of its body; on the agenda it has a Kazakh title.

    A proposal may come in any one language. Meetings recorded afterwards may lack a function.
    """
    titles = (item.title_kk, item.title_ru, item.title_en)
    if item.state == ItemState.INCLUDED and not item.title_kk.strip():
        raise ItemRefused(_("Give the title in Kazakh: minutes are kept in Kazakh."))
    if not any(title.strip() for title in titles):
        raise ItemRefused(_("Give the title in at least one language."))
    if item.function is None and item.meeting.retrospective:
        return
    body = item.meeting.body
    if item.function is None or item.function.kind not in _function_kinds(body):
        raise ItemRefused(
            _("Choose a function of this body."), clause="13" if body.is_council else "25"
        )


def functions_of(body: Body) -> QuerySet[ItemFunction]:
    """The clauses an item of this body may serve, in the order of the regulation (REQ-70)."""
    return ItemFunction.objects.filter(kind__in=_function_kinds(body)).order_by("position")


def _sent_twice(item: AgendaItem) -> AgendaItem | None:
    """An item of this meeting with the same words from the same hand: a second click."""
    names = (*ItemFields.__annotations__, "state", "proposed_by")
    said = {name: getattr(item, name) for name in names}
    same: AgendaItem | None = item.meeting.items.filter(**said).first()
    return same


def _function_kinds(body: Body) -> tuple[str, str]:
    """Those of every body, and its own; a section works by its association's."""
    return ("", "council" if body.is_council else "association")


def _open_to_composer(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    meeting.lock()
    _permit_composer(meeting, by=by, at=at)
    require_existing(meeting.body, day_of(at))
    _require_open(meeting, clause="18")
    return meeting


def _permit_composer(meeting: Meeting, *, by: User, at: datetime) -> None:
    permit(by, meeting.body, "compose_agenda", day=day_of(at),
           refusal=_("Only the secretary of this body composes its agenda."),
           clause="12" if meeting.body.is_council else "23")  # fmt: skip


def _require_open(meeting: Meeting, *, clause: str) -> None:
    if meeting.state in OPEN:
        return
    if meeting.agenda_approved_at is not None:
        raise AgendaClosed(_("The agenda is already approved."), clause=clause)
    meeting.require(*OPEN)


def _require_state(item: AgendaItem, *states: str) -> None:
    if item.state not in states:
        raise IllegalTransition(
            _("This is not possible now: the item is in the state “%(state)s”.")
            % {"state": item.get_state_display()}
        )


def _last(meeting: Meeting) -> int:
    return max((item.position for item in meeting.items.on_agenda()), default=0)


def _number(order: Any) -> None:
    """Number from one; only rows whose number changes are written."""
    for position, item in enumerate(order, start=1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


def _record(item: AgendaItem, kind: str, *, by: User, at: datetime, **facts: Any) -> None:
    if item.state == ItemState.PROPOSED:
        item.meeting.record(kind, by=by, at=at, item=item.pk, **facts)
    else:
        agenda_changed(item.meeting, kind, by=by, at=at, item=item.pk, **facts)


def _answer(meeting: Meeting, item: AgendaItem) -> None:
    if item.proposed_by is not None:
        tell(meeting, "item_answered", [item.proposed_by.user], title=title_facts(item),
             included=item.state == ItemState.INCLUDED, reason=item.answer_reason)  # fmt: skip
