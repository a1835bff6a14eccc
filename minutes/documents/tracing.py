"""A member's own ballot by its receipt: from the row to the digest, the journal and the minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from meetings.models import AgendaItem, Ballot, RollEntry
from meetings.rules import receipt
from meetings.states import VoteState
from minutes.documents.wording import short_name
from minutes.models import Minutes
from records.models import JournalEntry

SHORTEST = 8
MOST = 10


@dataclass(frozen=True, slots=True)
class Traced:
    """One revision of one's ballot and where it went.

    `genuine`: the receipt follows from the row. `counts`: the last revision, in a vote that stands.
    `pinned`: the digest in the journal is that of the ballots as they are now.
    """

    ballot: Ballot
    genuine: bool
    counts: bool
    place: int
    of: int
    entry: JournalEntry | None
    pinned: bool
    minutes: Minutes | None
    line: str

    @property
    def code(self) -> str:
        """As people compare it."""
        return receipt.code(self.ballot.receipt)


def trace(user: User, code: str, language: str) -> list[Traced]:
    """The person's own ballots whose receipt begins like this; nobody else's are looked at."""
    asked = "".join(sign for sign in code.lower() if sign.isalnum())
    if len(asked) < SHORTEST:
        return []
    own = Ballot.objects.filter(membership__user=user, receipt__startswith=asked)
    rows = own.select_related("vote__item__meeting__body").order_by("-pk")[:MOST]
    return [_traced(ballot, language) for ballot in rows]


def _traced(ballot: Ballot, language: str) -> Traced:
    vote, meeting = ballot.vote, ballot.vote.item.meeting
    marks = _marks(ballot)
    entry = (
        JournalEntry.objects.filter(
            stream=meeting.stream, kind__in=["vote_closed", "vote_annulled"],
            payload__vote=vote.pk,
        )
        .order_by("position")
        .first()
    )  # fmt: skip
    minutes = Minutes.objects.filter(meeting=meeting).first()
    last = vote.ballots.filter(membership=ballot.membership_id).latest("revision")
    counts = last.pk == ballot.pk and bool(ballot.choice) and vote.state == VoteState.CLOSED
    frozen = minutes.document if minutes is not None and minutes.is_signed else None
    return Traced(
        ballot=ballot,
        genuine=_again(ballot) == ballot.receipt,
        counts=counts,
        place=marks.index(ballot.receipt) + 1,
        of=len(marks),
        entry=entry,
        pinned=entry is not None and entry.payload["digest"] == receipt.digest(marks),
        minutes=minutes,
        line=_line(ballot, frozen, language) if frozen and counts else "",
    )


def _again(ballot: Ballot) -> str:
    return receipt.receipt(
        vote=ballot.vote_id, member=ballot.membership_id, choice=ballot.choice or None,
        channel=ballot.channel, at=ballot.cast_at, text_hash=ballot.text_hash,
        revision=ballot.revision,
    )  # fmt: skip


def _marks(ballot: Ballot) -> list[str]:
    """Every receipt of the vote in roll order, of one member the oldest first."""
    roll = RollEntry.objects.filter(meeting=ballot.vote.item.meeting_id)
    places = dict(roll.values_list("membership_id", "position"))
    rows = Ballot.objects.filter(vote=ballot.vote_id).values_list(
        "membership_id", "revision", "receipt"
    )
    ordered = sorted(rows, key=lambda row: (places.get(row[0], len(places) + 1), row[0], row[1]))
    return [mark for _member, _revision, mark in ordered]


def _line(ballot: Ballot, document: Mapping[str, Any], language: str) -> str:
    """«2-мәселе: 4. Әбдіқадыр Ә.С., залда – жақтады», as the signed minutes print it."""
    meeting = ballot.vote.item.meeting_id
    entry = RollEntry.objects.filter(meeting=meeting, membership=ballot.membership_id).first()
    order = AgendaItem.objects.filter(meeting=meeting).on_agenda().in_order()
    place = list(order.values_list("pk", flat=True)).index(ballot.vote.item_id)
    spoken = {part["language"]: part for part in document["parts"]}
    part = spoken.get(language) or document["parts"][0]
    name = short_name(entry, part["language"]) if entry else ""
    votes = part["items"][place]["result"]["votes"]
    return next(
        (f"{one['number']}. {one['name']}, {one['channel']} – {one['says']}"
         for one in votes if one["name"] == name),
        "",
    )  # fmt: skip
