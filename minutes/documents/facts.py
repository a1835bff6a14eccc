"""Everything of a meeting that its minutes state, read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bodies.documents import late_changes as shortly_before
from bodies.models import Body, CompositionChange
from bodies.rules.procedure import Procedure
from meetings.documents import counting
from meetings.models import (
    AgendaConsent,
    AgendaItem,
    Ballot,
    Guest,
    Material,
    Meeting,
    Recusal,
    RollEntry,
    WrittenChoice,
)
from meetings.rules import consent, quorum
from meetings.rules.attendance import Event, Interval, Mode, intervals, modes, participation
from meetings.rules.consent import ConsentVerdict
from meetings.rules.quorum import QuorumVerdict
from meetings.states import Answer
from minutes.documents.signers import Slot, slots_of
from minutes.models import DissentingOpinion, ItemText, Minutes
from records import journal
from records.rules.chain import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A closed meeting as its rows have it; nothing worded yet.

    Ballots are by vote, since a question may have been taken again; recusals are by item.
    """

    meeting: Meeting
    body: Body
    procedure: Procedure
    roll: list[RollEntry]
    events: list[Event[int]]
    items: list[AgendaItem]
    texts: dict[int, ItemText]
    materials: dict[int, list[Material]]
    counted: dict[int, dict[int, Ballot]]
    void: dict[int, list[Ballot]]
    papers: dict[int, list[WrittenChoice]]
    dissents: dict[int, list[DissentingOpinion]]
    recusals: dict[int, list[Recusal]]
    guests: list[Guest]
    consent: ConsentVerdict | None
    head: Head
    late_changes: list[CompositionChange]
    minutes: Minutes

    @property
    def latest(self) -> dict[int, Mode]:
        """How each member was there last."""
        return modes(self.events)

    def stretches(self) -> dict[int, tuple[Interval, ...]]:
        """When each member was there."""
        return intervals(self.events)

    def attending_at(self, moment: datetime) -> dict[int, Mode]:
        """How each member was there at a moment."""
        return modes(self.events, at=moment)

    def quorum_at_opening(self) -> QuorumVerdict:
        """The quorum the meeting was opened with, by the rules frozen then (cl. 10, 20)."""
        voting = [entry.membership_id for entry in self.roll if entry.voting]
        opened = self.meeting.opened_at
        return quorum.check(
            composition=quorum.composition(
                roll=len(voting), approved_seats=self.procedure.approved_seats
            ),
            participation=participation(
                self.attending_at(opened) if opened else {},
                voting=voting,
                remote_voters=self.remote_voters(),
            ),
            counts=self.procedure.quorum_counts,
            clause=self.body.decision_clause,
        )

    def remote_voters(self) -> set[int]:
        """Members whose absentee or written ballot stood on some item."""
        return {
            ballot.membership_id
            for ballots in self.counted.values()
            for ballot in ballots.values()
            if ballot.channel in counting.REMOTE_CHANNELS and not ballot.vote.is_annulled
        }

    def entry(self, membership: int | None) -> RollEntry | None:
        """The member's line on the roll."""
        return next((one for one in self.roll if one.membership_id == membership), None)

    def slots(self) -> list[Slot]:
        """Who is to sign (cl. 11, 21)."""
        return slots_of(self.meeting, self.roll, self.procedure)


def gather(minutes: Minutes) -> Facts:
    """Read the meeting of these minutes: as many queries for many members and items as for one."""
    meeting = Meeting.objects.select_related("body", "presiding__user", "secretary").get(
        pk=minutes.meeting_id
    )
    counted, void = _ballots(meeting)
    roll = list(
        RollEntry.objects.filter(meeting=meeting)
        .select_related("membership__user")
        .order_by("position")
    )
    return Facts(
        meeting=meeting,
        body=meeting.body.named_on(meeting.day),
        procedure=meeting.procedure(),
        roll=roll,
        events=counting.events(meeting),
        items=list(AgendaItem.objects.filter(meeting=meeting).on_agenda().with_votes().in_order()),
        texts={text.item_id: text for text in ItemText.objects.filter(minutes=minutes)},
        materials=_materials(meeting),
        minutes=minutes,
        counted=counted,
        void=void,
        papers=_papers(meeting),
        dissents=_dissents(meeting),
        recusals=_recusals(meeting),
        guests=list(Guest.objects.filter(meeting=meeting).order_by("pk")),
        consent=consent_of(meeting),
        head=journal.head(meeting.stream),
        late_changes=late_changes(meeting),
    )


