"""From a meeting's facts to its minutes, once for each language (`minutes.md`, rows 1 to 20)."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils import translation

from accounts.kazakh import dates
from bodies.models import BodyKind, CompositionChange
from bodies.rules.procedure import CouncilNature
from meetings.documents import explanation
from meetings.models import AgendaItem, Ballot, Vote
from meetings.rules.attendance import Mode
from meetings.rules.majority import Outcome
from meetings.rules.quorum import QuorumVerdict
from meetings.states import ItemState, OutcomeKind, VoteState
from minutes.documents import annexes
from minutes.documents.facts import Facts, gather
from minutes.documents.model import (
    AnnulledVote,
    ChannelLine,
    Dissent,
    Document,
    Heads,
    Item,
    NamedVote,
    Paragraph,
    Part,
    Result,
    Seat,
    Signatory,
    Stretch,
    Visitor,
)
from minutes.documents.wording import short_name, words
from minutes.models import Minutes
from minutes.states import Extent

LEADING_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]\s*|[-–—•]\s+)")


def draw(minutes: Minutes, *, at: datetime | None = None) -> Document:
    """The minutes as they stand now; `at` is the moment of freezing, None for a preview."""
    facts = gather(minutes)
    languages = ["kk", "ru"] if facts.meeting.russian else ["kk"]
    return Document(
        number=minutes.number_text,
        version=minutes.version,
        body_code=facts.body.code,
        day=facts.meeting.day.isoformat(),
        clause=facts.body.minutes_clause,
        recommendatory=is_recommendatory(facts),
        retrospective=facts.meeting.retrospective,
        heads=heads(facts.quorum_at_opening()),
        parts=tuple(part(facts, language) for language in languages),
        journal_position=facts.head.position if at else 0,
        journal_hash=facts.head.hash if at else "",
        frozen_at=dates.in_astana(at).isoformat(timespec="seconds") if at else "",
        extent=Extent.SHORT.value if minutes.is_short else "",
    )


def is_recommendatory(facts: Facts) -> bool:
    """Always for associations (cl. 20, REQ-38), by its own rules for the Council (C22).

    What a section adopts is no decision at all but a proposal, which its result says (cl. 16).
    """
    if not facts.body.is_council:
        return facts.body.kind != BodyKind.SECTION
    return facts.procedure.council_nature is CouncilNature.RECOMMENDATORY


def heads(verdict: QuorumVerdict) -> Heads:
    """The quorum's arithmetic, with the literal figure beside it (C1)."""
    return Heads(
        composition=verdict.composition,
        participating=verdict.participating,
        needed=verdict.needed,
        hall=verdict.hall,
        online=verdict.online,
        remote=verdict.remote,
        reached=verdict.reached,
        rests_on_online=verdict.rests_on_online,
        clause=verdict.clause,
    )


def part(facts: Facts, language: str) -> Part:
    """The whole document in one language."""
    meeting, form = facts.meeting, words(language)
    presiding = facts.entry(meeting.presiding_id)
    with translation.override(language):
        return Part(
            language=language,
            body=facts.body.name(language),
            body_short=facts.body.short_name(language),
            date=dates.long_date(meeting.day, language),
            place=meeting.place if meeting.held_in_hall else "",
            form=form["forms"][meeting.form],
            opened=_clock(meeting.opened_at),
            closed=_clock(meeting.closed_at),
            presiding=presiding.name(language) if presiding else "",
            presiding_office=form["offices"][presiding.office] if presiding else "",
            secretary=meeting.secretary.full_name(language) if meeting.secretary else "",
            seats=tuple(seats(facts, language)),
            visitors=tuple(Visitor(guest.name, guest.organisation) for guest in facts.guests),
            consent=explanation.consent_sentence(facts.consent) if facts.consent else "",
            items=tuple(
                _item(facts, item, number, language)
                for number, item in enumerate(facts.items, start=1)
            ),
            notes=tuple(_notes(facts, language)),
            signatories=tuple(signatories(facts, language)),
            approval=annexes.approval(facts, language),
            written=tuple(annexes.written(facts, language)),
            papers=tuple(annexes.papers(facts)),
        )


def signatories(facts: Facts, language: str) -> list[Signatory]:
    """Who is to sign, in the order of the boxes."""
    form = words(language)
    lines = []
    for slot in facts.slots():
        office = form["offices"][slot.entry.office]
        if slot.for_chair:
            office = f"{office}, {form['for_chair']}"
        name = slot.entry.membership.user.signature_name(language)
        lines.append(Signatory(slot.role.value, form["signs"][slot.role.value], name, office))
    return lines


