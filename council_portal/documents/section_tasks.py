"""What sections ask of secretaries: of the association, of the Council, of the section (cl. 16)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from associations.documents.passable import adopted_by
from associations.documents.progress import Progress, progress_of
from associations.models import SectionProposal
from associations.states import Stage
from bodies.models import BodyKind
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import LATER, SOON, Task


def section_tasks(standing: Standing) -> Iterable[Task]:
    """Of the bodies whose papers this person keeps. A constant number of queries."""
    kept = [body for body in standing.clerked if body.exists_on(standing.day)]
    by_kind = {kind: {b.pk for b in kept if b.kind == kind} for kind in BodyKind.values}
    own, councils = by_kind[BodyKind.ASSOCIATION], by_kind[BodyKind.COUNCIL]
    if own or councils:
        rows = SectionProposal.objects.open().with_items()
        reached = Q(association__in=own) | Q(association__body__parent__in=councils)
        for read in progress_of(rows.filter(reached).order_by("pk")):
            yield from _of_proposal(read, own=own, councils=councils)
    for adopted in adopted_by(by_kind[BodyKind.SECTION], only_waiting=True):
        yield Task(
            LATER, adopted.item.meeting.scheduled_for, _("Proposal to pass on to the association"),
            f"№ {adopted.number} · {adopted.item.title()}",
            reverse("associations:section_item_pass", args=[adopted.item.pk]), _("Pass on"),
        )  # fmt: skip


def _of_proposal(read: Progress, *, own: set[int], councils: set[int]) -> Iterable[Task]:
    proposal = read.proposal
    body = proposal.association.body
    asked: tuple[str, str] | None = None
    if read.stage == Stage.DRAFT and body.pk in own:
        asked = (_("Proposal of a section for the agenda"), _("Put on the agenda"))
    elif read.stage == Stage.APPROVED and body.pk in own:
        title = _("Section to close") if proposal.closes_id else _("Section to create")
        asked = (title, _("Look at it"))
    elif read.stage == Stage.PROPOSED and body.parent_id in councils:
        asked = (_("Section to put before the Council"), _("Put on the agenda"))
    if asked is not None:
        hint = f"{proposal.name()} · {body.short_name()}"
        url = proposal.get_absolute_url()
        yield Task(SOON, proposal.drawn_up_at, asked[0], hint, url, asked[1])
