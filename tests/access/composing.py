"""A nomination and a removal in every body of the matrix, as rows name them.

Nominated by the place's member, whose own removal the Council's chair has proposed. Nominations
exist in associations only; the rows of other bodies show that nobody gets there.
"""

from __future__ import annotations

from django.utils import timezone

from associations.models import Nomination, NominationFile
from councils.models import Removal, RemovalFile
from tests.access.place import Place, paper


def compose(place: Place, council: Place) -> None:
    """Put them into the place."""
    place.objects["membership"] = (place.member.pk,)
    now, by = timezone.now(), place.clerk.user
    nomination = Nomination.objects.create(
        body=place.body, person={"email": "k@example.kz", "family_name_kk": "Мұхтар"},
        reasons="Тәжірибелі маман.", nominated_by=place.member, nominated_at=now,
    )  # fmt: skip
    kept = NominationFile.objects.create(
        nomination=nomination, file=paper(place, "resume.pdf"), added_by=by, added_at=now
    )
    removal = Removal.objects.create(
        council=council.body, membership=place.member, grounds="Қатыспады.",
        proposed_by=council.chair.user, proposed_at=now,
    )  # fmt: skip
    ground = RemovalFile.objects.create(
        removal=removal, side="grounds", file=paper(place, "akt.pdf"), added_by=by, added_at=now
    )
    place.objects |= {
        "nomination": (nomination.pk,), "nomination.file": (kept.pk,),
        "removal": (removal.pk,), "removal.file": (ground.pk,),
    }  # fmt: skip