def seats(facts: Facts, language: str) -> list[Seat]:
    """The roll with everybody's attendance, times of coming and going included."""
    form, latest, stretches = words(language), facts.latest, facts.stretches()
    remote = facts.remote_voters()
    lines = []
    for number, entry in enumerate(facts.roll, start=1):
        member = entry.membership_id
        there = stretches.get(member, ())
        mode = _mode(there, latest.get(member), sent_ballot=member in remote)
        lines.append(
            Seat(
                number=number,
                name=short_name(entry, language),
                office=form["offices"][entry.office],
                organisation=entry.organisation(language),
                voting=entry.voting,
                mode=mode,
                says=form["modes"][mode],
                stretches=tuple(
                    Stretch(form["modes"][str(one.mode)], _clock(one.starts), _clock(one.ends))
                    for one in there
                ),
            )
        )
    return lines


def _mode(there: tuple[object, ...], latest: Mode | None, *, sent_ballot: bool) -> str:
    modes = [one.mode for one in there]  # type: ignore[attr-defined]
    if modes:
        return "hall" if Mode.HALL in modes else "online"
    if sent_ballot:
        return "remote"
    return "excused" if latest is Mode.EXCUSED else "absent"


def _item(facts: Facts, item: AgendaItem, number: int, language: str) -> Item:
    text, form = facts.texts.get(item.pk), words(language)
    vote = item.vote
    closed = vote is not None and vote.state == VoteState.CLOSED
    return Item(
        number=number,
        title=item.title(language),
        speaker=item.speaker,
        heard=getattr(text, f"heard_{language}", ""),
        spoke="" if facts.minutes.is_short else getattr(text, f"spoke_{language}", ""),
        resolution=tuple(paragraphs(item.resolution(language), number)) if closed else (),
        result=_result(facts, vote, language) if closed and vote else None,
        settled=_settled(item, form, closed=closed),
        materials=tuple(one.title for one in facts.materials.get(item.pk, ())),
        dissents=tuple(_dissents(facts, item, language)),
        recused=tuple(_recused(facts, item, language)),
        annulled=tuple(_annulled(facts, one, language) for one in _annulled_votes(item)),
    )


def _recused(facts: Facts, item: AgendaItem, language: str) -> list[str]:
    """«Тұрсынов Д.Б. (жұмысын бағалау)»: the member, and what of the item concerns them."""
    return [
        f"{short_name(entry, language)} ({recusal.reason})"
        for recusal in facts.recusals.get(item.pk, [])
        if (entry := facts.entry(recusal.membership_id))
    ]


def _annulled_votes(item: AgendaItem) -> list[Vote]:
    return sorted((vote for vote in item.votes.all() if vote.is_annulled), key=lambda one: one.pk)


def _annulled(facts: Facts, vote: Vote, language: str) -> AnnulledVote:
    """A vote that decides nothing, with its ballots by name and why the question was taken again."""
    counted = facts.counted.get(vote.pk, {})
    choices = [ballot.choice for ballot in counted.values()]
    return AnnulledVote(
        opened=_clock(vote.opened_at),
        annulled=_clock(vote.annulled_at),
        reason=vote.annul_reason,
        for_=choices.count("for"),
        against=choices.count("against"),
        abstain=choices.count("abstain"),
        votes=tuple(one for one in _named(facts, vote, counted, language) if one.choice),
    )


def _settled(item: AgendaItem, form: dict[str, dict[str, str]], *, closed: bool) -> str:
    if closed:
        return ""
    state = item.state
    if state == ItemState.INCLUDED and not item.votable:
        state = ItemState.NOTED
    return " ".join(filter(None, [form["settled"].get(state, ""), item.answer_reason]))


def paragraphs(resolution: str, number: int) -> list[Paragraph]:
    """Each line of a resolution as a point: 3.1, 3.2 … whatever numbers the lines came with."""
    lines = [LEADING_NUMBER.sub("", line).strip() for line in resolution.splitlines()]
    return [
        Paragraph(f"{number}.{place}", line)
        for place, line in enumerate(filter(None, lines), start=1)
    ]


def _result(facts: Facts, vote: Vote, language: str) -> Result | None:
    outcome = vote.computed()
    if outcome is None:
        return None
    counted = facts.counted.get(vote.pk, {})
    votes = _named(facts, vote, counted, language)
    casting = _casting(facts, outcome, language)
    presiding = facts.entry(vote.presiding_id) if vote.presiding_id else None
    other = presiding is not None and vote.presiding_id != facts.meeting.presiding_id
    return Result(
        outcome=str(outcome.outcome),
        for_=outcome.tally.for_,
        against=outcome.tally.against,
        abstain=outcome.tally.abstain,
        not_voted=sum(not one.choice for one in votes),
        heads=heads(outcome.quorum),
        channels=tuple(_channels(counted.values(), language)),
        votes=tuple(votes),
        sentences=(
            *explanation.outcome_sentences(outcome, casting_name=casting),
            *_to_association(facts, outcome, language),
        ),
        casting=casting,
        presiding=short_name(presiding, language) if other and presiding else "",
        void=tuple(_void(facts, facts.void.get(vote.pk, []), language)),
        disputed=tuple(_papers(facts, vote, language)),
    )


