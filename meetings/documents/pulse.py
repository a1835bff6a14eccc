"""How far a meeting has come: a mark that grows with every act and every ballot.

Two numbers joined by a dot: the last position of the body's journal, where every act stands, and
the last ballot of the meeting, which does not wait for the journal. Equal marks mean that nothing
a screen shows has changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max

from meetings.models import Ballot, Meeting
from records.models import JournalStream


def mark(meeting: Meeting) -> str:
    """The meeting's mark now. Two queries."""
    return marks({meeting.pk: meeting.stream})[meeting.pk]


def marks(streams: Mapping[int, str]) -> dict[int, str]:
    """Of several meetings, given with the streams of their bodies. Two queries."""
    heads = JournalStream.objects.filter(key__in=set(streams.values()))
    positions = dict(heads.values_list("key", "position"))
    cast = Ballot.objects.filter(vote__item__meeting__in=streams).order_by()
    ballots = dict(cast.values_list("vote__item__meeting").annotate(Max("pk")))
    return {
        meeting: f"{positions.get(stream, 0)}.{ballots.get(meeting, 0)}"
        for meeting, stream in streams.items()
    }
