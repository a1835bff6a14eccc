"""Who would be refused on which vote at this moment: what an open ballot is told before it casts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from meetings.documents.sitting import ItemLine, Line
from meetings.documents.standing import vote_state
from meetings.models import Meeting, Recusal
from meetings.rules import channel
from meetings.rules.attendance import Mode
from meetings.rules.channel import ChannelVerdict, Voter
from meetings.states import RequestState


@dataclass(frozen=True, slots=True)
class Electors:
    """Everybody in the composition, before every vote of the meeting that stands."""

    meeting: Meeting
    items: list[ItemLine]
    lines: dict[int, Line]
    agreed: frozenset[int]
    recused: dict[int, set[int]]

    def verdicts(self, user: int) -> dict[int, ChannelVerdict]:
        """By vote: how this person's ballot would come, or why not; empty for a stranger."""
        line = self.lines.get(user)
        if line is None:
            return {}
        return {
            row.vote.pk: channel.own(
                voter=self._voter(line, row.item.pk),
                state=vote_state(row.vote, self.meeting, line.membership),
                procedure=self.meeting.procedure(),
                clause=self.meeting.body.decision_clause,
            )
            for row in self.items
            if row.vote is not None
        }

    def _voter(self, line: Line, item: int) -> Voter:
        return Voter(
            on_roll=True,
            voting=line.voting,
            mode=Mode(line.presence) if line.presence else Mode.ABSENT,
            method_agreed=line.membership in self.agreed,
            recused=line.membership in self.recused.get(item, ()),
        )


def electors(meeting: Meeting, items: list[ItemLine], lines: list[Line]) -> Electors:
    """As the facts of the sitting have them. One query, two where the rules know recusals."""
    agreed = meeting.remote_requests.filter(state=RequestState.AGREED)
    return Electors(
        meeting=meeting,
        items=items,
        # Of two seats the one that votes.
        lines={line.user: line for line in sorted(lines, key=lambda line: line.voting)},
        agreed=frozenset(agreed.values_list("membership_id", flat=True)),
        recused=_recused(meeting),
    )


def _recused(meeting: Meeting) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if meeting.procedure().recusal:
        rows = Recusal.objects.in_force().filter(item__meeting=meeting)
        for item, member in rows.values_list("item_id", "membership_id"):
            found[item].add(member)
    return found
