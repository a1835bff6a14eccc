"""Fetch-and-authorise for this room: 404 what may not be known, 403 what may only be seen."""

from .evidence import may_prove, meeting_to_prove, reads_whole_journal
from .reading import (
    extract_to_read,
    is_signer,
    item_to_dissent_from,
    item_to_extract,
    may_read,
    meeting_to_minute,
    minutes_to_draw_up,
    minutes_to_read,
    minutes_to_return,
    minutes_to_sign,
    visible_minutes,
)

__all__ = [
    "extract_to_read",
    "is_signer",
    "item_to_dissent_from",
    "item_to_extract",
    "may_prove",
    "may_read",
    "meeting_to_minute",
    "meeting_to_prove",
    "minutes_to_draw_up",
    "minutes_to_read",
    "minutes_to_return",
    "minutes_to_sign",
    "reads_whole_journal",
    "visible_minutes",
]
