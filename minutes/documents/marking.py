"""The signed text on the screen with its corrections beside what is printed.

What is printed stays, word for word; a passage that a signed correction is about is marked, and what
is to be read there follows it. Of two corrections of one passage the later is the one to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.models import AgendaItem
from minutes.models import CorrectedText, Correction, Minutes
from minutes.rules.quoting import OF_THE_WHOLE, Span, spans, text_of
from minutes.states import CorrectionState

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a text: as it stands, or with what a correction says of it."""

    text: str
    should_read: str = ""
    correction: Correction | None = None


def corrected_texts(minutes: Minutes) -> list[CorrectedText]:
    """The rows of every signed correction, the oldest first. One query."""
    rows = CorrectedText.objects.filter(
        correction__minutes=minutes, correction__state=CorrectionState.SIGNED
    )
    return list(rows.select_related("correction").order_by("correction__number", "position"))


def touching(minutes: Minutes, item: AgendaItem) -> list[CorrectedText]:
    """The rows about an item, or about the minutes as a whole. Two queries."""
    rows = corrected_texts(minutes)
    if not rows:
        return []
    order = AgendaItem.objects.filter(meeting=minutes.meeting_id).on_agenda().in_order()
    number = list(order.values_list("pk", flat=True)).index(item.pk) + 1
    return [row for row in rows if row.item in (0, number)]


def mark(parts: Sequence[Said], minutes: Minutes, rows: Sequence[CorrectedText]) -> None:
    """Put the marked texts beside the printed ones: `marks` of an item and of a part, by field."""
    document = minutes.document or {}
    for part in parts:
        language = part["language"]
        own = [row for row in rows if row.language == language]
        part["marks"] = _marks(document, 0, language, own)
        stated = {"place": part["words"]["place"], "invited": part["words"]["invited"]}
        for fact in part["facts"]:
            for field, says in stated.items():
                if fact["says"] == says and field in part["marks"]:
                    fact["marked"] = part["marks"][field]
        for item in part["items"]:
            item["marks"] = _marks(document, item["number"], language, own)


def _marks(
    document: Said, item: int, language: str, rows: Iterable[CorrectedText]
) -> dict[str, list[Stretch]]:
    found: dict[str, list[CorrectedText]] = {}
    for row in rows:
        if row.item == item and (item or row.field in OF_THE_WHOLE):
            found.setdefault(row.field, []).append(row)
    return {
        field: stretches(text, its)
        for field, its in found.items()
        if (text := text_of(document, item=item, field=field, language=language))
    }


def stretches(text: str, rows: Sequence[CorrectedText]) -> list[Stretch]:
    """`text` in order, cut where corrections touch it."""
    standing: list[tuple[Span, CorrectedText]] = []
    for row in rows:
        for span in spans(text, row.printed)[:1]:
            standing = [(other, its) for other, its in standing if not span.meets(other)]
            standing.append((span, row))
    found, at = [], 0
    for span, row in sorted(standing, key=lambda one: one[0].start):
        found.append(Stretch(text[at : span.start]))
        found.append(Stretch(text[span.start : span.end], row.should_read, row.correction))
        at = span.end
    return [one for one in [*found, Stretch(text[at:])] if one.text]
