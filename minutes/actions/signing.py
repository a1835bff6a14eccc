"""Two people, two increments of the same bytes (cl. 11, 21; REQ-40 to REQ-42, C25)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.models import User
from meetings.models import AgendaItem
from meetings.states import OutcomeKind
from minutes.actions.copying import address_copies
from minutes.actions.rendering import PDF, facts_of, file_name, require_pages
from minutes.documents import fields, portal_key
from minutes.documents.fields import Stamp
from minutes.documents.recipients import receives_copies
from minutes.documents.signers import Slot, slots
from minutes.documents.wording import words
from minutes.errors import FileDamaged, IllegalTransition, NotASigner, NotConfirmed
from minutes.models import Decision, Minutes, Signature
from minutes.states import MinutesState
from records.actions import store_bytes
from records.models import StoredFile

TRIES = 3


def sign(
    minutes: Minutes, *, by: User, at: datetime, password_confirmed: bool, second_factor: str = ""
) -> Signature:
    """Put one person's signature under the frozen bytes; the last one brings the minutes into force.

    The visible increment is made before any lock is taken (half a second) and kept only if nobody
    has signed or returned the minutes meanwhile; otherwise it is made again on the newer bytes.

    `second_factor` says in the journal by what else the person proved themselves.

    Raises NotConfirmed without the password, NotASigner for anybody but the meeting's own signers
    and for a second signature of one person, IllegalTransition when there is nothing to sign,
    FileDamaged when the stored bytes are no longer those that were frozen.
    """
    if not password_confirmed:
        raise NotConfirmed(_("Enter your password to sign."))
    for _try in range(TRIES):
        minutes.refresh_from_db()
        slot = require_slot(minutes, by)
        below = minutes.pdf
        assert below is not None  # noqa: S101 - a constraint holds it in these states
        data = fields.sign(_frozen(below), _stamp(minutes, slot, at), key=portal_key.signer())
        proof = {"second_factor": second_factor} if second_factor else {}
        signature = _keep(minutes, slot, data, below=below, by=by, at=at, proof=proof)
        if signature is not None:
            return signature
    raise IllegalTransition(_("Somebody else is signing at this moment. Try again."))


def _frozen(file: StoredFile) -> bytes:
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
        raise NotASigner(_refusal(minutes), clause=clause)
    if minutes.signatures.filter(version=minutes.version, signer=by).exists():
        raise NotASigner(
            _("You have signed already; the other signature is another person's."), clause=clause
        )
    return own[0]


def _refusal(minutes: Minutes) -> str:
    if minutes.meeting.body.is_council:
        return _("Only the presiding person and the secretary sign.")
    return _("This association's chair and secretary sign the minutes.")


def _stamp(minutes: Minutes, slot: Slot, at: datetime) -> Stamp:
    form = words("kk")
    return Stamp(
        field=slot.role.value,
        name=slot.entry.membership.user.signature_name("kk"),
        role=form["signs"][slot.role.value],
        at=at,
        fingerprint=minutes.document_hash,
    )


@transaction.atomic
def _keep(
    minutes: Minutes,
    slot: Slot,
    data: bytes,
    *,
    below: StoredFile,
    by: User,
    at: datetime,
    proof: dict[str, str],
) -> Signature | None:
    """Store the increment; None when the bytes below are no longer the newest."""
    version = minutes.version
    minutes.meeting.lock()
    minutes.lock()
    if minutes.pdf_id != below.pk or minutes.version != version:
        return None
    stored = store_bytes(data, name=file_name(minutes), media_type=PDF, by=by)
    signature = Signature.objects.create(
        minutes=minutes, version=version, role=slot.role, signer=by,
        membership=slot.entry.membership, for_chair=slot.for_chair, signed_at=at,
        document_hash=minutes.document_hash, pdf=stored,
    )  # fmt: skip
    minutes.pdf = stored
    given = set(minutes.signatures.filter(version=version).values_list("role", flat=True))
    complete = {one.role.value for one in slots(minutes.meeting)} <= given
    facts = {
        "role": slot.role.value, "version": version, "document": minutes.document_hash,
        "below": below.sha256, "pdf": stored.sha256,
    } | proof  # fmt: skip
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
