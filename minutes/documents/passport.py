"""The passport of a decision: its whole way, from the agenda to the end of its execution.

Journal entries tell what leaves no row of its own; everything else is read from its rows, so that
meetings recorded afterwards have a passport too. A constant number of queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from meetings.documents.explanation import outcome_sentences
from meetings.models import AgendaConsent, AgendaItem, Meeting, RollEntry, Vote
from meetings.states import Answer, VoteState
from minutes.documents.marking import touching
from minutes.models import CorrectedText, Decision, Execution, ExecutionEvent, Extract, Minutes
from minutes.states import ExecutionAct
from records.models import JournalEntry

OF_THE_ITEM = ("item_proposed", "item_added", "item_included", "item_reworded")
OF_THE_MEETING = (
    "agenda_sent_for_consent", "agenda_approved", "meeting_opened", "meeting_closed",
    "minutes_returned",
)  # fmt: skip
KINDS = {
    ExecutionAct.RETURNED: "later",
    ExecutionAct.EXTENDED: "later",
    ExecutionAct.CANCELLED: "bad",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A document that belongs to an event."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """One step: what, when, by whom, with which documents."""

    title: str
    moment: datetime
    who: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    kind: str = ""

    @property
    def at(self) -> str:
        """«2026 жылғы 30 қараша, 15:00»."""
        return dates.long_datetime(self.moment, (get_language() or "kk")[:2])


def passport(
    decision: Decision, *, whole: bool, meeting_seen: bool, copies_seen: bool
) -> list[Event]:
    """The events in order. `whole`: for readers of the minutes; else the execution alone.

    `meeting_seen`: the reader may open the meeting's own pages, so its materials are linked.
    `copies_seen`: the reader follows to whom copies went.
    """
    events = list(_execution(decision))
    if whole:
        item = decision.item
        events += [
            *_preparation(item.meeting, item),
            *_materials(item, linked=meeting_seen),
            *_votes(item),
            *_paper(decision.minutes),
            *_corrections(decision),
            *_extracts(decision),
            *_reviews(decision),
        ]
        if copies_seen:
            events += _copies(decision.minutes)
    return sorted(events, key=lambda event: event.moment)


def _preparation(meeting: Meeting, item: AgendaItem) -> Iterator[Event]:
    """From the proposal to the close of the meeting, as the body's journal has it."""
    entries = JournalEntry.objects.filter(
        stream=meeting.stream, kind__in=OF_THE_ITEM + OF_THE_MEETING, payload__meeting=meeting.pk
    )
    for entry in entries.select_related("actor").order_by("position"):
        if entry.kind in OF_THE_ITEM and entry.payload.get("item") != item.pk:
            continue
        text = str(entry.payload.get("reason", ""))
        if entry.kind == "agenda_approved" and not meeting.body.is_council:
            text = _consents(meeting)
        yield Event(entry.words, entry.at, _name(entry), text)


def _name(entry: JournalEntry) -> str:
    return entry.actor.short_name() if entry.actor else ""


def _consents(meeting: Meeting) -> str:
    """How many members had agreed to the agenda as it was approved (cl. 18)."""
    given = AgendaConsent.objects.filter(
        meeting=meeting, version=meeting.agenda_version, answer=Answer.CONSENT
    )
    return _("Members who agreed to the agenda: %(count)s.") % {"count": given.count()}


def _materials(item: AgendaItem, *, linked: bool) -> Iterator[Event]:
    for material in item.materials.select_related("file__uploaded_by").order_by("pk"):
        url = reverse("meetings:material_file", args=[material.pk]) if linked else ""
        by = material.file.uploaded_by
        yield Event(
            _("Material added"), material.added_at, by.short_name() if by else "",
            "" if linked else material.title, (Link(material.title, url),) if linked else (),
        )  # fmt: skip


def _votes(item: AgendaItem) -> Iterator[Event]:
    """Every vote taken on the item with its arithmetic; an annulled one says why."""
    for vote in item.votes.select_related("presiding__user").order_by("pk"):
        presiding = vote.presiding.user.short_name() if vote.presiding else ""
        if vote.opened_at:
            yield Event(_("Vote opened"), vote.opened_at, presiding)
        if vote.state == VoteState.ANNULLED and vote.annulled_at:
            yield Event(
                _("Vote annulled"), vote.annulled_at, presiding, vote.annul_reason, kind="bad"
            )
        elif vote.closed_at:
            yield Event(_("Vote closed"), vote.closed_at, presiding, _arithmetic(vote))


