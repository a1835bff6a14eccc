"""A signature given on paper, recorded with its scan (C25; cl. 11, 21).

Whoever records it is nobody whose own signature the minutes need beside it, and at least one signer
signs in the portal: so no one person can bring minutes into force alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.models import User
from bodies.rules.procedure import SignMethod as Rule
from minutes.actions.permit import drafter
from minutes.actions.rendering import facts_of
from minutes.actions.signing import Way, put, require_slot, rule
from minutes.documents.signers import slots
from minutes.documents.wording import words
from minutes.errors import NotRecorded
from minutes.models import Minutes, Signature
from minutes.states import SignMethod

if TYPE_CHECKING:
    from records.models import StoredFile


def record_paper_signature(
    minutes: Minutes, *, signer: User, signed_on: date, scan: StoredFile | None, by: User,
    at: datetime,
) -> Signature:  # fmt: skip
    """Record that `signer` signed these pages on paper on `signed_on`; the signer is told at once.

    The signer may return the minutes to the draft while another signature is missing, which makes
    this one void. Raises NotPermitted, NotASigner, NotRecorded, IllegalTransition, FileDamaged.
    """
    drafter(by, minutes.meeting, at)
    if minutes.signatures.filter(version=minutes.version, signer=signer).exists():
        raise _refused(minutes, _("This person's signature stands there already."))
    require_slot(minutes, signer)
    _require_recordable(minutes, signer, by)
    _require_day(minutes, signed_on, at)
    if scan is None:
        raise _refused(minutes, _("Attach the scan of the signed pages."))
    form = words("kk")
    way = Way(
        method=SignMethod.ON_PAPER,
        columns={"scan": scan, "signed_on": signed_on, "entered_by": by},
        journal={"method": "on_paper", "scan": scan.sha256, "signed_on": signed_on.isoformat()},
        how="signed_on_paper",
        on=signed_on,
        note=f"{form['entered_by']} {by.signature_name('kk')}",
    )
    signature = put(minutes, way, signer=signer, by=by, at=at)
    notify(
        recipients=[signer],
        kind="paper_signature_recorded",
        params=facts_of(minutes) | {"signed_on": signed_on.isoformat()},
        path=minutes.get_absolute_url(),
    )
    return signature


def may_be_on_paper(minutes: Minutes) -> bool:
    """Whether the body's rules know signatures on paper."""
    return rule(minutes) is Rule.SCAN


def _require_recordable(minutes: Minutes, signer: User, by: User) -> None:
    if not may_be_on_paper(minutes):
        raise _refused(minutes, _("By this body's rules minutes are not signed on paper."))
    others = {slot.entry.membership.user_id for slot in slots(minutes.meeting)} - {signer.pk}
    if by.pk in others:
        raise _refused(
            minutes,
            _("Whoever signs these minutes does not record another person's signature on paper."),
        )
    elsewhere = minutes.signatures.filter(version=minutes.version)
    in_portal = elsewhere.exclude(method=SignMethod.ON_PAPER)
    if elsewhere.exists() and not in_portal.exists() and len(others) == elsewhere.count():
        raise _refused(minutes, _("At least one of the signers signs in the portal."))


def _require_day(minutes: Minutes, signed_on: date, at: datetime) -> None:
    frozen = minutes.frozen_at
    first = timezone.localdate(frozen) if frozen else signed_on
    if not first <= signed_on <= timezone.localdate(at):
        raise _refused(
            minutes, _("The paper is signed after the minutes were frozen and not after today.")
        )


def _refused(minutes: Minutes, text: str) -> NotRecorded:
    return NotRecorded(text, clause=minutes.meeting.body.minutes_clause)
