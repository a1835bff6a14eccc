"""Items that go on to another meeting."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.models import AgendaItem, Material, Meeting
from meetings.states import ItemState, VoteState

PROCEDURAL = "procedural"
COPIED = (
    "votable", "title_kk", "title_ru", "title_en", "resolution_kk", "resolution_ru",
    "resolution_en", "speaker", "function_id", "proposed_by_id",
)  # fmt: skip


def carry_standing(meeting: Meeting, *, to: Meeting) -> list[AgendaItem]:
    """Procedural items, which stand on every agenda, and those that `meeting` deferred."""
    return _carry(standing_items(meeting), to=to)


def carry_undecided(meeting: Meeting, *, to: Meeting) -> list[AgendaItem]:
    """Everything on the agenda of `meeting` that it did not settle."""
    items = meeting.items.with_votes().in_order()
    return _carry((item for item in items if _undecided(item)), to=to)


def standing_items(meeting: Meeting) -> list[AgendaItem]:
    """What a meeting scheduled like this one begins with."""
    items = meeting.items.on_agenda().select_related("function").in_order()
    return [
        item
        for item in items
        if item.state == ItemState.DEFERRED
        or (item.function is not None and item.function.code == PROCEDURAL)
    ]


def _undecided(item: AgendaItem) -> bool:
    if item.state == ItemState.DEFERRED:
        return True
    vote = item.vote
    return item.state == ItemState.INCLUDED and (vote is None or vote.state != VoteState.CLOSED)


def _carry(items: Iterable[AgendaItem], *, to: Meeting) -> list[AgendaItem]:
    carried = []
    for position, item in enumerate(items, start=1):
        copy = AgendaItem(
            meeting=to, position=position, **{name: getattr(item, name) for name in COPIED}
        )
        copy.save()
        Material.objects.bulk_create(
            Material(
                item=copy,
                title=material.title,
                file_id=material.file_id,
                added_at=material.added_at,
            )
            for material in item.materials.all()
        )
        carried.append(copy)
    return carried
