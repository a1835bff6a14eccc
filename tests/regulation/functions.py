"""Which clauses an item of a body may serve (REQ-70), asked through the secretary's own act."""

import pytest
from django.utils import timezone, translation

from bodies.models import Body, Office
from meetings import actions
from meetings.errors import ItemRefused
from meetings.models import AgendaItem, ItemFunction
from tests import factories

FOREIGN = "Choose a function of this body."


def points(clause: int, count: int) -> list[str]:
    """«13.1» to «13.11»."""
    return [f"{clause}.{number}" for number in range(1, count + 1)]


def served(body: Body, codes: list[str]) -> list[str]:
    """Put an item for each code on an agenda of the body; the codes kept with the items."""
    meeting = factories.meeting(body)
    by = factories.officer(body, Office.SECRETARY).user
    for code in codes:
        function = ItemFunction.objects.get(code=code)
        actions.add_item(
            meeting, by=by, at=timezone.now(), title_kk=f"{code} бойынша", function=function
        )
    return list(meeting.items.in_order().values_list("function__code", flat=True))


def refuse(body: Body, codes: list[str]) -> set[tuple[str, str]]:
    """What the same attempt is answered, with the clause, when no code belongs to the body."""
    meeting = factories.meeting(body)
    by = factories.officer(body, Office.SECRETARY).user
    answers = set()
    for code in codes:
        function = ItemFunction.objects.get(code=code)
        with translation.override("en"), pytest.raises(ItemRefused) as refusal:
            actions.add_item(
                meeting, by=by, at=timezone.now(), title_kk=f"{code} бойынша", function=function
            )
        answers.add((str(refusal.value), refusal.value.clause))
    assert not AgendaItem.objects.filter(meeting=meeting).exists()
    return answers
