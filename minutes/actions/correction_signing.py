"""Two people sign a correction as they sign minutes (cl. 11, 21; REQ-40, REQ-41, C25)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.models import User
from meetings.models import AgendaItem
from minutes.actions.correcting import signs
from minutes.actions.correction_pages import correction_facts, correction_name, why_not_yet
from minutes.actions.extracts import draw_extract
from minutes.actions.rendering import PDF
from minutes.actions.signing import TRIES, frozen, increment, not_a_signer, proof
from minutes.documents import trusted_time
from minutes.documents.correction import CorrectionDocument
from minutes.documents.fields import Stamp
from minutes.documents.recipients import readers
from minutes.documents.signers import CorrectionSlot, correction_slots
from minutes.documents.wording import words
from minutes.errors import IllegalTransition, NotASigner, NotConfirmed
from minutes.models import Correction, CorrectionSignature
from minutes.states import CorrectionState, ReviewOutcome
from records.actions import store_bytes
from records.models import StoredFile


def sign_correction(
    correction: Correction, *, by: User, at: datetime, password_confirmed: bool,
    second_factor: str = "",
) -> CorrectionSignature:  # fmt: skip
    """Put one person's signature under the frozen bytes; the last one brings it into force.

    The increment is made before any lock and kept only if nobody has signed or withdrawn meanwhile.
    Raises NotConfirmed, NotASigner, IllegalTransition, FileDamaged, ServiceSilent.
    """
    if not password_confirmed:
        raise NotConfirmed(_("Enter your password to sign."))
    clock = trusted_time.clock()
    for _try in range(TRIES):
        correction.refresh_from_db()
        slot = correction_slot(correction, by, at)
        below = correction.pdf
        assert below is not None  # noqa: S101 - a constraint holds it in these states
        stamp = Stamp(
            field=slot.role.value, name=by.signature_name("kk"),
            role=words("kk")["signs"][slot.role.value], at=at,
            fingerprint=correction.document_hash, trusted=clock is not None,
        )  # fmt: skip
        data = increment(frozen(below), stamp, clock)
        signature = _keep(
            correction, slot, data, below=below, by=by, at=at, journal=proof(second_factor)
        )
        if signature is not None:
            return signature
    raise IllegalTransition(_("Somebody else is signing at this moment. Try again."))


def correction_slot(correction: Correction, by: User, at: datetime) -> CorrectionSlot:
    """The place `by` signs in now, or the refusal."""
    meeting = correction.minutes.meeting
    clause = meeting.body.minutes_clause
    if correction.state == CorrectionState.RENDERING:
        raise IllegalTransition(why_not_yet(correction), clause=clause)
    correction.require(CorrectionState.READY, CorrectionState.PARTLY_SIGNED)
    if not signs(correction, by):
        raise NotASigner(not_a_signer(meeting), clause=clause)
    if correction.signatures.filter(signer=by).exists():
        raise NotASigner(
            _("You have signed already; the other signature is another person's."), clause=clause
        )
    places = correction_slots(meeting, timezone.localdate(at))
    own = [slot for slot in places if slot.membership.user_id == by.pk]
    if not own or own[0].role.value not in _fields_of(correction, by):
        raise NotASigner(
            _("The office has changed hands since: withdraw the correction and draw it up again."),
            clause=clause,
        )
    return own[0]


def _fields_of(correction: Correction, by: User) -> set[str]:
    """The fields that were drawn for this person when the correction was frozen."""
    assert correction.frozen_at is not None  # noqa: S101 - it is being signed
    then = correction_slots(correction.minutes.meeting, timezone.localdate(correction.frozen_at))
    return {slot.role.value for slot in then if slot.membership.user_id == by.pk}


@transaction.atomic
def _keep(
    correction: Correction, slot: CorrectionSlot, data: bytes, *, below: StoredFile, by: User,
    at: datetime, journal: dict[str, str],
) -> CorrectionSignature | None:  # fmt: skip
    """Store the increment; None when the bytes below are no longer the newest."""
    correction.minutes.meeting.lock()
    correction.lock()
    open_to_sign = (CorrectionState.READY, CorrectionState.PARTLY_SIGNED)
    if correction.pdf_id != below.pk or correction.state not in open_to_sign:
        return None
    stored = store_bytes(data, name=correction_name(correction), media_type=PDF, by=by)
    signature = CorrectionSignature.objects.create(
        correction=correction, role=slot.role, signer=by, membership=slot.membership,
        for_another=slot.for_another, signed_at=at,
        stamped_at=trusted_time.stamped_at(data, field=slot.role.value),
        document_hash=correction.document_hash, pdf=stored,
    )  # fmt: skip
    correction.pdf = stored
    facts = {
        "role": slot.role.value, "document": correction.document_hash,
        "corrects": correction.minutes.document_hash, "below": below.sha256, "pdf": stored.sha256,
    } | journal  # fmt: skip
    wanted = CorrectionDocument.from_dict(correction.document or {}).parts[0].signatories
    if correction.signatures.count() < len(wanted):
        correction.advance(
            CorrectionState.PARTLY_SIGNED, kind="signed_correction_signature", by=by, at=at, **facts
        )
        return signature
    correction.signed_at = at
    correction.advance(CorrectionState.SIGNED, kind="minutes_corrected", by=by, at=at, **facts)
    _tell(correction, at=at)
    _draw_extracts_anew(correction, at=at)
    return signature


def _draw_extracts_anew(correction: Correction, *, at: datetime) -> None:
    """Whoever reads an extract is to find the correction in it: the earlier one stays."""
    minutes = correction.minutes
    clerk = minutes.meeting.secretary
    if clerk is None:
        return
    corrected = set(correction.texts.values_list("item", flat=True))
    drawn = set(minutes.extracts.values_list("item", flat=True))
    items = AgendaItem.objects.filter(meeting=minutes.meeting_id).on_agenda().in_order()
    for number, item in enumerate(items, start=1):
        if item.pk in drawn and corrected & {0, number}:
            draw_extract(item, by=clerk, at=at)


def _tell(correction: Correction, *, at: datetime) -> None:
    """Those who sat in the meeting, and everybody who reads for a recipient of a copy (cl. 22).

    Of minutes that have no copies, the Council's, also whoever returned them for form (cl. 7).
    """
    minutes, facts = correction.minutes, correction_facts(correction)
    copies = list(minutes.copies.select_related("organisation", "authority").order_by("pk"))
    concerned = Q(memberships__roll_entries__meeting=minutes.meeting)
    returned = minutes.reviews.of_the_whole().newest_first().first()
    if not copies and returned is not None and returned.outcome == ReviewOutcome.RETURNED:
        concerned |= Q(pk=returned.by_id)
    members = User.objects.filter(concerned).distinct()
    told = set(members.values_list("pk", flat=True))
    notify(
        recipients=members, kind="minutes_corrected", params=facts,
        path=correction.get_absolute_url(),
    )  # fmt: skip
    people = readers(copies, timezone.localdate(at)) if copies else {}
    for copy in copies:
        others = [one for one in people[copy.pk] if one.pk not in told]
        told |= {one.pk for one in others}
        notify(recipients=others, kind="copy_corrected", params=facts, path=copy.get_absolute_url())
