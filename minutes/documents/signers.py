"""Whose signatures the minutes need: a question to the meeting's roll, not to today's offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bodies.models import Membership, Office
from bodies.rules.procedure import Procedure, Signer
from meetings.models import Meeting, RollEntry
from minutes.states import SignerRole


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a signature. `for_chair`: the deputy who presided signs for the chair (C8)."""

    role: SignerRole
    entry: RollEntry
    for_chair: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionSlot:
    """One place for a signature under a correction. `for_another`: in the same office, after them."""

    role: SignerRole
    membership: Membership
    for_another: bool = False


def correction_slots(meeting: Meeting, day: date) -> list[CorrectionSlot]:
    """Who signs a correction of this meeting's minutes on `day`, in the order of the boxes.

    Clauses 11 and 21 name offices. Whoever signed the minutes answers for their words and signs
    their correction as long as that seat lasts; afterwards whoever holds the office in the body that
    day does: the chair (the deputy while there is none) and the secretary. Nobody stands in two
    places, and one that nobody else can fill is left out: where the deputy who presided is gone and
    the chair signs already, chair and secretary are enough.
    """
    seats = list(meeting.body.memberships.on(day).select_related("user").order_by("pk"))
    signed = slots(meeting)
    own = {
        slot.role: seat for slot in signed for seat in seats if seat.pk == slot.entry.membership_id
    }
    taken = {seat.user_id for seat in own.values()}
    found = []
    for slot in signed:
        seat = own.get(slot.role) or _holder(slot.role, seats, taken)
        if seat is not None:
            taken.add(seat.user_id)
            another = seat.user_id != slot.entry.membership.user_id
            found.append(CorrectionSlot(slot.role, seat, for_another=another))
    return found


def _holder(role: SignerRole, seats: Sequence[Membership], taken: set[int]) -> Membership | None:
    """Whoever holds the office that signs in this place and signs nowhere else."""
    clerk = role is SignerRole.SECRETARY
    offices = [Office.SECRETARY] if clerk else [Office.CHAIR, Office.DEPUTY_CHAIR]
    free = [seat for seat in seats if seat.user_id not in taken]
    return next((seat for office in offices for seat in free if seat.office == office), None)


def slots(meeting: Meeting) -> list[Slot]:
    """Who is to sign, in the order of the boxes. One query."""
    roll = RollEntry.objects.filter(meeting=meeting).select_related("membership__user")
    return slots_of(meeting, list(roll.order_by("position")), meeting.procedure())


def slots_of(meeting: Meeting, roll: Sequence[RollEntry], procedure: Procedure) -> list[Slot]:
    """Whoever presided at the close and the secretary named at opening (cl. 11, 21; REQ-40, 41).

    An association's rules may ask for the chair instead of, or beside, the deputy who presided
    (C8); the Council's minutes are signed by the presiding person (cl. 11). A place that nobody on
    the roll can fill is left out.
    """
    policy = Signer.PRESIDING if meeting.body.is_council else procedure.signer
    found: list[tuple[SignerRole, RollEntry | None]] = []
    presiding = next((e for e in roll if e.membership_id == meeting.presiding_id), None)
    chair = next((entry for entry in roll if entry.office == "chair"), None)
    deputy_presided = presiding is not None and presiding.office != "chair"
    if policy is not Signer.CHAIR:
        found.append((SignerRole.PRESIDING, presiding))
    if policy is Signer.CHAIR or (policy is Signer.BOTH and deputy_presided):
        found.append((SignerRole.CHAIR, chair))
    found.append((SignerRole.SECRETARY, _clerk(meeting, roll)))
    acting = deputy_presided and not meeting.body.is_council
    return [
        Slot(role, entry, for_chair=acting and role is SignerRole.PRESIDING)
        for role, entry in found
        if entry is not None
    ]


def _clerk(meeting: Meeting, roll: Sequence[RollEntry]) -> RollEntry | None:
    own = [entry for entry in roll if entry.membership.user_id == meeting.secretary_id]
    return min(own, key=lambda entry: entry.office != "secretary", default=None)