def _to_association(facts: Facts, outcome: Outcome, language: str) -> list[str]:
    """A section puts proposals to its association, never its decisions (cl. 16, C17)."""
    adopted = str(outcome.outcome) == OutcomeKind.ADOPTED.value
    section = facts.body.kind == BodyKind.SECTION
    return [words(language)["to_association"]] if section and adopted else []


def _named(facts: Facts, vote: Vote, counted: dict[int, Ballot], language: str) -> list[NamedVote]:
    """Everybody who voted, and who was there at the close and did not though they could."""
    form = words(language)
    recused = {recusal.membership_id for recusal in facts.recusals.get(vote.item_id, [])}
    there = facts.attending_at(vote.closed_at) if vote.closed_at else {}
    lines: list[NamedVote] = []
    for entry in facts.roll:
        ballot = counted.get(entry.membership_id)
        mode = there.get(entry.membership_id)
        if ballot is None and not (entry.voting and mode is not None and mode.attends):
            continue
        if ballot is None and entry.membership_id in recused:
            continue
        channel = ballot.channel if ballot else str(mode)
        way = form["channels"][channel]
        if ballot and channel == "hall" and ballot.entered_by_id:
            way = f"{way} ({form['from_paper' if ballot.scan_id else 'entered']})"
        choice = ballot.choice if ballot else ""
        lines.append(
            NamedVote(
                number=len(lines) + 1,
                name=short_name(entry, language),
                office=form["offices"][entry.office],
                organisation=entry.organisation(language),
                channel=way,
                choice=choice,
                says=form["choices"][choice],
            )
        )
    return lines


def _channels(ballots: object, language: str) -> list[ChannelLine]:
    cast = list(ballots)  # type: ignore[call-overload]
    lines = []
    for channel, says in words(language)["channels"].items():
        choices = [ballot.choice for ballot in cast if ballot.channel == channel]
        if choices:
            counts = [choices.count(choice) for choice in ("for", "against", "abstain")]
            lines.append(ChannelLine(says, *counts))
    return lines


def _casting(facts: Facts, outcome: Outcome, language: str) -> str:
    holder = facts.entry(int(outcome.casting)) if outcome.casting is not None else None
    return short_name(holder, language) if holder else ""


def _void(facts: Facts, ballots: list[Ballot], language: str) -> list[str]:
    """«Жарамсыз бюллетень: Жүнісов Е.Қ., сырттай (мүше отырысқа келді).»"""
    form = words(language)
    lines = []
    for ballot in ballots:
        reason = form["void"].get(ballot.void_reason, form["void"][""])
        name = ballot.membership.user.short_name(language)
        way = form["channels"][ballot.channel]
        lines.append(f"{form['void_ballot']}: {name}, {way} ({reason}).")
    return lines


def _papers(facts: Facts, vote: Vote, language: str) -> list[str]:
    """«Даулы жазбаша бюллетень: Жүнісов Е.Қ. …»; and papers that nobody confirmed in time."""
    form = words(language)
    lines = []
    for said in facts.papers.get(vote.pk, []):
        name = said.paper.membership.user.short_name(language)
        if said.ballot_id is None:
            lines.append(f"{form['paper_not_counted']}: {name}.")
        if said.paper.disputed_at:
            lines.append(f"{form['paper_disputed']}: {name}.")
    return lines


def _dissents(facts: Facts, item: AgendaItem, language: str) -> list[Dissent]:
    """In the member's own words, whatever language they were written in."""
    form = words(language)
    lines = []
    for opinion in facts.dissents.get(item.pk, []):
        entry = facts.entry(opinion.membership_id)
        if entry is not None:
            office = form["offices"][entry.office]
            lines.append(Dissent(short_name(entry, language), office, opinion.text))
    return lines


def _notes(facts: Facts, language: str) -> list[str]:
    form = words(language)
    past = [form["retrospective"]] if facts.meeting.retrospective else []
    return [*past, *(_late_change(change, language) for change in facts.late_changes)]


def _late_change(change: CompositionChange, language: str) -> str:
    """«Құрам отырыс қарсаңында өзгерді (72 сағат): тағайындау – Тұрсынов Д.Б.; № 12 бұйрық.»"""
    form = words(language)
    names = ", ".join(dict.fromkeys(line.short_name(language) for line in change.first_lines))
    when = dates.in_astana(change.decided_at) if change.decided_at else None
    facts = [
        f"{form['late_change']}: {change.get_kind_display()}",
        names,
        str(change.act),
        f"{form['confirmed']} {when:%d.%m.%Y %H:%M}" if when else "",
    ]
    return "; ".join(filter(None, facts)) + "."


def _clock(moment: datetime | None) -> str:
    return f"{dates.in_astana(moment):%H:%M}" if moment else ""
