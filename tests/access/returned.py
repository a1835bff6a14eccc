"""Minutes with a past: an earlier version, and a correction that somebody proposed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from minutes.models import DraftReading, FrozenVersion, Minutes, ProposedChange
from tests.access.place import Place


def returned_once(place: Place, minutes: Minutes) -> None:
    """An earlier version that became void, and a correction that a member proposed to it."""
    now = timezone.now()
    FrozenVersion.objects.create(
        minutes=minutes, version=9, document=minutes.document, document_hash="0" * 64,
        base_pdf=minutes.pdf, pdf=minutes.pdf, frozen_at=now, returned_by=place.clerk.user,
        returned_at=now, reason="Қате",
    )  # fmt: skip
    place.objects["minutes.ready.version"] = (minutes.pk, 9)
    reading = DraftReading.objects.create(
        minutes=minutes, opened_by=place.clerk.user, opened_at=now - timedelta(days=3),
        ends_at=now - timedelta(days=1),
    )  # fmt: skip
    change = ProposedChange.objects.create(
        reading=reading, text=minutes.texts.earliest("pk"), field="heard_kk", membership=place.member,
        old="Тыңдалды.", new="Баяндалды.", why="Дәлірек", at=now,
    )  # fmt: skip
    place.objects["minutes.ready.change"] = (change.pk,)
