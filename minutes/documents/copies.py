"""Copies as screens show them: where each stands, and what proves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Notification, User
from minutes.models import Copy, Receipt, Sending
from minutes.states import CopyState, ReceiptKind, SendingGround

TAGS = {
    CopyState.UNREACHED: "bad",
    CopyState.SENT: "idle",
    CopyState.DELIVERED: "now",
    CopyState.OPENED: "now",
    CopyState.ACKNOWLEDGED: "ok",
    CopyState.ON_PAPER: "ok",
}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of one sending, and how it fared."""

    sending: Sending
    person: User
    notification: Notification

    @property
    def says(self) -> str:
        """Delivered when, or why not, or that it waits."""
        letter = self.notification
        if letter.failure:
            return letter.get_failure_display()
        if letter.delivered_at is None:
            return _("waits in the outbox")
        return _("delivered")

    @property
    def delivered_at(self) -> datetime | None:
        """When the mail server took it."""
        return self.notification.delivered_at


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy with everything that proves what became of it. `copy` comes `with_facts`."""

    copy: Copy
    day: date

    @property
    def name(self) -> str:
        """To whom."""
        return self.copy.name()

    @property
    def sendings(self) -> list[Sending]:
        """In order."""
        return sorted(self.copy.sendings.all(), key=lambda sending: sending.number)

    @property
    def letters(self) -> list[LetterLine]:
        """Every letter of every sending."""
        return [
            LetterLine(sending, letter.recipient, letter.notification)
            for sending in self.sendings
            for letter in sorted(sending.letters.all(), key=lambda letter: letter.pk)
        ]

    @property
    def reminders(self) -> int:
        """How many times it was reminded of."""
        return sum(one.ground == SendingGround.REMINDER for one in self.sendings)

    @property
    def opened(self) -> Receipt | None:
        """Who looked first, and when."""
        return self._receipt(ReceiptKind.OPENED)

    @property
    def acknowledged(self) -> Receipt | None:
        """Who acknowledged it, and when."""
        return self._receipt(ReceiptKind.ACKNOWLEDGED)

    @property
    def on_paper(self) -> Receipt | None:
        """How it was handed over."""
        return self._receipt(ReceiptKind.ON_PAPER)

    @property
    def state(self) -> CopyState:
        """The furthest it has come."""
        for kind in (ReceiptKind.ACKNOWLEDGED, ReceiptKind.ON_PAPER, ReceiptKind.OPENED):
            if self._receipt(kind):
                return CopyState(kind.value)
        fates = [line.notification for line in self.letters]
        if any(letter.delivered_at for letter in fates):
            return CopyState.DELIVERED
        waits = any(not letter.failure for letter in fates)
        return CopyState.SENT if waits else CopyState.UNREACHED

    @property
    def tag(self) -> str:
        """How it is drawn."""
        return TAGS[self.state]

    @property
    def settled(self) -> bool:
        """Acknowledged, or handed over on paper."""
        return self.state in {CopyState.ACKNOWLEDGED, CopyState.ON_PAPER}

    @property
    def late(self) -> bool:
        """Outstanding after the day on which its receipt was due."""
        return not self.settled and self.copy.is_late(self.day)

    def _receipt(self, kind: ReceiptKind) -> Receipt | None:
        return next((one for one in self.copy.receipts.all() if one.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many copies there are and how many have arrived."""

    lines: list[CopyLine]

    @property
    def settled(self) -> int:
        """Acknowledged, or handed over on paper."""
        return sum(line.settled for line in self.lines)

    @property
    def unreached(self) -> int:
        """Of which nobody could be told."""
        return sum(line.state == CopyState.UNREACHED for line in self.lines)

    @property
    def late(self) -> int:
        """Overdue."""
        return sum(line.late for line in self.lines)


def lines(copies: Iterable[Copy], now: datetime) -> list[CopyLine]:
    """A line for each."""
    return [CopyLine(copy, timezone.localdate(now)) for copy in copies]


def tally(minutes_pk: int, now: datetime) -> Tally:
    """The copies of one minutes, the authorised body's first. Eight queries at most."""
    copies = Copy.objects.filter(minutes=minutes_pk).with_facts().in_order()
    return Tally(lines(copies, now))
