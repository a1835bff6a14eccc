"""Addressing and sending copies of an association's decisions (cl. 22; REQ-43, C20).

Everything is written in the transaction of the act that causes it, the letters into the outbox too:
what was rolled back was never sent. However often an act is retried, a recipient has one copy, and
one letter about each sending.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.models import User
from bodies.models import Organisation
from meetings.models import AgendaItem
from minutes.actions.extracts import draw_extract
from minutes.actions.permit import sender
from minutes.actions.rendering import facts_of
from minutes.documents.recipients import MINISTRY, Recipient, missing, readers, receives_copies
from minutes.errors import CopyRefused
from minutes.models import Copy, CopyLetter, Minutes, Receipt, Sending
from minutes.states import CopyGround, ReceiptKind, SendingGround
from records.actions import store_file
from records.models import Authority

CLAUSE = "22"
MOST_REMINDERS = 3
LETTERS = {
    SendingGround.SIGNED: "copy_sent",
    SendingGround.AGAIN: "copy_sent",
    SendingGround.REMINDER: "copy_reminder",
}


@transaction.atomic
def address_copies(minutes: Minutes, *, by: User, at: datetime) -> list[Copy]:
    """Address and send whatever clause 22 asks for and is not addressed yet; returns those.

    Comes with the second signature, by itself. A further call addresses what is still missing,
    usually nothing. Raises CopyRefused before both signatures and for other bodies.
    """
    _lock(minutes)
    require_signed(minutes)
    Authority.objects.get_or_create(key=MINISTRY)
    copies = [_address(minutes, one, by=by, at=at) for one in missing(minutes)]
    if copies:
        minutes.meeting.record(
            "copies_addressed", by=by, at=at, minutes=minutes.pk, copies=[_told(c) for c in copies]
        )
        _send(copies, ground=SendingGround.SIGNED, by=by, at=at)
        order_extracts(minutes, at=at)
    return copies


@transaction.atomic
def add_recipient(minutes: Minutes, *, recipient: Organisation, by: User, at: datetime) -> Copy:
    """Address a copy to one more organisation; one that has a copy keeps it, nothing is sent.

    Raises NotPermitted for anybody but the secretary, CopyRefused before both signatures.
    """
    _lock(minutes)
    sender(by, minutes.meeting, at)
    require_signed(minutes)
    found = minutes.copies.filter(organisation=recipient).first()
    if found is not None:
        return found
    copy = _address(minutes, Recipient(CopyGround.ADDED, organisation=recipient), by=by, at=at)
    minutes.meeting.record("copy_added", by=by, at=at, minutes=minutes.pk, **_told(copy))
    _send([copy], ground=SendingGround.SIGNED, by=by, at=at)
    return copy


@transaction.atomic
def send_again(copy: Copy, *, seen: int, by: User, at: datetime) -> bool:
    """Write to the recipient's people again; `seen` is how many sendings stood on the screen.

    False, and nothing sent, when it has been sent since (a second click). Raises NotPermitted, and
    CopyRefused when its receipt is known already or nobody reads for the recipient.
    """
    minutes = copy.minutes
    _lock(minutes)
    sender(by, minutes.meeting, at)
    if copy.sendings.count() != seen:
        return False
    if _settled(copy):
        raise CopyRefused(_("The receipt of this copy is recorded already."), clause=CLAUSE)
    if not readers([copy], timezone.localdate(at))[copy.pk]:
        raise CopyRefused(
            _("Nobody reads for this recipient in the portal: hand the copy over on paper."),
            clause=CLAUSE,
        )
    _send([copy], ground=SendingGround.AGAIN, by=by, at=at)
    minutes.meeting.record("copy_sent_again", by=by, at=at, minutes=minutes.pk, **_told(copy))
    return True


@transaction.atomic
def hand_over(copy: Copy, *, note: str, scan: File | None, by: User, at: datetime) -> Receipt:
    """Record that the copy was handed over on paper, with a scan or a note; once.

    Raises NotPermitted, CopyRefused without anything to show for it or when the recipient has
    acknowledged it in the portal, FileRefused.
    """
    minutes = copy.minutes
    _lock(minutes)
    sender(by, minutes.meeting, at)
    given = {receipt.kind: receipt for receipt in copy.receipts.all()}
    if ReceiptKind.ON_PAPER in given:
        return given[ReceiptKind.ON_PAPER]
    if ReceiptKind.ACKNOWLEDGED in given:
        raise CopyRefused(_("The receipt of this copy is recorded already."), clause=CLAUSE)
    if not (note.strip() or scan):
        raise CopyRefused(
            _("Attach the scan, or say to whom and how it was handed over."), clause=CLAUSE
        )
    file = store_file(scan, by=by) if scan else None
    receipt = Receipt.objects.create(
        copy=copy, kind=ReceiptKind.ON_PAPER, by=by, at=at, note=note.strip(), file=file
    )
    minutes.meeting.record(
        "copy_handed_over", by=by, at=at, minutes=minutes.pk, note=receipt.note,
        sha256=file.sha256 if file else "", **_told(copy),
    )  # fmt: skip
    return receipt


@transaction.atomic
def remind(copy: Copy, *, at: datetime) -> bool:
    """Remind the recipient of a copy whose receipt is overdue; at most three times.

    Between two letters lie as many days as there were before the first reminder. Run twice it
    writes once. By itself, nobody's act.
    """
    minutes = copy.minutes
    _lock(minutes)
    sendings = list(copy.sendings.order_by("number"))
    reminders = sum(one.ground == SendingGround.REMINDER for one in sendings)
    term = timedelta(days=max(1, minutes.meeting.procedure().copies_days))
    fresh = sendings and sendings[-1].at > at - term
    day = timezone.localdate(at)
    if not copy.is_late(day) or fresh or reminders >= MOST_REMINDERS or _settled(copy):
        return False
    if not readers([copy], day)[copy.pk]:
        return False
    _send([copy], ground=SendingGround.REMINDER, by=None, at=at)
    minutes.meeting.record("copy_reminded", by=None, at=at, minutes=minutes.pk, **_told(copy))
    return True


def require_signed(minutes: Minutes) -> None:
    """Raise CopyRefused unless there is a decision of an association to send (REQ-43)."""
    if not receives_copies(minutes.meeting):
        raise CopyRefused(_("Copies are sent of an association's decisions only."), clause=CLAUSE)
    if not minutes.is_signed:
        raise CopyRefused(_("Copies are sent only after both signatures."), clause=CLAUSE)


def order_extracts(minutes: Minutes, *, at: datetime) -> None:
    """Order the extract on every decision: certified by the meeting's secretary, drawn once."""
    clerk = minutes.meeting.secretary
    if clerk is None:
        return
    for item in AgendaItem.objects.filter(decision__minutes=minutes, extracts=None).in_order():
        draw_extract(item, by=clerk, at=at)


