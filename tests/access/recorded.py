"""What is recorded about the bodies of the world: money, violations, evaluations, petitions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from associations.models import FundingRecord
from councils.models import Evaluation, EvaluationScore, Petition, Violation, ViolationFile
from meetings.models import AgendaItem, ItemFunction
from minutes.models import Decision, Minutes
from records.models import DocumentNumber
from tests import factories as make
from tests.access.place import Place, item, paper


def kept(place: Place, above: Place) -> None:
    """What is recorded about the body: money, violations, evaluations, petitions.

    Of the Council and of a section only what there is to refuse: their keys lead to nothing.
    """
    names = (
        "funding", "violation", "violation.asked", "violation.explained", "violation.put",
        "violation.file", "evaluation", "evaluation.final", "evaluation.shown",
    )  # fmt: skip
    place.objects |= dict.fromkeys(names, (0,))
    if place.body.kind == "association":
        paid(place)
        held_against(place, above)
        evaluated(place, above)
    if place.body.is_council:
        petitioned(place)
    else:
        place.objects |= dict.fromkeys(("petition", "petition.sent"), (0,))
        place.objects["petition.letter"] = (0, "letter")


def paid(place: Place) -> None:
    association = place.body.association
    record = FundingRecord.objects.create(
        association=association, payer=association.base_institution, year=2026, amount=500_000,
        purpose="Отырыстар", act=make.act(file=paper(place, "act.pdf")),
        recorded_by=place.clerk.user, recorded_at=timezone.now(),
    )  # fmt: skip
    place.objects["funding"] = (record.pk,)


def held_against(place: Place, above: Place) -> None:
    """A violation at each step; the last one before the Council."""
    now, today = timezone.now(), timezone.localdate()
    by = above.clerk.user
    asked = {"asked_by": by, "asked_at": now, "answer_by": today + timedelta(days=5)}
    told = {"explanation": "Түсіндік.", "explained_by": place.chair.user, "explained_at": now}
    topic = item(make.meeting(above.body))
    steps: dict[str, dict[str, Any]] = {
        "violation": {}, "violation.asked": asked, "violation.explained": asked | told,
        "violation.put": asked | told | {"item": topic},
    }  # fmt: skip
    for name, facts in steps.items():
        violation = Violation.objects.create(
            association=place.body.association, ground="28.2", wording="-", facts=name,
            happened_on=today, recorded_by=by, recorded_at=now, **facts,
        )  # fmt: skip
        place.objects[name] = (violation.pk,)
        file = ViolationFile.objects.create(
            violation=violation, side="evidence", file=paper(place), added_by=by, added_at=now
        )
        if name == "violation":
            place.objects["violation.file"] = (file.pk,)


def evaluated(place: Place, above: Place) -> None:
    """A draft, a final one and one that is shown, in three years."""
    criterion, _ = ItemFunction.objects.get_or_create(
        code="25.1", defaults={"kind": "association", "position": 2, "name_kk": "Өзара іс-қимыл",
                               "name_ru": "Взаимодействие", "name_en": "Interaction"},
    )  # fmt: skip
    for year, state in ((2023, "shown"), (2024, "final"), (2025, "draft")):
        evaluation = Evaluation.objects.create(
            association=place.body.association, year=year, text="Қорытынды",
            author=above.chair.user, drafted_at=timezone.now(),
        )  # fmt: skip
        EvaluationScore.objects.create(evaluation=evaluation, criterion=criterion, score=7)
        Evaluation.objects.filter(pk=evaluation.pk).update(state=state)
        name = "evaluation" if state == "draft" else f"evaluation.{state}"
        place.objects[name] = (evaluation.pk,)


def petitioned(place: Place) -> None:
    """One letter drawn up, one sent, on the decision of the signed minutes."""
    topic = AgendaItem.objects.get(pk=place["minutes.signed.item"][0])
    minutes = Minutes.objects.get(pk=place["minutes.signed"][0])
    Decision.objects.get_or_create(item=topic, defaults={"minutes": minutes, "number": "1/1"})
    rows = {"petition": place.member, "petition.sent": place.chair}
    for place_in_year, (name, seat) in enumerate(rows.items(), start=1):
        number = DocumentNumber.objects.create(
            series=f"petitions:{place.body.pk}", year=2026, number=place_in_year, subject=name
        )
        sent = {"sent_on": timezone.localdate(), "sent_how": "Пошта"} if "sent" in name else {}
        petition = Petition.objects.create(
            council=place.body, item=topic, membership=seat, addressee="ҚазҰУ", grounds="Себебі",
            number=number, drawn_up_by=place.clerk.user, drawn_up_at=timezone.now(),
            letter=paper(place, "letter.pdf"), **sent,
        )  # fmt: skip
        place.objects[name] = (petition.pk,)
        place.objects["petition.letter"] = (petition.pk, "letter")
