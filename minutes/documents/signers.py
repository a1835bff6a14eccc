"""Whose signatures the minutes need: a question to the meeting's roll, not to today's offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bodies.rules.procedure import Procedure, Signer
from meetings.models import Meeting, RollEntry
from minutes.states import SignerRole


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a signature. `for_chair`: the deputy who presided signs for the chair (C8)."""

    role: SignerRole
    entry: RollEntry
    for_chair: bool = False


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
