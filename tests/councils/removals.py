"""Removals for tests, at the step a test starts from."""

from __future__ import annotations

from typing import Any

from bodies.models import Body, Membership, Office
from councils import actions
from councils.documents.removals import proposed_removal
from councils.models import Removal
from tests import factories as make
from tests.associations.nominations import DAY, now, pdf, today
from tests.councils.decisions import decide, sign
from tests.meetings.agendas import function


def proposed(seat: Membership, council: Body, **how: Any) -> Removal:
    """By the Council's chair, with a file."""
    function("14.4", "council")
    given = {
        "by": make.officer(council, Office.CHAIR).user, "at": now(), "uploads": [pdf("akt.pdf")],
        "grounds": "Бір жыл бойы отырыстарға қатыспады.",
    }  # fmt: skip
    return actions.propose_removal(seat, **(given | how))


def put(removal: Removal) -> Removal:
    """On a draft agenda of the Council."""
    council = removal.council
    clerk = make.officer(council, Office.SECRETARY).user
    words = proposed_removal(removal)
    actions.put_removal(removal, make.meeting(council), by=clerk, at=now(), **words)
    return removal


def decided(removal: Removal, outcome: str = "adopted") -> Removal:
    """Voted on, and the minutes signed."""
    put(removal)
    sign(decide(removal.item, outcome))
    return fresh(removal)


def executed(removal: Removal, by: Any, **how: Any) -> Any:
    """By an administrator; the change that the ministry is to confirm."""
    given = {"effective_on": today() + DAY, "at": now()}
    return actions.execute_removal(removal, by=by, **(given | how))


def fresh(removal: Removal) -> Removal:
    return Removal.objects.with_outcome().get(pk=removal.pk)
