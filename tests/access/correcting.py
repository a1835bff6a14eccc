"""Corrections of signed minutes: one that is signed and a draft; of further minutes one to sign."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from minutes.documents.correction import draw
from minutes.documents.signers import correction_slots
from minutes.models import CorrectedText, Correction, CorrectionSignature, ItemText, Minutes
from minutes.states import CorrectionState
from tests.access.place import Place, paper
from tests.access.world import held, signed

ROW = {
    "item": 1, "field": "heard", "language": "kk", "printed": "Тыңдалды", "should_read": "Талқыланды",
}  # fmt: skip


def corrected(place: Place) -> None:
    """Each in its own state, of rows alone."""
    minutes = Minutes.objects.get(pk=place["minutes.signed"][0])
    done = frozen(place, correction(place, minutes))
    for slot in correction_slots(minutes.meeting, timezone.localdate()):
        CorrectionSignature.objects.create(
            correction=done, role=slot.role, signer=slot.membership.user, membership=slot.membership,
            signed_at=timezone.now(), document_hash=done.document_hash, pdf=done.pdf,
        )  # fmt: skip
    for state in (CorrectionState.PARTLY_SIGNED, CorrectionState.SIGNED):
        done.state, done.signed_at = state, timezone.now()
        done.save()
    drawn, ready = correction(place, minutes), frozen(place, correction(place, further(place)))
    for name, one in (("draft", drawn), ("ready", ready), ("signed", done)):
        place.objects[f"correction.{name}"] = (one.pk,)
        place.objects[f"correction.{name}.newest"] = (one.pk, "newest")
    ministrys = minutes.copies.filter(authority__isnull=False).first()
    place.objects["copy.correction"] = (ministrys.pk if ministrys else 0, done.pk)


def further(place: Place) -> Minutes:
    """Signed minutes of one more meeting."""
    meeting = held(place)
    minutes = Minutes.objects.create(
        meeting=meeting, drawn_up_by=place.clerk.user, drawn_up_at=timezone.now()
    )
    ItemText.objects.create(minutes=minutes, item=meeting.items.get(), heard_kk="Тыңдалды.")
    return signed(place, minutes)


def correction(place: Place, minutes: Minutes) -> Correction:
    """A complete draft."""
    return Correction.objects.create(
        minutes=minutes, number=minutes.corrections.count() + 1, reason_kk="Қате.",
        reason_ru="Ошибка.", draft=[ROW], drawn_up_by=place.clerk.user,
        drawn_up_at=timezone.now() - timedelta(hours=1),
    )  # fmt: skip


def frozen(place: Place, one: Correction) -> Correction:
    """With its document, its rows and a file."""
    now = timezone.now()
    document = draw(one, day=timezone.localdate(now), at=now)
    one.document, one.document_hash = document.as_dict(), document.fingerprint()
    one.frozen_at, one.state = now, CorrectionState.RENDERING
    one.save()
    CorrectedText.objects.create(correction=one, position=1, **ROW)
    one.base_pdf = one.pdf = paper(place, "tuzetu.pdf")
    one.state = CorrectionState.READY
    one.save()
    return one
