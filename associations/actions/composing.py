"""Who sits in a section: decided by the association alone (cl. 16; REQ-49)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from associations.documents.decisions import act_of
from associations.errors import SectionRefused
from associations.models import CompositionDecision, Section
from bodies.actions import Draft, End, Seat, propose
from bodies.models import ChangeKind, CompositionChange, ExitKind, Membership
from meetings.models import AgendaItem
from minutes.models import in_force

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def compose_section(
    section: Section,
    *,
    decision: AgendaItem | None,
    seats: Sequence[Seat],
    effective_on: date,
    by: User,
    at: datetime,
) -> CompositionChange:
    """Propose the whole composition that the association has decided; its chair confirms it.

    Whoever sits and is not named leaves; whoever is named for another office changes it. The
    change rests on `decision`, an adopted item of the association in force (REQ-49), which it
    points to. Raises SectionRefused, and what `bodies.actions.propose` does.
    """
    deciding = _decision(section, decision)
    _require_from_association(section, seats, effective_on)
    ends, new = _difference(section, seats, effective_on)
    change = propose(
        Draft(
            body=section.body, kind=ChangeKind.SECTION, act=act_of(deciding),
            effective_on=effective_on, ends=ends, seats=new,
        ),
        by=by, at=at,
    )  # fmt: skip
    CompositionDecision.objects.create(change=change, item=deciding)
    return change


def _decision(section: Section, decision: AgendaItem | None) -> AgendaItem:
    """REQ-49: one of the section's own association, adopted and in force."""
    own = decision is not None and decision.meeting.body_id == section.association_id
    if decision is None or not own or not in_force(decision):
        raise SectionRefused(
            _("Section composition is approved by the association's own decision."), clause="16"
        )
    return decision


def _require_from_association(section: Section, seats: Sequence[Seat], on: date) -> None:
    """Members come from the association unless its rules of procedure say otherwise (REQ-49)."""
    body = section.association.body
    if not body.procedure_on(on).section_members_from_association:
        return
    members = Membership.objects.on(on).filter(body=body).values_list("user", flat=True)
    inside = set(members)
    for seat in seats:
        if seat.user is None or seat.user.pk not in inside:
            name = seat.user.full_name() if seat.user else seat.person.get("email", "")
            raise SectionRefused(
                _("Members of a section come from the association: %(name)s does not sit in it.")
                % {"name": name},
                clause="16",
            )


def _difference(section: Section, seats: Sequence[Seat], on: date) -> tuple[list[End], list[Seat]]:
    """What has to end and to begin so that these seats are the composition."""
    wanted = {seat.user.pk: seat for seat in seats if seat.user is not None}
    ends, staying = [], set()
    for sitting in Membership.objects.standing().filter(body=section.body).exclude(ends_on__lt=on):
        seat = wanted.get(sitting.user_id)
        if seat is not None and seat.office == sitting.office:
            staying.add(sitting.user_id)
            continue
        left = ExitKind.SECTION_DECISION if seat is None else ExitKind.HANDOVER
        ends.append(End(membership=sitting, exit=left))
    new = [seat for seat in seats if seat.user is None or seat.user.pk not in staying]
    if not ends and not new:
        raise SectionRefused(_("The section is composed like this already."), clause="16")
    return ends, new
