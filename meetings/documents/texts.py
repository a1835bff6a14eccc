"""What is put to the vote, its fingerprint, and what letters say of a meeting."""

from __future__ import annotations

from typing import Any

from meetings.models import AgendaItem, Meeting
from meetings.rules import receipt

LANGUAGES = ("kk", "ru", "en")


def item_texts(item: AgendaItem) -> dict[str, str]:
    """Every wording of the item by name: "title_kk", "resolution_kk", and so on."""
    return {
        f"{part}_{language}": getattr(item, f"{part}_{language}")
        for part in ("title", "resolution")
        for language in LANGUAGES
    }


def item_text_hash(item: AgendaItem) -> str:
    """Fingerprint of titles and resolutions in all languages and of the materials' bytes."""
    return receipt.text_hash(
        texts=item_texts(item),
        files=[material.file.sha256 for material in item.materials.all()],
    )


def meeting_facts(meeting: Meeting) -> dict[str, Any]:
    """What a letter says of a meeting, as JSON; names in every language."""
    return {
        "body": {language: meeting.body.name(language) for language in LANGUAGES},
        "number": meeting.number,
        "scheduled_for": meeting.scheduled_for.isoformat(),
        "place": meeting.place if meeting.held_in_hall else "",
        "link": meeting.link if meeting.held_online else "",
    }


def title_facts(item: AgendaItem) -> dict[str, str]:
    """The item's title for a letter, in every language."""
    return {language: item.title(language) for language in LANGUAGES}