def _lock(minutes: Minutes) -> None:
    minutes.meeting.lock()
    minutes.lock()


def _address(minutes: Minutes, to: Recipient, *, by: User, at: datetime) -> Copy:
    due = timezone.localdate(at) + timedelta(days=minutes.meeting.procedure().copies_days)
    return Copy.objects.create(
        minutes=minutes, authority=to.authority, organisation=to.organisation, ground=to.ground,
        addressed_by=by, addressed_at=at, due_on=due,
    )  # fmt: skip


def _send(copies: Iterable[Copy], *, ground: SendingGround, by: User | None, at: datetime) -> None:
    """One sending of each: a line, and a letter for everybody who reads for the recipient."""
    listed = list(copies)
    people = readers(listed, timezone.localdate(at))
    for copy in listed:
        number = copy.sendings.count() + 1
        sending = Sending.objects.create(copy=copy, number=number, ground=ground, by=by, at=at)
        written = notify(
            recipients=people[copy.pk], kind=LETTERS[ground], params=_facts(copy),
            path=copy.get_absolute_url(),
        )  # fmt: skip
        CopyLetter.objects.bulk_create(
            CopyLetter(sending=sending, recipient_id=letter.recipient_id, notification=letter)
            for letter in written
        )


def _settled(copy: Copy) -> bool:
    done = [ReceiptKind.ACKNOWLEDGED, ReceiptKind.ON_PAPER]
    return copy.receipts.filter(kind__in=done).exists()


def _told(copy: Copy) -> dict[str, Any]:
    """How the journal names a copy."""
    return {
        "copy": copy.pk, "ground": copy.ground, "authority": copy.authority_id,
        "organisation": copy.organisation_id,
    }  # fmt: skip


def _facts(copy: Copy) -> dict[str, object]:
    names = {language: copy.name(language) for language in ("kk", "ru", "en")}
    return facts_of(copy.minutes) | {"to": names, "due": copy.due_on.isoformat()}
