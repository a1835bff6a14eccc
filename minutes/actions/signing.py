"""Two people, two increments of the same bytes (cl. 11, 21; REQ-40 to REQ-42, C25)."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from accounts.actions import notify
from accounts.models import User
from bodies.rules.procedure import SignMethod as Rule
from meetings.models import AgendaItem, Meeting
from meetings.states import OutcomeKind
from minutes.actions.copying import address_copies
from minutes.actions.rendering import PDF, facts_of, file_name, require_pages
from minutes.documents import fields, portal_key, trusted_time
from minutes.documents.fields import Stamp
from minutes.documents.recipients import receives_copies
from minutes.documents.signers import Slot, slots
from minutes.documents.trusted_time import TimeService
from minutes.documents.wording import words
from minutes.errors import (
    FileDamaged,
    IllegalTransition,
    NotASigner,
    NotConfirmed,
    QualifiedRefused,
    ServiceSilent,
)
from minutes.models import Decision, Minutes, Signature
from minutes.states import MinutesState, SignMethod
from records.actions import store_bytes
from records.models import StoredFile

logger = logging.getLogger(__name__)

TRIES = 3
SHORT_HASH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one signature is given: its columns, what the journal and the stamp say of it (C25)."""

    method: SignMethod = SignMethod.IN_SYSTEM
    columns: dict[str, Any] = field(default_factory=dict)
    journal: dict[str, str] = field(default_factory=dict)
    how: str = "signed"
    on: date | None = None
    note: str = ""


def sign(
    minutes: Minutes, *, by: User, at: datetime, password_confirmed: bool, second_factor: str = ""
) -> Signature:
    """Put one person's signature under the frozen bytes; the last one brings the minutes into force.

    `second_factor` says in the journal by what else the person proved themselves.

    Raises NotConfirmed without the password, NotASigner for anybody but the meeting's own signers
    and for a second signature of one person, QualifiedRefused where the body's rules want a
    personal digital signature, IllegalTransition when there is nothing to sign, FileDamaged when
    the stored bytes are no longer those that were frozen.
    """
    if not password_confirmed:
        raise NotConfirmed(_("Enter your password to sign."))
    minutes.refresh_from_db()
    require_slot(minutes, by)
    if rule(minutes) is Rule.EDS:
        raise QualifiedRefused(
            _("By this body's rules the minutes are signed with a personal digital signature."),
            clause=minutes.meeting.body.minutes_clause,
        )
    return put(minutes, Way(journal=proof(second_factor)), signer=by, by=by, at=at)


def put(minutes: Minutes, way: Way, *, signer: User, by: User, at: datetime) -> Signature:
    """Make the increment and keep it.

    The visible increment is made before any lock is taken (half a second) and kept only if nobody
    has signed or returned the minutes meanwhile; otherwise it is made again on the newer bytes.
    """
    clock = trusted_time.clock()
    for _try in range(TRIES):
        minutes.refresh_from_db()
        slot = require_slot(minutes, signer)
        below = minutes.pdf
        assert below is not None  # noqa: S101 - a constraint holds it in these states
        stamp = _stamp(minutes, slot, way, at, trusted=clock is not None)
        data = increment(frozen(below), stamp, clock)
        signature = _keep(minutes, slot, way, data, below=below, by=by, at=at)
        if signature is not None:
            return signature
    raise IllegalTransition(_("Somebody else is signing at this moment. Try again."))


def rule(minutes: Minutes) -> Rule:
    """What the body's rules say a signature is (C25)."""
    return minutes.meeting.procedure().sign_method


def proof(second_factor: str) -> dict[str, str]:
    """What the journal says beside the password."""
    return {"second_factor": second_factor} if second_factor else {}


def increment(below: bytes, stamp: Stamp, clock: TimeService | None) -> bytes:
    """Raises ServiceSilent: without its trusted time a signature is not made."""
    try:
        return fields.sign(below, stamp, key=portal_key.signer(), clock=clock)
    except (OSError, TimestampRequestError, ValueError) as error:
        if clock is None:
            raise
        logger.exception("The time-stamping service does not answer")
        raise ServiceSilent(
            _("The time-stamping service does not answer. Nothing was signed; try again later.")
        ) from error