def late_changes(meeting: Meeting) -> list[CompositionChange]:
    """Changes of composition within 72 hours before it opened (assurance threat 2)."""
    if meeting.retrospective:
        return []
    return shortly_before(meeting.body, meeting.opened_at or meeting.scheduled_for)


def _ballots(meeting: Meeting) -> tuple[dict[int, dict[int, Ballot]], dict[int, list[Ballot]]]:
    counted: dict[int, dict[int, Ballot]] = defaultdict(dict)
    void: dict[int, list[Ballot]] = defaultdict(list)
    rows = (
        Ballot.objects.filter(vote__item__meeting=meeting)
        .select_related("vote", "membership__user")
        .order_by("membership", "revision")
    )
    for ballot in rows:
        # A slip of the hand at a roll call, put right at once, is the journal's to keep.
        if ballot.void_reason and ballot.void_reason != "taken_back":
            void[ballot.vote_id].append(ballot)
        if ballot.choice:
            counted[ballot.vote_id][ballot.membership_id] = ballot
        else:
            counted[ballot.vote_id].pop(ballot.membership_id, None)
    return dict(counted), dict(void)


def _materials(meeting: Meeting) -> dict[int, list[Material]]:
    """The files of each item, in the order in which they were added."""
    found: dict[int, list[Material]] = defaultdict(list)
    rows = Material.objects.filter(item__meeting=meeting).select_related("file").order_by("pk")
    for material in rows:
        found[material.item_id].append(material)
    return dict(found)


def _papers(meeting: Meeting) -> dict[int, list[WrittenChoice]]:
    """What written ballots say in each vote, confirmed or not."""
    said: dict[int, list[WrittenChoice]] = defaultdict(list)
    rows = WrittenChoice.objects.filter(paper__meeting=meeting)
    for line in rows.select_related("paper__membership__user", "paper__scan").order_by(
        "paper", "pk"
    ):
        said[line.vote_id].append(line)
    return dict(said)


def _dissents(meeting: Meeting) -> dict[int, list[DissentingOpinion]]:
    """Opinions attached and not withdrawn, in the order in which they came."""
    said: dict[int, list[DissentingOpinion]] = defaultdict(list)
    rows = DissentingOpinion.objects.filter(item__meeting=meeting, withdrawn_at=None)
    for opinion in rows.order_by("at", "pk"):
        said[opinion.item_id].append(opinion)
    return dict(said)


def _recusals(meeting: Meeting) -> dict[int, list[Recusal]]:
    """Who did not vote because an item concerned them, where the rules provide it (REQ-73)."""
    found: dict[int, list[Recusal]] = defaultdict(list)
    if meeting.procedure().recusal:
        for recusal in Recusal.objects.in_force().filter(item__meeting=meeting).order_by("pk"):
            found[recusal.item_id].append(recusal)
    return dict(found)


def consent_of(meeting: Meeting) -> ConsentVerdict | None:
    """The prior consent the agenda was approved with (cl. 18); None where nobody was asked."""
    procedure = meeting.consent_procedure()
    answers = list(
        AgendaConsent.objects.filter(meeting=meeting, version=meeting.agenda_version).values_list(
            "answer", flat=True
        )
    )
    if not answers or not procedure.consent_required:
        return None
    voting = sum(seat.voting for seat in counting.seats(meeting))
    return consent.check(
        composition=max(voting, len(answers)),
        consents=answers.count(Answer.CONSENT),
        objections=answers.count(Answer.OBJECT),
        policy=procedure.agenda_consent,
        window_closed=True,
    )
