"""Decisions of the Council that an association and its base institution carry out."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from associations.models import Association
from minutes.models import (
    Decision,
    Execution,
    ExecutionEvent,
    ExecutionFile,
    Minutes,
    RegisteredDocument,
)
from records.actions import take_number
from tests.access.place import Place, paper
from tests.access.world import held, signed


def executed(council: Place, own: Place, others: list[Place]) -> None:
    """One assigned, one reported with its file; elsewhere only what there is to refuse."""
    for place in (council, *others):
        registered(place)
    names = ("execution", "execution.reported", "execution.file")
    for place in others:
        place.objects |= dict.fromkeys(names, (0,))
    for name, state in (("execution", "assigned"), ("execution.reported", "reported")):
        execution = Execution.objects.create(
            decision=decision(council), state=state, due_on=timezone.localdate(),
            association=own.body,
            organisation=Association.objects.get(body=own.body).base_institution,
        )  # fmt: skip
        council.objects[name] = (execution.decision_id,)
    event = ExecutionEvent.objects.create(
        execution=execution, act="reported", at=timezone.now(), by=own.chair.user, text="Болды"
    )
    file = ExecutionFile.objects.create(event=event, file=paper(council, "report.pdf"))
    council.objects["execution.file"] = (file.pk,)


@transaction.atomic
def registered(place: Place) -> None:
    """A letter in the register of the body."""
    number = take_number(series=f"incoming:{place.body.pk}", year=2026, subject="letter")
    document = RegisteredDocument.objects.create(
        body=place.body, direction="incoming", number=number, title="Хат", correspondent="ЖОО",
        file=paper(place, "letter.pdf"), registered_by=place.clerk.user,
        registered_at=timezone.now(),
    )  # fmt: skip
    place.objects["document"] = (document.pk,)


def decision(place: Place) -> Decision:
    """Of a further meeting, in signed minutes."""
    meeting = held(place)
    minutes = Minutes.objects.create(
        meeting=meeting, drawn_up_by=place.clerk.user, drawn_up_at=timezone.now()
    )
    return Decision.objects.create(
        item=meeting.items.get(), minutes=signed(place, minutes), number=f"{meeting.pk}/1"
    )