def frozen(file: StoredFile) -> bytes:
    """The stored bytes, as long as they are still the ones whose hash was recorded."""
    try:
        data = file.read()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise FileDamaged(
            _(
                "The stored file is not the one that was frozen, so it cannot be signed. "
                "Tell the administrator."
            )
        )
    return data


def require_slot(minutes: Minutes, by: User) -> Slot:
    """The place `by` signs in now, or the refusal (REQ-40, REQ-41)."""
    clause = minutes.meeting.body.minutes_clause
    if minutes.is_signed:
        raise IllegalTransition(_("These minutes already carry both signatures."), clause=clause)
    require_pages(minutes)
    minutes.require(MinutesState.READY, MinutesState.PARTLY_SIGNED)
    own = [one for one in slots(minutes.meeting) if one.entry.membership.user_id == by.pk]
    if not own:
        raise NotASigner(not_a_signer(minutes.meeting), clause=clause)
    if minutes.signatures.filter(version=minutes.version, signer=by).exists():
        raise NotASigner(
            _("You have signed already; the other signature is another person's."), clause=clause
        )
    return own[0]


def not_a_signer(meeting: Meeting) -> str:
    """What everybody but the signers is told (REQ-40, REQ-41)."""
    if meeting.body.is_council:
        return _("Only the presiding person and the secretary sign.")
    return _("This association's chair and secretary sign the minutes.")


def _stamp(minutes: Minutes, slot: Slot, way: Way, at: datetime, *, trusted: bool) -> Stamp:
    return Stamp(
        field=slot.role.value,
        name=slot.entry.membership.user.signature_name("kk"),
        role=words("kk")["signs"][slot.role.value],
        at=at,
        fingerprint=minutes.document_hash,
        how=way.how,
        on=way.on,
        note=way.note,
        trusted=trusted,
    )


@transaction.atomic
def _keep(
    minutes: Minutes, slot: Slot, way: Way, data: bytes, *, below: StoredFile, by: User,
    at: datetime,
) -> Signature | None:  # fmt: skip
    """Store the increment; None when the bytes below are no longer the newest."""
    version = minutes.version
    minutes.meeting.lock()
    minutes.lock()
    if minutes.pdf_id != below.pk or minutes.version != version:
        return None
    stored = store_bytes(data, name=file_name(minutes), media_type=PDF, by=by)
    signature = Signature.objects.create(
        minutes=minutes, version=version, role=slot.role, signer=slot.entry.membership.user,
        membership=slot.entry.membership, for_chair=slot.for_chair, signed_at=at,
        stamped_at=trusted_time.stamped_at(data, field=slot.role.value),
        document_hash=minutes.document_hash, pdf=stored, method=way.method, **way.columns,
    )  # fmt: skip
    minutes.pdf = stored
    given = set(minutes.signatures.filter(version=version).values_list("role", flat=True))
    complete = {one.role.value for one in slots(minutes.meeting)} <= given
    facts = {
        "role": slot.role.value, "version": version, "document": minutes.document_hash,
        "below": below.sha256, "pdf": stored.sha256,
    } | way.journal  # fmt: skip
    if complete:
        minutes.signed_at = at
        minutes.advance(MinutesState.SIGNED, kind="minutes_signed", by=by, at=at, **facts)
        _bring_into_force(minutes, by=by, at=at)
    else:
        minutes.advance(MinutesState.PARTLY_SIGNED, kind="minutes_signature", by=by, at=at, **facts)
    return signature


def _bring_into_force(minutes: Minutes, *, by: User, at: datetime) -> None:
    """Number what was adopted («4/3»), tell the members, send an association's copies (cl. 22)."""
    meeting = minutes.meeting
    items = AgendaItem.objects.filter(meeting=meeting).on_agenda().with_votes()
    Decision.objects.bulk_create(
        Decision.numbered(item, minutes=minutes, number=f"{minutes.number_text}/{place}")
        for place, item in enumerate(items.in_order(), start=1)
        if item.vote is not None and item.vote.outcome == OutcomeKind.ADOPTED
    )
    members = User.objects.filter(memberships__roll_entries__meeting=meeting).distinct()
    notify(
        recipients=members,
        kind="minutes_signed",
        params=facts_of(minutes),
        path=minutes.get_absolute_url(),
    )
    if receives_copies(meeting):
        address_copies(minutes, by=by, at=at)
