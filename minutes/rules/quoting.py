"""Where quoted words stand in frozen minutes; plain values in, plain values out.

What may be quoted for correction is what people wrote. What was voted on, how, by whom, and who was
there is counted or bound by hash to the ballots: a new decision changes it, never a correction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OF_THE_WHOLE = ("place", "invited", "approval")
"""Fields of the minutes as a whole; the others are an item's."""
OF_AN_ITEM = ("title", "speaker", "heard", "spoke")


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where words stand in a text."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether both share a letter."""
        return self.start < other.end and other.start < self.end


def text_of(document: Mapping[str, Any], *, item: int, field: str, language: str) -> str | None:
    """The text of one field as it was printed; None where nothing there may be corrected.

    `item` is its number in the document, 0 for the minutes as a whole. The title of an item that was
    voted on is part of what was put to the vote.
    """
    part = next((one for one in document["parts"] if one["language"] == language), None)
    if part is None:
        return None
    if item == 0:
        return _of_the_whole(part, field)
    found = next((one for one in part["items"] if one["number"] == item), None)
    if found is None or field not in OF_AN_ITEM:
        return None
    if field == "title" and (found["result"] or found.get("annulled")):
        return None
    return str(found[field])


def _of_the_whole(part: Mapping[str, Any], field: str) -> str | None:
    match field:
        case "place":
            return str(part["place"])
        case "invited":
            return "; ".join(
                f"{one['name']} ({one['organisation']})" if one["organisation"] else one["name"]
                for one in part["visitors"]
            )
        case "approval":
            return "\n".join(part.get("approval", ()))
        case _:
            return None


def spans(text: str, words: str) -> list[Span]:
    """Every place where `words` stand in `text`, from the left."""
    found: list[Span] = []
    start = text.find(words) if words else -1
    while start >= 0:
        found.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def stands_elsewhere(document: Mapping[str, Any], words: str) -> bool:
    """Whether the words stand anywhere in the document: then in a place that is never corrected."""
    return any(words in text for text in _texts(document))


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return []
