"""State × verb: every arrow there is, and of every other the refusal that changes nothing.

The tables say in which states a verb is possible. Everything else a verb could ask for stands
ready (the right person, a quorum, consents, a reason), so only the state can be in the way.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from accounts.errors import RuleViolation
from bodies.models import Body, Office
from meetings import actions
from meetings.actions import annulling, casting, recusing, session, voting
from meetings.errors import AgendaClosed, BallotRefused, CastingVoteAwaited, IllegalTransition
from meetings.models import (
    AgendaConsent,
    AgendaItem,
    AttendanceEvent,
    Meeting,
    OperatorOrder,
    RemoteRequest,
    Vote,
)
from meetings.states import ItemState, MeetingState, VoteState
from tests import factories as make
from tests.meetings import agendas
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db

BEFORE = {"draft", "consent", "approved", "notified"}
PREPARING = {"draft", "consent"}
SITTING = {"in_session"}
VENUE = {
    "scheduled_for": make.noon(9), "form": "mixed", "place": "700-ауд.",
    "link": "https://meet.example.kz/1",
}  # fmt: skip
Verb = Callable[[Meeting], Any]


def chair(meeting: Meeting) -> Any:
    return make.officer(meeting.body, Office.CHAIR).user


def member(meeting: Meeting) -> Any:
    return make.ordinary(meeting.body)[0]


def by_clerk(meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {"by": room.clerk(meeting), "at": room.now(), **more}


def by_chair(meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {"by": chair(meeting), "at": room.now(), **more}


def by_member(meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {"by": member(meeting).user, "at": room.now(), **more}


def item(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(position=1)


def votable(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(position=2)


def the_vote(meeting: Meeting) -> Vote:
    """The item's vote; before the agenda is approved, what would be one."""
    two = votable(meeting)
    return Vote.objects.filter(item=two).order_by("pk").first() or Vote(item=two)


MEETING: dict[str, tuple[set[str], Verb]] = {
    "add_item": (PREPARING, lambda m: actions.add_item(
        m, **by_clerk(m, title_kk="Сараптама", function=agendas.function()))),
    "edit_item": (PREPARING, lambda m: actions.edit_item(item(m), **by_clerk(m, speaker="Ә."))),
    "move_item": (PREPARING, lambda m: actions.move_item(votable(m), **by_clerk(m, up=True))),
    "remove_item": (PREPARING, lambda m: actions.remove_item(item(m), **by_clerk(m))),
    "propose_item": (PREPARING, lambda m: actions.propose_item(
        m, **by_member(m, title_kk="Сараптама", function=agendas.function()))),
    "send_for_consent": ({"draft"}, lambda m: actions.send_for_consent(m, **by_clerk(m))),
    "answer_agenda": ({"consent"}, lambda m: actions.answer_agenda(
        m, **by_member(m, answer="consent"))),
    "remind_silent": ({"consent"}, lambda m: actions.remind_silent(m, **by_clerk(m))),
    "approve_agenda": ({"consent"}, lambda m: actions.approve_agenda(m, **by_chair(m))),
    "send_notice": ({"approved"}, lambda m: actions.send_notice(m, **by_clerk(m))),
    "answer_notice": ({"notified"}, lambda m: actions.answer_notice(
        m, **by_member(m, answer="hall"))),
    "reschedule": (BEFORE, lambda m: actions.reschedule(
        m, **by_clerk(m, reason="Төраға ауырды", **VENUE))),
    "cancel": (BEFORE, lambda m: actions.cancel(m, **by_clerk(m, reason="Төраға ауырды"))),
    "mark": ({"notified"} | SITTING, lambda m: session.mark(
        m, **by_clerk(m, membership=member(m), presence="hall"))),
    "open_meeting": ({"notified"}, lambda m: session.open_meeting(m, **by_chair(m))),
    "record_failure": ({"notified"}, lambda m: session.record_failure(
        nobody_to_preside(m), **by_clerk(m))),
    "order_operator": (BEFORE | SITTING, lambda m: session.order_operator(
        m, **by_chair(m, operator=room.clerk(m)))),
    "add_guest": (BEFORE | SITTING, lambda m: session.add_guest(
        m, **by_clerk(m, name="Қонақ", organisation=""))),
    "request_remote": (BEFORE | SITTING, lambda m: casting.request_remote(
        m, **by_member(m, reason="Іссапар"))),
    "hand_over": (SITTING, lambda m: session.hand_over(
        m, **by_chair(m, to=make.officer(m.body, Office.CHAIR)))),
    "reword": ({"approved", "notified"} | SITTING, lambda m: voting.reword(
        votable(m), **by_clerk(m, texts={"resolution_kk": "Қайтарылсын."}))),
    "open_vote": (SITTING, lambda m: voting.open_vote(the_vote(m), **by_chair(m))),
    "settle_item": (SITTING, lambda m: voting.settle_item(
        votable(m), **by_chair(m, state="deferred", reason="Дайын емес"))),
    "adjourn": (SITTING, lambda m: session.adjourn(m, **by_chair(m, reason="Кеш болды"))),
    "close_meeting": (SITTING, lambda m: session.close_meeting(decided(m), **by_chair(m))),
    "schedule_repeat": ({"failed", "adjourned"}, lambda m: actions.schedule_repeat(
        m, **by_clerk(m, scheduled_for=make.noon(9)))),
}  # fmt: skip


