"""What the texts of minutes said at one moment, and how that differs from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from meetings.models import AgendaItem
from minutes.documents.model import Document
from minutes.models import ItemText, Minutes
from minutes.rules.differences import Stretch, differences
from minutes.states import TextField

Texts = Mapping[int, Mapping[str, str]]
"""By item, by field."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One text, from the older to the newer words."""

    field: TextField
    stretches: list[Stretch]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item whose texts differ; `number` is its place in the minutes."""

    number: int
    item: AgendaItem
    fields: list[FieldChange]


def texts_now(minutes: Minutes) -> Texts:
    """As saved last."""
    return {text.item_id: _fields(text) for text in minutes.texts.all()}


def texts_at(minutes: Minutes, moment: datetime) -> Texts:
    """As they stood at `moment`, by the history that every saving leaves."""
    rows = ItemText.history.filter(minutes=minutes.pk, history_date__lte=moment)
    return {row.item_id: _fields(row) for row in rows.latest_of_each()}


def texts_at_first(minutes: Minutes) -> Texts:
    """As they were drawn up."""
    rows = ItemText.history.filter(minutes=minutes.pk, history_type="+")
    return {row.item_id: _fields(row) for row in rows}


def texts_frozen(items: list[AgendaItem], document: Document) -> Texts:
    """As a frozen version has them; `items` are those of the minutes, in their order.

    The short form leaves speeches out, so it says nothing of them.
    """
    found: dict[int, dict[str, str]] = {item.pk: {} for item in items}
    for part in document.parts:
        for line in part.items:
            if 0 < line.number <= len(items):
                texts = found[items[line.number - 1].pk]
                texts[f"heard_{part.language}"] = line.heard
                if not document.extent:
                    texts[f"spoke_{part.language}"] = line.spoke
    return found


def compared(items: list[AgendaItem], old: Texts, new: Texts) -> list[ItemChange]:
    """The items whose texts differ, in the order of the agenda, as far as both sides have them."""
    found = []
    for number, item in enumerate(items, start=1):
        before, after = old.get(item.pk, {}), new.get(item.pk, {})
        changes = [
            FieldChange(field, differences(before[field], after[field]))
            for field in TextField
            if field in before and field in after and before[field].strip() != after[field].strip()
        ]
        if changes:
            found.append(ItemChange(number, item, changes))
    return found


def _fields(row: ItemText) -> dict[str, str]:
    return {field.value: getattr(row, field) for field in TextField}