def _arithmetic(vote: Vote) -> str:
    outcome = vote.computed()
    if outcome is None:
        return ""
    entry = None
    if isinstance(outcome.casting, int):
        roll = RollEntry.objects.filter(meeting=vote.item.meeting_id, membership=outcome.casting)
        entry = roll.first()
    casting = entry.name() if entry else ""
    return " ".join(outcome_sentences(outcome, casting_name=casting))


def _paper(minutes: Minutes) -> Iterator[Event]:
    """The minutes and the signatures under them."""
    own = Link(str(minutes), minutes.get_absolute_url())
    if minutes.drawn_up_at:
        by = minutes.drawn_up_by
        yield Event(_("Minutes drawn up"), minutes.drawn_up_at, by.short_name() if by else "")
    if minutes.frozen_at:
        yield Event(_("Minutes sent for signing"), minutes.frozen_at, links=(own,))
    pdf = Link("PDF", reverse("minutes:minutes_pdf", args=[minutes.pk, "newest"]))
    for signature in minutes.signatures.of_version(minutes.version):
        says = f"{signature.get_role_display()} · {signature.get_method_display()}"
        yield Event(
            _("Signature under the minutes"), signature.signed_at, signature.signer.short_name(),
            says, (pdf,),
        )  # fmt: skip
    if minutes.is_signed and minutes.signed_at:
        yield Event(
            _("The decision is recorded in signed minutes"), minutes.signed_at, links=(own,)
        )


def _corrections(decision: Decision) -> Iterator[Event]:
    """Signed corrections of the words about the decision, or of the minutes as a whole."""
    told: dict[int, list[CorrectedText]] = {}
    for row in touching(decision.minutes, decision.item):
        told.setdefault(row.correction_id, []).append(row)
    for rows in told.values():
        correction = rows[0].correction
        assert correction.signed_at is not None  # noqa: S101 - the row is of a signed one
        said = "; ".join(f"«{row.printed}» → «{row.should_read}»" for row in rows)
        link = Link(str(correction), correction.get_absolute_url())
        yield Event(
            _("Signed minutes corrected"), correction.signed_at, text=said, links=(link,),
            kind="later",
        )  # fmt: skip


def _extracts(decision: Decision) -> Iterator[Event]:
    rows = Extract.objects.filter(item=decision.item_id).select_related("requested_by")
    for extract in rows:
        url = reverse("minutes:extract_pdf", args=[extract.pk])
        links = (Link("PDF", url),) if extract.file_id else ()
        yield Event(
            _("Extract certified by the secretary"), extract.requested_at,
            extract.requested_by.short_name(), links=links,
        )  # fmt: skip


def _copies(minutes: Minutes) -> Iterator[Event]:
    """To whom an association's decisions went, and when they arrived (cl. 22)."""
    rows = minutes.copies.select_related("organisation", "authority", "addressed_by")
    link = Link(_("Copies"), reverse("minutes:minutes_copies", args=[minutes.pk]))
    for copy in rows.prefetch_related("authority__names", "receipts__by").in_order():
        name, by = copy.name(), copy.addressed_by.short_name()
        yield Event(_("Copy addressed"), copy.addressed_at, by, name, (link,))
        for receipt in copy.receipts.all():
            said = f"{name}: {receipt.get_kind_display()}"
            yield Event(_("Copy received"), receipt.at, receipt.by.short_name(), said)


def _reviews(decision: Decision) -> Iterator[Event]:
    """What the ministry said of the decision, or of the minutes as a whole (cl. 7, 22)."""
    about = Q(decision=None) | Q(decision=decision)
    for review in decision.minutes.reviews.filter(about).select_related("by").order_by("pk"):
        said = " ".join(part for part in (f"{review.get_outcome_display()}.", review.text) if part)
        yield Event(_("Reviewed by the ministry"), review.at, review.by.short_name(), said)


def _execution(decision: Decision) -> Iterator[Event]:
    execution: Execution | None = getattr(decision, "execution", None)
    if execution is None:
        return
    for event in execution.events.in_sequence():
        yield Event(
            event.get_act_display(), event.at, event.by.short_name(), _said(event),
            tuple(_documents(event)), KINDS.get(ExecutionAct(event.act), ""),
        )  # fmt: skip


def _said(event: ExecutionEvent) -> str:
    """The responsible, the day and the words of an act, in one line."""
    parts = [", ".join(event.responsible)]
    if event.due_on:
        day = dates.long_date(event.due_on, (get_language() or "kk")[:2])
        parts.append(_("Due day: %(day)s.") % {"day": day})
    return " · ".join(part for part in [*parts, event.text] if part)


def _documents(event: ExecutionEvent) -> Iterator[Link]:
    for each in event.files.all():
        yield Link(each.file.name, reverse("minutes:execution_file", args=[each.pk]))
    if event.decision is not None:
        yield Link(str(event.decision), event.decision.get_absolute_url())
