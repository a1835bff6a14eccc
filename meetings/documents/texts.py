"""What is put to the vote, and its fingerprint."""

from __future__ import annotations

from meetings.models import AgendaItem
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
