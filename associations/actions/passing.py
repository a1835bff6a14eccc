"""What a section adopts is a proposal to its association, never its decision (cl. 16, C17)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from associations.actions.permit import require_clerk
from associations.errors import SectionRefused
from associations.models import PassedProposal
from bodies.models import BodyKind
from meetings.actions import receive_item
from meetings.actions.agenda import ItemFields
from meetings.models import AgendaItem, ItemFunction, Meeting
from minutes.models import in_force

if TYPE_CHECKING:
    from accounts.models import User

FUNCTION = "16"
CARRIED = ("title_kk", "title_ru", "title_en", "resolution_kk", "resolution_ru", "resolution_en",
           "speaker")  # fmt: skip


@transaction.atomic
def pass_to_association(
    item: AgendaItem, *, meeting: Meeting, by: User, at: datetime
) -> PassedProposal:
    """Put what the section has adopted before its association, as a proposal to its agenda.

    By the section's secretary; a second click finds the one there is. Raises NotPermitted,
    AgendaClosed, SectionRefused unless the section's minutes on it are signed.
    """
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    body = item.meeting.body
    if body.kind != BodyKind.SECTION:
        raise SectionRefused(_("Only sections put proposals to their association."), clause="16")
    require_clerk(body, by=by, at=at)
    if (passed := PassedProposal.objects.filter(item=item).first()) is not None:
        return passed
    if not in_force(item):
        raise SectionRefused(
            _("The section has not adopted this proposal, or its minutes are not signed."),
            clause="16",
        )
    if meeting.body_id != body.parent_id:
        raise SectionRefused(
            _("A section puts proposals to its own association only."), clause="16"
        )
    words: ItemFields = {name: getattr(item, name) for name in CARRIED}  # type: ignore[assignment]
    words["title_kk"] = words["title_kk"] or item.title("kk")
    words["function"] = item.function or ItemFunction.objects.filter(code=FUNCTION).first()
    received = receive_item(meeting, by=by, at=at, **words)
    return PassedProposal.objects.create(item=item, received=received, by=by, at=at)
