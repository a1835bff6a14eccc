"""Nominations for tests, at the step a test starts from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from associations import actions
from associations.actions import Candidate
from associations.documents.proposals import proposed_item
from associations.models import Nomination
from bodies.models import Body, Office
from records.models import LegalAct
from tests import factories as make
from tests.councils.decisions import decide, sign
from tests.meetings.agendas import function
from tests.meetings.sittings import departing

DAY = timedelta(days=1)
PERSON = {
    "email": "zhana.muhtar@example.kz", "family_name_kk": "Мұхтар", "given_name_kk": "Жанат",
    "patronymic_kk": "Ерланұлы", "family_name_ru": "Мухтар", "given_name_ru": "Жанат",
    "patronymic_ru": "Ерланович",
}  # fmt: skip


def today():
    return timezone.localdate()


def now():
    return timezone.now()


def voting(body: Body) -> Body:
    """The association's rules ask for its vote on nominations."""
    function("27.5")
    return departing(body, nomination_vote=True)


def order(**fields: Any) -> LegalAct:
    """An act that appoints, not recorded yet."""
    given = {"kind": "order", "number": "412", "signed_on": today() - DAY}
    return LegalAct(**(given | fields))


def pdf(name: str = "resume.pdf") -> ContentFile:
    return ContentFile(b"%PDF-1.4 x", name=name)


def nominated(body: Body, candidate: Candidate | None = None, **how: Any) -> Nomination:
    """By an ordinary member, with a file."""
    given = {
        "by": make.ordinary(body)[0].user, "at": now(), "uploads": [pdf()],
        "reasons": "Білім беру бағдарламаларының тәжірибелі маманы.",
    }  # fmt: skip
    chosen = candidate or Candidate(person=dict(PERSON), category="pedagogical")
    return actions.nominate(body, chosen, **(given | how))


def put(nomination: Nomination) -> Nomination:
    """On a draft agenda of the association."""
    body = nomination.body
    clerk = make.officer(body, Office.SECRETARY).user
    words = proposed_item(nomination)
    actions.put_nomination(nomination, make.meeting(body), by=clerk, at=now(), **words)
    return nomination


def supported(nomination: Nomination, outcome: str = "adopted") -> Nomination:
    """Voted on, and the minutes signed."""
    put(nomination)
    sign(decide(nomination.item, outcome))
    return fresh(nomination)


def approved(nomination: Nomination, by: Any, **how: Any) -> Any:
    """By an administrator; the change that the ministry is to confirm."""
    given = {"act": order(), "effective_on": today(), "at": now()}
    return actions.approve_nomination(nomination, by=by, **(given | how))


def fresh(nomination: Nomination) -> Nomination:
    return Nomination.objects.with_outcome().get(pk=nomination.pk)
