"""What is going on in the demo right now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from bodies.models import Membership, Office
from council_portal.demo.bodies import FIRST, Household
from council_portal.demo.history import moment
from council_portal.demo.stage import Question, Stage
from council_portal.demo.topics import Topics
from meetings import actions
from meetings.actions import casting, session, voting
from meetings.models import AgendaItem
from meetings.states import Choice, Presence
from minutes import actions as actions_of_minutes

IN_HALL, ONLINE = 12, 4
HALF = 4
CONSENTS, EDGE = 11, 14
AGREED = 6
"""So many members have nothing to say to the draft."""
NEXT_FULL_MARK = 5


def play(home: Household, topics: Topics, now: datetime) -> None:
    """The meetings of the day, in the association of the sign-in page and in others."""
    first = home.associations[FIRST]
    _sitting(Stage(first, topics), now)
    _expected(Stage(first, topics), now)
    _asked(Stage(first, topics), now)
    _laid_open(Stage(first, topics), now)
    _to_approve(Stage(home.associations["6B011"], topics), now)
    _drafted(Stage(home.council, topics), now)


def _prepare(stage: Stage, when: datetime, now: datetime, *questions: Question) -> None:
    """Scheduled, composed, consented to, approved and announced in good time."""
    stage.schedule(when, at=now - timedelta(days=20), form="mixed")
    stage.compose(questions, at=now - timedelta(days=20))
    stage.consent(len(stage.voters) * 2 // 3 + 1, at=now - timedelta(days=18))
    stage.approve(at=now - timedelta(days=15))
    stage.notify(at=now - timedelta(days=14))


def _sitting(stage: Stage, now: datetime) -> None:
    """In session: one question decided, one open with half of the votes, a tie possible."""
    _prepare(
        stage,
        _soon(now),
        now,
        Question(28),
        Question(29),
        Question(48),
        Question(43, votable=False),
    )
    ordinary = [seat for seat in stage.voters if seat.office == Office.MEMBER]
    afar = ordinary[-1]
    stage.ask_remote(afar, at=now - timedelta(days=3))
    stage.vote_absent(afar, at=now - timedelta(days=1))
    there = [seat for seat in stage.seats if seat is not afar][: IN_HALL + ONLINE]
    there = _with(there, stage, home_member(stage))
    presence = {
        seat.pk: Presence.HALL if place < IN_HALL else Presence.ONLINE
        for place, seat in enumerate(there)
    }
    begun = now - timedelta(minutes=4)
    begun = max(begun, moment(timezone.localdate(now), 0))
    stage.mark({pk: str(value) for pk, value in presence.items()}, at=begun)
    stage.open(at=begun)
    items = list(AgendaItem.objects.filter(meeting=stage.meeting).on_agenda().in_order())
    decided = Question(28, against=2, abstain=1)
    stage.decide(decided, items[0], there, at=begun, lasting=timedelta(minutes=2))
    voting.open_vote(stage.votes()[1], by=stage.chair, at=now - timedelta(minutes=1))
    member = home_member(stage)
    voters = [s for s in there if s.office == Office.MEMBER and s.pk != member]
    # With the ballot from afar as many for as against: the chair's may decide.
    for place, seat in enumerate(voters[: 2 * HALF - 1]):
        choice = Choice.FOR if place % 2 else Choice.AGAINST
        casting.cast(stage.votes()[1], by=seat.user, choice=choice, at=now)
    session.order_operator(stage.meeting, operator=stage.clerk, by=stage.chair, at=now)


def _expected(stage: Stage, now: datetime) -> None:
    """Announced for next week; the answers stand at the edge of a quorum."""
    _prepare(stage, _in_days(now, 7), now, Question(24), Question(33), Question(42))
    stage.answer(
        {Presence.HALL: 10, Presence.ONLINE: EDGE - 10, Presence.EXCUSED: 2},
        at=now - timedelta(days=2),
        silent=home_member(stage),
    )
    ordinary = [seat for seat in stage.voters if seat.office == Office.MEMBER]
    stage.ask_remote(ordinary[-2], at=now - timedelta(hours=20), agree=None)
    absent = next(s for s in ordinary if (s.user.email or "").startswith("absent@"))
    stage.ask_remote(absent, at=now - timedelta(days=3))


def _asked(stage: Stage, now: datetime) -> None:
    """Out for consent, with a member's proposal waiting."""
    stage.schedule(_in_days(now, 24), at=now - timedelta(days=3), form="mixed")
    stage.compose([Question(37), Question(57), Question(60)], at=now - timedelta(days=3))
    # Not the member of the sign-in page, whose consent is still awaited.
    actions.send_for_consent(stage.meeting, by=stage.clerk, at=now - timedelta(days=2))
    later = [seat for seat in stage.voters if seat.office == Office.MEMBER][1:]
    for place, seat in enumerate(later[:CONSENTS]):
        at = now - timedelta(days=2) + timedelta(hours=1 + place)
        actions.answer_agenda(stage.meeting, by=seat.user, at=at, answer="consent")
    actions.propose_item(
        stage.meeting, by=later[CONSENTS].user, at=now - timedelta(hours=5),
        **stage.topics.topic(47).fields(),
    )  # fmt: skip


