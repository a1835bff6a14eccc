"""Copies of what an association decided: the ministry's, its base's, one handed over on paper."""

from __future__ import annotations

from django.utils import timezone

from bodies.models import Organisation
from minutes.models import Copy, Minutes, Receipt
from minutes.states import CopyGround, ReceiptKind
from records.models import Authority
from tests.access.place import Place, paper


def dispatched(place: Place) -> None:
    """Addressed, the base institution's opened by its secretary's hand."""
    minutes = Minutes.objects.get(pk=place["minutes.signed"][0])
    now, clerk = timezone.now(), place.clerk.user
    told = {"minutes": minutes, "addressed_by": clerk, "addressed_at": now,
            "due_on": timezone.localdate(now)}  # fmt: skip
    ministry = Copy.objects.create(
        authority=Authority.objects.get_or_create(key="ministry")[0],
        ground=CopyGround.MINISTRY, **told,
    )  # fmt: skip
    base = Copy.objects.create(
        organisation=place.body.association.base_institution, ground=CopyGround.BASE, **told
    )
    base.sendings.create(number=1, ground="signed", by=clerk, at=now)
    other = Copy.objects.create(
        organisation=Organisation.objects.create(kind="employer", name_kk="Жұмыс беруші"),
        ground=CopyGround.ADDED, **told,
    )  # fmt: skip
    Receipt.objects.create(
        copy=other, kind=ReceiptKind.ON_PAPER, by=clerk, at=now, note="Кеңсеге",
        file=paper(place, "receipt.pdf"),
    )  # fmt: skip
    place.objects |= {
        "copy": (base.pk,), "copy.ministrys": (ministry.pk,), "copy.paper": (other.pk,),
        "copy.extract": (base.pk, place["extract"][0]),
    }  # fmt: skip
