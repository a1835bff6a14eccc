"""What was heard and said on each item, as the discussion itself tells it (cl. 27.1).

It fills the draft once; the secretary shortens and corrects it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from accounts.kazakh import dates
from meetings.models import AgendaItem, Comment, Meeting, RollEntry, Speech
from minutes.documents.wording import short_name, words

LANGUAGES = ("kk", "ru")
Lines = dict[int, list[str]]


def discussion_texts(meeting: Meeting) -> dict[int, dict[str, str]]:
    """By item: `heard_…` names whoever reported, `spoke_…` the speakers with their times and
    what was written. Items nobody discussed are left to the secretary. Four queries.
    """
    roll = {entry.membership_id: entry for entry in RollEntry.objects.filter(meeting=meeting)}
    speeches = list(Speech.objects.filter(item__meeting=meeting).given())
    comments = list(
        Comment.objects.filter(item__meeting=meeting, withdrawn_at=None)
        .select_related("membership__user").order_by("at", "pk")
    )  # fmt: skip
    discussed = {row.item_id for row in [*speeches, *comments]}
    speakers = dict(AgendaItem.objects.filter(pk__in=discussed).values_list("pk", "speaker"))
    texts: dict[int, dict[str, str]] = {item: {} for item in discussed}
    for language in LANGUAGES:
        spoke: Lines = defaultdict(list)
        for speech in speeches:
            spoke[speech.item_id].append(_speech(speech, roll, meeting.closed_at, language))
        for comment in comments:
            spoke[comment.item_id].append(_comment(comment, language))
        for item in discussed:
            texts[item][f"heard_{language}"] = speakers[item]
            texts[item][f"spoke_{language}"] = "\n".join(spoke[item])
    return texts


def _speech(
    speech: Speech, roll: dict[int, RollEntry], closed: datetime | None, language: str
) -> str:
    """«Жүнісов Е.Қ. (14:05–14:08)»."""
    entry = roll.get(speech.membership_id)
    name = short_name(entry, language) if entry else ""
    return f"{name} ({_clock(speech.given_at)}–{_clock(speech.until(closed))})"


def _comment(comment: Comment, language: str) -> str:
    """«Жүнісов Е.Қ. (жазбаша): Үшінші тармақ нақтылансын.»"""
    name = comment.membership.user.short_name(language)
    text = " ".join(comment.text.split())
    return f"{name} ({words(language)['channels']['written']}): {text}"


def _clock(moment: datetime | None) -> str:
    return f"{dates.in_astana(moment):%H:%M}" if moment else ""
