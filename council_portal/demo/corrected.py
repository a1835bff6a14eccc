"""Signed minutes with a correction in the demo: the words of a speech, after the ministry's remark."""

from __future__ import annotations

from datetime import datetime, timedelta

from minutes import actions
from minutes.actions.correction_pages import render_correction
from minutes.documents.correction import Change
from minutes.documents.signers import correction_slots
from minutes.models import Minutes
from minutes.states import ReviewOutcome

CHANGES = (
    Change(
        1, "spoke", "kk", "мерзімдерін нақтылау ұсынылды", "мерзімдерін бір айға ұзарту ұсынылды"
    ),
    Change(
        1, "spoke", "ru", "уточнить сроки исполнения", "продлить сроки исполнения на один месяц"
    ),
)
REASON = {
    "reason_kk": "Отырыстың дыбыс жазбасы бойынша сөз сөйлеген мүшенің ұсынысы дәл берілмеген.",
    "reason_ru": "По звукозаписи заседания предложение выступившего передано неточно.",
}


def play(now: datetime) -> None:
    """The newest minutes with a remark of the ministry, if a week has passed since."""
    remarked = Minutes.objects.standing_reviewed(ReviewOutcome.REMARKS).filter(
        signed_at__lt=now - timedelta(days=9)
    )
    minutes = remarked.select_related("meeting__secretary").order_by("-signed_at").first()
    if minutes is None or minutes.signed_at is None:
        return
    clerk, at = minutes.meeting.secretary, minutes.signed_at + timedelta(days=6)
    languages = {part["language"] for part in (minutes.document or {})["parts"]}
    correction = actions.draw_up_correction(minutes, by=clerk, at=at)
    actions.write_correction(
        correction, edition=1, by=clerk, at=at + timedelta(minutes=20),
        changes=[change for change in CHANGES if change.language in languages], **REASON,
    )  # fmt: skip
    frozen = at + timedelta(minutes=30)
    actions.freeze_correction(correction, by=clerk, at=frozen)
    render_correction.call(correction.pk)
    for hours, slot in enumerate(correction_slots(minutes.meeting, frozen.date()), start=1):
        actions.sign_correction(
            correction, by=slot.membership.user, at=frozen + timedelta(hours=hours),
            password_confirmed=True,
        )  # fmt: skip