def nobody_to_preside(meeting: Meeting) -> Meeting:
    """Without this a meeting with a quorum has not failed."""
    if meeting.state == MeetingState.NOTIFIED:
        officers = [make.officer(meeting.body, o) for o in (Office.CHAIR, Office.DEPUTY_CHAIR)]
        room.leave(meeting, *officers)
    return meeting


def decided(meeting: Meeting) -> Meeting:
    """Without this items still wait."""
    if meeting.state == MeetingState.IN_SESSION:
        voting.settle_item(
            votable(meeting), **by_chair(meeting, state="deferred", reason="Дайын емес")
        )
    return meeting


def ready(state: str) -> Meeting:
    """A meeting in the state, with all that the way there leaves behind.

    Item 1 is for information, item 2 to be voted on.
    """
    body = room.departing(make.association(size=6), recusal=True)
    meeting = make.meeting(body, scheduled_for=room.now(), state=MeetingState.DRAFT)
    agendas.item(meeting, "Есеп туралы", votable=False)
    two = agendas.item(meeting, "Жоспар туралы")
    if state not in PREPARING:
        Vote.objects.create(item=two, text_hash=room.item_text_hash(two))
    if state == "consent":
        _consent(meeting)
    if state == "in_session":
        meeting.opened_at, meeting.presiding = room.now(), make.officer(body, Office.CHAIR)
        Body.objects.filter(pk=body.pk).update(composition_held_by=session.holder(meeting))
    if state in {"notified", "in_session"}:
        _arrive(meeting)
    meeting.state = state
    meeting.save()
    if meeting.opened_at:
        session.freeze_roll(meeting)
    return meeting


def _consent(meeting: Meeting) -> None:
    seats = room.seats(meeting.body)
    AgendaConsent.objects.bulk_create(
        AgendaConsent(meeting=meeting, membership=seat, version=1, answer="consent", at=room.now())
        for seat in seats
        if seat != member(meeting)
    )


def _arrive(meeting: Meeting) -> None:
    """Everybody but the member who asks for another way of voting."""
    AttendanceEvent.objects.bulk_create(
        AttendanceEvent(meeting=meeting, membership=seat, presence="hall", at=room.now())
        for seat in room.seats(meeting.body)
        if seat != member(meeting)
    )


@pytest.mark.parametrize(
    ("verb", "state"), [(verb, state) for verb in MEETING for state in sorted(MEETING[verb][0])]
)
def test_an_arrow_there_is(verb, state):
    meeting = ready(state)

    MEETING[verb][1](meeting)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (verb, state)
        for verb, state in product(MEETING, MeetingState.values)
        if state not in MEETING[verb][0]
    ],
)
def test_an_arrow_there_is_not(verb, state):
    meeting = ready(state)
    before = room.facts(meeting)

    with pytest.raises((IllegalTransition, AgendaClosed)):
        MEETING[verb][1](meeting)

    assert room.facts(meeting) == before


# One vote of an open meeting.


VOTE: dict[str, tuple[set[str], Verb]] = {
    "cast in the hall": ({"open", "tied"}, lambda m: casting.cast(
        the_vote(m), **by_chair(m, choice="for"))),
    "cast from afar": ({"remote", "open"}, lambda m: casting.cast(
        the_vote(m), **by_member(m, choice="for"))),
    "enter_written": ({"remote", "open"}, lambda m: room.write(
        the_vote(m), member(m), scan=paper(m))),
    "enter_in_hall": ({"open", "tied"}, lambda m: casting.enter_in_hall(
        the_vote(m), **by_clerk(m, membership=make.officer(m.body, Office.CHAIR), choice="for"))),
    "open_vote": ({"remote"}, lambda m: voting.open_vote(the_vote(m), **by_chair(m))),
    "close_vote": ({"open", "tied"}, lambda m: voting.close_vote(
        the_vote(m), **by_chair(m, without_casting=True))),
    # These are about the question, whose new vote stands once the old one is annulled.
    "reword": ({"remote", "annulled"}, lambda m: voting.reword(
        votable(m), **by_clerk(m, texts={"resolution_kk": "Қайтарылсын."}))),
    "settle_item": ({"remote", "annulled"}, lambda m: voting.settle_item(
        votable(m), **by_chair(m, state="deferred", reason="Дайын емес"))),
    "annul": ({"open", "tied", "closed"}, lambda m: annulling.annul(
        the_vote(m), **by_chair(m, reason="Техникалық ақау"))),
    "recuse": ({"remote", "annulled"}, lambda m: recusing.recuse(
        votable(m), **by_clerk(m, membership=member(m), reason="Мәселе өзіне қатысты"))),
    "adjourn": ({"remote", "closed", "withdrawn", "annulled"}, lambda m: session.adjourn(
        m, **by_chair(m, reason="Кеш болды"))),
    "close_meeting": ({"closed"}, lambda m: session.close_meeting(m, **by_chair(m))),
    "hand_over": ({"remote", "closed", "withdrawn", "annulled"}, lambda m: session.hand_over(
        m, **by_chair(m, to=make.officer(m.body, Office.CHAIR)))),
}  # fmt: skip
# Closing a closed vote says again what came of it.
# So does annulling one that is annulled.
AGAIN = {("close_vote", "closed"), ("annul", "annulled")}


