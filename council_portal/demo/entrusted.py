"""How the Council's decisions are carried out in the demo: some done, one late, one to accept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from bodies.backends import represented_by
from bodies.models import Membership, Office, Organisation
from council_portal.demo.bodies import FIRST, Household
from council_portal.demo.people import DATA
from council_portal.demo.topics import Topics
from minutes import actions
from minutes.models import Decision, Execution
from minutes.states import ExecutionState as State

INSTITUTION = "institution"
"""The one whose representative is on the sign-in page."""
REPORT = "Тапсырма орындалды: есеп қоса беріліп отыр."


@dataclass(frozen=True)
class Entrusted:
    """To whom, due in so many days from now, and how far it has come."""

    to: str
    due: int
    state: str


STORY = {
    2: Entrusted(FIRST, 14, State.ASSIGNED),
    1: Entrusted("6B011", 9, State.IN_PROGRESS),
    14: Entrusted(INSTITUTION, 20, State.ASSIGNED),
    9: Entrusted(INSTITUTION, 5, State.REPORTED),
    18: Entrusted("6B073", -12, State.IN_PROGRESS),
    15: Entrusted("6B019", 7, State.RETURNED),
    7: Entrusted("6B072", -40, State.DONE),
    12: Entrusted("6B017", -60, State.DONE),
}
"""By topic; what stands not here nobody has been entrusted with yet."""


def play(home: Household, topics: Topics, now: datetime) -> None:
    """Every decision of the Council that is in force and stands in the story."""
    known = {topics.topic(number).texts["title_kk"]: told for number, told in STORY.items()}
    found = Decision.objects.of([home.council.pk]).in_force().with_meeting().order_by("pk")
    for decision in found:
        told = known.get(decision.item.title_kk)
        if told is not None:
            _entrust(home, decision, told, now)


def _entrust(home: Household, decision: Decision, told: Entrusted, now: datetime) -> None:
    signed = decision.minutes.signed_at or now
    given = signed + timedelta(hours=3)
    due = max(timezone.localdate(given), timezone.localdate(now) + timedelta(days=told.due))
    named = home.cast.named
    association = None if told.to == INSTITUTION else home.body(told.to)
    execution = actions.assign_execution(
        decision, due_on=due, association=association,
        organisation=None if association else _institution(named["university"]),
        by=named["council-secretary"], at=given,
    )  # fmt: skip
    by = _secretary(home, told.to) if association else named["university"]
    _carry_out(execution, told.state, by=by, centre=named["centre"], since=given, now=now)


def _carry_out(
    execution: Execution, state: str, *, by: User, centre: User, since: datetime, now: datetime
) -> None:
    """As far as the story goes, never later than yesterday."""
    yesterday = now - timedelta(days=1)
    if state == State.ASSIGNED:
        return
    actions.start_execution(execution, by=by, at=min(since + timedelta(days=2), yesterday))
    if state == State.IN_PROGRESS:
        return
    report = ContentFile((DATA / "draft.pdf").read_bytes(), name="oryndau-turaly-esep.pdf")
    reported = min(since + timedelta(days=30), yesterday)
    actions.report_execution(execution, text=REPORT, uploads=[report], by=by, at=reported)
    answered = min(reported + timedelta(days=3), now)
    if state == State.DONE:
        actions.close_execution(execution, by=centre, at=answered)
    if state == State.RETURNED:
        reason = "Есепте қамтылған ұйымдардың тізімі жоқ: толықтырыңыз."
        actions.return_execution(execution, reason=reason, by=centre, at=answered)


def _secretary(home: Household, code: str) -> User:
    seat = Membership.objects.select_related("user").get(
        body=home.body(code), office=Office.SECRETARY
    )
    return seat.user


def _institution(representative: User) -> Organisation:
    """The one that person represents."""
    today = timezone.localdate()
    return Organisation.objects.get(pk__in=represented_by(representative, today))
