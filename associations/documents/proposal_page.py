"""The page of a proposal: its two decisions, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from accounts.models import User
from associations.documents.progress import Progress, progress, progress_of
from associations.models import SectionProposal
from associations.states import Stage
from bodies.backends import verbs_on
from bodies.models import Body, BodyKind, ChangeState
from bodies.offices import Verb
from meetings.models import AgendaItem, Meeting
from meetings.querysets import MeetingQuerySet
from meetings.states import MeetingState
from minutes.models import Decision
from minutes.states import Fate

LOST = (Fate.REJECTED, Fate.NOT_ADOPTED)
OPEN = (MeetingState.DRAFT, MeetingState.CONSENT)
TAGS: dict[str, str] = {
    Stage.DRAFT: "idle", Stage.NOT_PROPOSED: "bad", Stage.REFUSED: "bad", Stage.APPROVED: "ok",
    Stage.DONE: "ok",
}  # fmt: skip


@dataclass(frozen=True)
class ProposalPage:
    """Everything the page shows, and what this person may do next."""

    read: Progress
    tag: str
    steps: list[dict[str, str]]
    events: list[dict[str, str]]
    turn: str
    edits: bool
    puts: bool
    submits: bool
    carries_out: bool

    @property
    def proposal(self) -> SectionProposal:
        """What the page is about."""
        return self.read.proposal


def proposal_page(proposal: SectionProposal, user: User, seen: MeetingQuerySet) -> ProposalPage:
    """The page as `user` may see it; `seen` are the meetings this person may open."""
    read = progress(proposal)
    proposal = read.proposal
    body, today = proposal.association.body, timezone.localdate()
    clerk = Verb.COMPOSE_AGENDA in verbs_on(user, body, today) and body.exists_on(today)
    council = body.parent
    council_clerk = council is not None and Verb.COMPOSE_AGENDA in verbs_on(user, council, today)
    draft = read.stage == Stage.DRAFT
    return ProposalPage(
        read=read,
        tag=TAGS.get(read.stage, "now"),
        steps=_steps(read),
        events=_events(read, seen),
        turn=turn(read),
        edits=clerk and draft and proposal.closes_id is None,
        puts=clerk and draft,
        submits=council_clerk and body.exists_on(today) and read.stage == Stage.PROPOSED,
        carries_out=clerk and read.stage == Stage.APPROVED,
    )


def turn(read: Progress) -> str:
    """Whose turn it is, in one sentence."""
    closing = read.proposal.closes_id is not None
    sentences: dict[str, str] = {
        Stage.DRAFT: _("Next: the association's secretary puts it on the association's agenda."),
        Stage.AT_ASSOCIATION: _("Next: the association votes."),
        Stage.UNSIGNED: _("Next: the association's minutes are signed by both signers."),
        Stage.PROPOSED: _("Next: the Council's secretary puts it on the Council's agenda."),
        Stage.AT_COUNCIL: _("Next: the Council votes."),
        Stage.COUNCIL_UNSIGNED: _("Next: the Council's minutes are signed by both signers."),
        Stage.APPROVED: _("Next: the association's secretary closes the section.")
        if closing
        else _("Next: the association's secretary creates the section."),
    }
    waits = read.proposal.closing
    if read.stage == Stage.DONE and waits is not None and waits.state == ChangeState.PROPOSED:
        return _("Next: the association's chair confirms the end of the seats.")
    return sentences.get(read.stage, "")


def meetings_to_choose(body: Body | None) -> list[Meeting]:
    """Meetings of the body whose agenda is still being composed, the soonest first."""
    if body is None:
        return []
    rows = Meeting.objects.of([body]).filter(state__in=OPEN, retrospective=False)
    return list(rows.soonest_first().select_related("body"))


def proposals_about(body: Body) -> list[Progress]:
    """What is open: an association's own proposals; at the Council, those before it or due to be."""
    rows = SectionProposal.objects.open().with_items().order_by("drawn_up_at")
    if body.kind == BodyKind.SECTION:
        return progress_of(rows.filter(closes=body.pk))
    if body.kind == BodyKind.ASSOCIATION:
        return progress_of(rows.of([body.pk]))
    due = (Stage.PROPOSED, Stage.AT_COUNCIL, Stage.COUNCIL_UNSIGNED)
    read = progress_of(rows.filter(association__body__parent=body, proposed_in__isnull=False))
    return [one for one in read if one.stage in due]


def _steps(read: Progress) -> list[dict[str, str]]:
    """Drafted, decided by the association, approved by the Council, carried out."""
    closing = read.proposal.closes_id is not None
    labels = [
        (_("Draft"), True, False),
        (_("Association's decision"), read.proposed is Fate.IN_FORCE,
         read.proposed in LOST),
        (_("Council's approval"), read.approved is Fate.IN_FORCE or not read.council_asked,
         read.approved in LOST),
        (_("Section closed") if closing else _("Section created"), read.proposal.done, False),
    ]  # fmt: skip
    steps, now = [], False
    for label, done, failed in labels:
        state = "failed" if failed else "done" if done and not now else "later" if now else "now"
        now = now or state in ("now", "failed")
        steps.append({"label": label, "state": state})
    return steps


def _events(read: Progress, seen: MeetingQuerySet) -> list[dict[str, str]]:
    proposal = read.proposal
    items = [item for item in (proposal.proposed_in, proposal.approved_in) if item is not None]
    open_to = set(
        seen.filter(pk__in=[item.meeting_id for item in items]).values_list("pk", flat=True)
    )
    numbers = dict(Decision.objects.filter(item__in=items).values_list("item", "number"))
    drafted = dates.short_date(timezone.localdate(proposal.drawn_up_at))
    events = [_event(_("Drafted"), drafted, who=proposal.drawn_up_by.short_name())]
    for item, title, fate in (
        (proposal.proposed_in, _("Decision of the association"), read.proposed),
        (proposal.approved_in, _("Decision of the Council"), read.approved),
    ):
        if item is not None:
            events.append(_decision(item, title, fate, open_to, numbers))
    if proposal.section is not None:
        body = proposal.section.body
        events.append(
            _event(_("The section begins"), dates.short_date(body.starts_on), text=body.name(),
                   url=body.get_absolute_url())
        )  # fmt: skip
    if proposal.closing is not None:
        change = proposal.closing
        events.append(
            _event(_("The section ends"), dates.short_date(change.last_day_before),
                   text=str(change.get_state_display()), url=change.get_absolute_url())
        )  # fmt: skip
    return events


def _decision(
    item: AgendaItem, title: str, fate: Fate, open_to: set[int], numbers: dict[int, str]
) -> dict[str, str]:
    words = {
        Fate.PENDING: _("On the agenda"),
        Fate.ADOPTED: _("Adopted; in force once the minutes are signed"),
        Fate.IN_FORCE: _("In force"),
        **dict.fromkeys(LOST, _("Not adopted")),
        Fate.NOTHING: _("Not decided: it may be put on another agenda"),
    }
    meeting = item.meeting
    facts = {"number": meeting.number}
    lines = [_("Meeting № %(number)s") % facts, words.get(fate, "")]
    if item.pk in numbers:
        lines.append(f"№ {numbers[item.pk]}")
    return _event(
        title, dates.short_date(meeting.day), who=meeting.body.short_name(),
        text=" · ".join(filter(None, lines)),
        url=meeting.get_absolute_url() if meeting.pk in open_to else "",
        kind="bad" if fate in LOST else "later" if fate is Fate.PENDING else "",
    )  # fmt: skip


def _event(title: str, at: str, **more: Any) -> dict[str, str]:
    return {"title": title, "at": at, **more}