def paper(meeting: Meeting) -> Any:
    return room.scan(room.clerk(meeting))


def in_session(vote: str) -> Meeting:
    """The secretary holds the keys, one member may vote from afar, the vote is in this state."""
    meeting = ready("in_session")
    officer = make.officer(meeting.body, Office.CHAIR)
    OperatorOrder.objects.create(
        meeting=meeting, operator=room.clerk(meeting), ordered_by=officer, at=room.now()
    )
    RemoteRequest.objects.create(
        meeting=meeting, membership=member(meeting), state="agreed", requested_at=room.now()
    )
    if vote in {"open", "tied", "closed", "annulled"}:
        voting.open_vote(the_vote(meeting), **by_chair(meeting))
    if vote == "tied":
        with pytest.raises(CastingVoteAwaited):
            voting.close_vote(the_vote(meeting), **by_chair(meeting))
    if vote == "annulled":
        annulling.annul(the_vote(meeting), **by_chair(meeting, reason="Техникалық ақау"))
    if vote == "closed":
        voting.close_vote(the_vote(meeting), **by_chair(meeting, without_casting=True))
    if vote == "withdrawn":
        Vote.objects.filter(pk=the_vote(meeting).pk).update(state=vote)
    return meeting


@pytest.mark.parametrize(
    ("verb", "state"), [(verb, state) for verb in VOTE for state in sorted(VOTE[verb][0])]
)
def test_an_arrow_of_the_vote_there_is(verb, state):
    VOTE[verb][1](in_session(state))


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (verb, state)
        for verb, state in product(VOTE, VoteState.values)
        if state not in VOTE[verb][0] and (verb, state) not in AGAIN
    ],
)
def test_an_arrow_of_the_vote_there_is_not(verb, state):
    meeting = in_session(state)
    paper(meeting)
    before = room.facts(meeting)

    with pytest.raises((IllegalTransition, BallotRefused)):
        VOTE[verb][1](meeting)

    assert room.facts(meeting) == before


# One item.

ITEM: dict[str, tuple[set[str], str, Verb]] = {
    "include_item": ({"proposed"}, "draft", lambda m: actions.include_item(
        votable(m), **by_clerk(m))),
    "decline_item": ({"proposed", "included"}, "draft", lambda m: actions.decline_item(
        votable(m), **by_clerk(m, reason="Басқа органның ісі"))),
    "open_vote": ({"included"}, "in_session", lambda m: voting.open_vote(
        the_vote(m), **by_chair(m))),
    "settle_item": ({"included"}, "in_session", lambda m: voting.settle_item(
        votable(m), **by_chair(m, state="noted"))),
}  # fmt: skip


def with_item(state: str, meeting_state: str) -> Meeting:
    meeting = ready(meeting_state)
    meeting.items.filter(position=2).update(state=state)
    return meeting


@pytest.mark.parametrize(
    ("verb", "state"), [(verb, state) for verb in ITEM for state in sorted(ITEM[verb][0])]
)
def test_an_arrow_of_the_item_there_is(verb, state):
    _states, meeting_state, act = ITEM[verb]

    act(with_item(state, meeting_state))


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (verb, state)
        for verb, state in product(ITEM, ItemState.values)
        if state not in ITEM[verb][0]
    ],
)
def test_an_arrow_of_the_item_there_is_not(verb, state):
    _states, meeting_state, act = ITEM[verb]
    meeting = with_item(state, meeting_state)
    before = room.facts(meeting)

    with pytest.raises(RuleViolation) as refusal:
        act(meeting)

    assert type(refusal.value) is IllegalTransition
    assert room.facts(meeting) == before
