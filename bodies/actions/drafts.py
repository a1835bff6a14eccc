"""What a change of composition says, before it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.models import User
from bodies.models import (
    Body,
    ChangeLine,
    CompositionChange,
    LineVerb,
    Membership,
    Office,
    Organisation,
)
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person takes a seat. `person` holds the fields of somebody the portal does not know."""

    user: User | None = None
    person: dict[str, Any] = field(default_factory=dict)
    office: str = Office.MEMBER
    voting: bool | None = None
    category: str = ""
    represents: Organisation | None = None
    ends_on: date | None = None

    def line(self, body: Body) -> ChangeLine:
        """The Council's secretary does not vote unless said otherwise, others do (C7)."""
        voting = self.voting
        if voting is None:
            voting = not (body.is_council and self.office == Office.SECRETARY)
        return ChangeLine(
            verb=LineVerb.SEAT, user=self.user, person=self.person, office=self.office,
            voting=voting, category=self.category, represents=self.represents,
            ends_on=self.ends_on,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A seat is left, for the reason that `exit` names."""

    membership: Membership
    exit: str

    def line(self, body: Body) -> ChangeLine:
        """With the office that becomes vacant, to be read without the seat."""
        seat = self.membership
        return ChangeLine(
            verb=LineVerb.END, membership=seat, user=seat.user, office=seat.office,
            voting=seat.voting, category=seat.category, represents=seat.represents, exit=self.exit,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One change of one body: who leaves, who comes, from which day, by which act.

    The act need not be recorded yet; it is saved together with the change, and with `upload`, its
    file, where there is one.
    """

    body: Body
    kind: str
    act: LegalAct | None
    effective_on: date
    ends: Sequence[End] = ()
    seats: Sequence[Seat] = ()
    reason: str = ""
    upload: File | None = None

    def lines(self, body: Body) -> Iterable[ChangeLine]:
        """Seats are left before they are taken."""
        drafted = [
            *(end.line(body) for end in self.ends),
            *(seat.line(body) for seat in self.seats),
        ]
        for position, line in enumerate(drafted, start=1):
            line.position = position
            yield line

    def change(self, body: Body, act: LegalAct) -> CompositionChange:
        """The change without its lines, not saved."""
        return CompositionChange(
            body=body, kind=self.kind, act=act, reason=self.reason, effective_on=self.effective_on
        )
