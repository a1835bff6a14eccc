"""What became of the past copies in the demo: most have arrived, the newest are on their way."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain, repeat

from accounts.models import Notification
from bodies.models import BodyKind
from minutes import actions
from minutes.actions.receiving import is_addressee
from minutes.documents.recipients import readers
from minutes.models import Copy, CopyLetter, Minutes
from minutes.querysets import MinutesQuerySet
from minutes.states import ReviewOutcome

ON_THE_DESK = 2
"""So many of the newest minutes still wait for their review and for receipts."""
SAID = (
    (ReviewOutcome.RETURNED, "Қатысушылар тізімінде бір мүшенің ұйымы көрсетілмеген."),
    (ReviewOutcome.REMARKS, "Тіркелгендер тізімінде бір ұйымның атауы қысқартылып жазылған."),
)
"""Of the newest reviewed; of the others the ministry took note."""


def play() -> None:
    """Receipts of all but the newest, and what the ministry said of them."""
    _date_the_letters()
    waiting = set(_newest().values_list("pk", flat=True)[:ON_THE_DESK])
    copies = Copy.objects.exclude(minutes__in=waiting).with_facts().order_by("pk")
    for copy in copies.select_related("minutes__meeting__secretary"):
        _receive(copy)
    said = chain(SAID, repeat((ReviewOutcome.NOTED, "")))
    for minutes, (outcome, text) in zip(_newest().exclude(pk__in=waiting), said, strict=False):
        _review(minutes, outcome, text)


def _newest() -> MinutesQuerySet:
    """Minutes of associations, which the ministry has a copy of; the last signed first."""
    found: MinutesQuerySet = Minutes.objects.reviewable().select_related("meeting__body")
    found = found.filter(meeting__body__kind=BodyKind.ASSOCIATION)
    return found.order_by("-signed_at")


def _date_the_letters() -> None:
    """Each was written and delivered when its copy was sent."""
    for letter in CopyLetter.objects.select_related("sending"):
        sent = letter.sending.at
        Notification.objects.filter(pk=letter.notification_id).update(
            created_at=sent, delivered_at=sent + timedelta(minutes=1), read_at=sent
        )


def _receive(copy: Copy) -> None:
    """Acknowledged by whoever reads for the recipient, else handed over on paper."""
    at = copy.addressed_at + timedelta(days=1, hours=2)
    people = readers([copy], at.date())[copy.pk]
    if people and is_addressee(copy, people[0], at):
        actions.acknowledge(copy, by=people[0], at=at)
        return
    clerk = copy.minutes.meeting.secretary
    assert clerk is not None  # noqa: S101 - it was signed by one
    note = "Шабарман арқылы кеңсеге тапсырылды."
    actions.hand_over(copy, note=note, scan=None, by=clerk, at=at)


def _review(minutes: Minutes, outcome: str, text: str) -> None:
    at = (minutes.signed_at or minutes.meeting.scheduled_for) + timedelta(days=4)
    people = [copy for copy in minutes.copies.all() if copy.is_ministrys]
    readers_of = readers(people, at.date())
    for copy in people:
        actions.review(minutes, by=readers_of[copy.pk][0], at=at, text=text, outcome=outcome)