def _laid_open(stage: Stage, now: datetime) -> None:
    """Held a few days ago; the draft lies before those who sat, with a correction to answer."""
    day = _in_days(now, -5)
    questions = (Question(44, against=1), Question(58, abstain=2))
    stage.schedule(day, at=day - timedelta(days=24), form="mixed", past=True)
    stage.compose(questions, at=day - timedelta(days=24))
    stage.consent(len(stage.voters) * 2 // 3 + 1, at=day - timedelta(days=22))
    stage.approve(at=day - timedelta(days=18))
    stage.notify(at=day - timedelta(days=15))
    there = stage.seats[:-3]
    presence = {seat.pk: Presence.HALL if place < IN_HALL else Presence.ONLINE
                for place, seat in enumerate(there)}  # fmt: skip
    stage.mark({pk: str(value) for pk, value in presence.items()}, at=day - timedelta(minutes=9))
    stage.open(at=day)
    items = AgendaItem.objects.filter(meeting=stage.meeting).on_agenda().in_order()
    for place, (item, question) in enumerate(zip(items, questions, strict=True)):
        stage.decide(question, item, there, at=day + timedelta(minutes=5 + 12 * place))
    stage.close(at=day + timedelta(minutes=31))
    minutes = stage.draft_minutes(at=now - timedelta(days=2))
    actions_of_minutes.open_reading(minutes, by=stage.clerk, at=now - timedelta(days=1))
    others = [s for s in there if s.office == Office.MEMBER and s.pk != home_member(stage)]
    for seat in others[:AGREED]:
        actions_of_minutes.say_no_remarks(minutes, by=seat.user, at=now - timedelta(hours=20))
    text = minutes.texts.order_by("item__position").first()
    assert text is not None  # noqa: S101 - there are two items
    said = text.spoke_kk.replace("ұсынылған жоба қолдау тапты", "ұсынылған жоба толық қолдау тапты")
    actions_of_minutes.propose_changes(
        text, edition=text.edition, texts={"spoke_kk": said}, by=others[AGREED].user,
        why="Жобаны толық қолдайтынымды айтқан едім.", at=now - timedelta(hours=3),
    )  # fmt: skip


def _to_approve(stage: Stage, now: datetime) -> None:
    """Consent reached: the chair's turn."""
    stage.schedule(_in_days(now, 16), at=now - timedelta(days=6), form="mixed")
    stage.compose([Question(30), Question(41), Question(45)], at=now - timedelta(days=6))
    stage.consent(len(stage.voters) * 2 // 3 + 1, at=now - timedelta(days=5))


def _drafted(stage: Stage, now: datetime) -> None:
    """The Council's next meeting, its agenda being composed."""
    stage.schedule(_in_days(now, 21), at=now - timedelta(days=4), form="hall")
    stage.compose([Question(20), Question(3), Question(23)], at=now - timedelta(days=4))


def home_member(stage: Stage) -> int:
    """The seat of the member of the sign-in page."""
    return next(s.pk for s in stage.seats if (s.user.email or "").startswith("member@"))


def _with(there: list[Membership], stage: Stage, pk: int) -> list[Membership]:
    if any(seat.pk == pk for seat in there):
        return there
    return [*there[:-1], next(seat for seat in stage.seats if seat.pk == pk)]


def _soon(now: datetime) -> datetime:
    """The next full five minutes, as long as it is still today; the meeting begins a little early."""
    full = now.replace(second=0, microsecond=0)
    full += timedelta(minutes=NEXT_FULL_MARK - full.minute % NEXT_FULL_MARK)
    if full - now < timedelta(minutes=1):
        full += timedelta(minutes=NEXT_FULL_MARK)
    if timezone.localdate(full) == timezone.localdate(now):
        return full
    return now + timedelta(seconds=5)


def _in_days(now: datetime, days: int) -> datetime:
    """A working day about then, at three in the afternoon."""
    day = timezone.localdate(now) + timedelta(days=days)
    return moment(day + timedelta(days={6: 2, 7: 1}.get(day.isoweekday(), 0)), 15)
