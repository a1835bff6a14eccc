"""The console and the room, as a browser without JavaScript sees them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from bodies.models import Office
from meetings.actions import casting, session, voting
from meetings.models import AttendanceEvent, Ballot, Guest, OperatorOrder, Rsvp, Vote
from meetings.states import ItemState, MeetingState, OutcomeKind, VoteState
from tests import factories as make
from tests.meetings import rooms, sittings
from tests.meetings.browsing import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    """Somebody's browser: `at(person, "meeting_room", meeting.pk)`."""
    with translation.override("en"):
        yield visit


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def room():
    return rooms.notified()


@pytest.fixture
def people(room):
    return {name: seat.user for name, seat in rooms.seats(room).items()}


def test_the_console_is_the_secretarys_and_the_officers(room, people, at):
    member = make.ordinary(room.body)[0].user
    stranger = make.user()

    statuses = [
        at(person, "meeting_console", room.pk).status_code
        for person in [people["clerk"], people["chair"], people["deputy"], member, stranger]
    ]

    assert statuses == [200, 200, 200, 403, 404]


def test_answers_to_the_notice_are_suggestions_until_ticked(room, people, at):
    coming, away = make.ordinary(room.body)[:2]
    for seat, answer in [(coming, "hall"), (away, "excused")]:
        Rsvp.objects.create(
            meeting=room, membership=seat, answer=answer, reason="Іссапар", at=timezone.now()
        )

    page = at(people["clerk"], "meeting_console", room.pk)
    at(people["clerk"], "attendance_mark", room.pk, data={"confirm": [away.pk]})

    assert f'id="confirm-{coming.pk}"' in text(page)
    assert f'id="confirm-{coming.pk}" checked' not in text(page)
    marked = AttendanceEvent.objects.get()
    assert (marked.membership, marked.presence, marked.reason) == (away, "excused", "Іссапар")


def test_a_rows_button_marks_that_row_and_what_is_ticked(room, people, at):
    first, second = make.ordinary(room.body)[:2]
    Rsvp.objects.create(meeting=room, membership=second, answer="online", at=timezone.now())

    answer = at(
        people["clerk"], "attendance_mark", room.pk,
        data={"mark": f"{first.pk}:hall", "confirm": [second.pk]},
    )  # fmt: skip

    assert answer.status_code == 302
    assert dict(AttendanceEvent.objects.values_list("membership", "presence")) == {
        first.pk: "hall", second.pk: "online",
    }  # fmt: skip


@pytest.mark.parametrize("sent", [{}, {"mark": "0:hall"}, {"mark": "x"}, {"confirm": ["9999"]}])
def test_an_empty_or_invented_mark_changes_nothing(room, people, at, sent):
    answer = at(people["clerk"], "attendance_mark", room.pk, data=sent)

    assert (answer.status_code, AttendanceEvent.objects.count()) == (200, 0)
    assert "Mark at least one member." in text(answer)


def test_only_the_secretary_marks_attendance(room, people, at):
    seat = make.ordinary(room.body)[0]

    answer = at(people["deputy"], "attendance_mark", room.pk, data={"mark": f"{seat.pk}:hall"})

    assert (answer.status_code, AttendanceEvent.objects.count()) == (403, 0)
    assert "Only the secretary marks attendance." in text(answer)


def test_one_member_is_marked_with_a_reason_and_the_page_shows_the_times(room, people, at):
    seat = make.ordinary(room.body)[0]
    rooms.come(room, [seat])

    at(
        people["clerk"], "attendance_edit", room.pk, seat.pk,
        data={"presence": "absent", "reason": "<b>кетті</b>"},
    )  # fmt: skip
    page = at(people["clerk"], "attendance_edit", room.pk, seat.pk)

    assert "Times" in text(page)
    assert "&lt;b&gt;кетті" in text(page)
    assert at(people["clerk"], "attendance_edit", room.pk, 999_999).status_code == 404


def test_opening_below_the_quorum_is_refused_in_place_with_its_numbers(room, people, at):
    rooms.come(room, list(rooms.seats(room).values()))

    read = at(people["chair"], "meeting_open", room.pk)
    refused = at(people["chair"], "meeting_open", room.pk, data={})

    room.refresh_from_db()
    assert (read.status_code, refused.status_code, room.state) == (200, 409, "notified")
    assert "No quorum: 3 of 10 participate, at least 7 required (cl. 20)." in text(refused)
    assert "Clause 20 of the Regulation" in text(refused)


def test_reading_the_opening_page_opens_nothing_and_the_button_does(room, people, at):
    rooms.come(room, [*rooms.seats(room).values(), *make.ordinary(room.body)[:4]])

    page = text(at(people["chair"], "meeting_open", room.pk))
    room.refresh_from_db()
    before = room.state
    done = at(people["chair"], "meeting_open", room.pk, data={})

    room.refresh_from_db()
    assert (before, done.status_code, room.state) == ("notified", 302, "in_session")
    for fact in ["Composition", "Taking part", "Presiding person", "Secretary"]:
        assert fact in page
    assert at(people["chair"], "meeting_open", room.pk, data={}).status_code == 409


def test_the_secretary_opens_only_with_the_keys_of_the_room(room, people, at):
    rooms.come(room, [*rooms.seats(room).values(), *make.ordinary(room.body)[:4]])

    without = at(people["clerk"], "meeting_open", room.pk, data={})
    own = at(people["clerk"], "operator_order", room.pk, data={})
    given = at(people["chair"], "operator_order", room.pk, data={})
    held = at(people["clerk"], "meeting_open", room.pk, data={})

    assert [r.status_code for r in (without, own, given, held)] == [403, 409, 302, 302]
    assert OperatorOrder.objects.get().operator == people["clerk"]


def test_a_meeting_that_cannot_open_is_recorded_as_failed(room, people, at):
    rooms.come(room, [rooms.seats(room)["clerk"]])

    refused = at(people["chair"], "meeting_fail", room.pk, data={"reason": "x"})
    done = at(people["clerk"], "meeting_fail", room.pk, data={"reason": ""})

    room.refresh_from_db()
    assert (refused.status_code, done.status_code) == (403, 302)
    assert (room.state, room.reason) == (
        MeetingState.FAILED,
        "No quorum: 1 of 10 participate, at least 7 required (cl. 20).",
    )


def test_guests_are_listed_and_a_hostile_name_is_only_text(room, people, at):
    empty = at(people["clerk"], "guest_add", room.pk, data={"name": ""})
    at(people["clerk"], "guest_add", room.pk, data={"name": "<script>1</script>"})

    assert (empty.status_code, Guest.objects.count()) == (200, 1)
    page = text(at(people["clerk"], "meeting_console", room.pk))
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page


def test_a_vote_is_opened_after_its_text_was_checked(at):
    meeting = rooms.opened()
    chair = rooms.seats(meeting)["chair"].user
    vote, other = rooms.votes(meeting)

    page = text(at(chair, "vote_open", vote.pk))
    done = at(chair, "vote_open", vote.pk, data={})
    second = at(chair, "vote_open", other.pk, data={})

    vote.refresh_from_db()
    assert (done.status_code, vote.state, second.status_code) == (302, VoteState.OPEN, 409)
    assert "Бекітілсін." in page
    assert "simple majority of the votes for and against (cl. 20)" in page
    assert "Close the vote on item 1 first." in text(second)


def test_before_the_close_the_console_names_who_has_voted_but_not_how(at):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    casting.cast(vote, by=seats["deputy"].user, choice="against", at=timezone.now())

    page = text(at(seats["chair"].user, "meeting_console", meeting.pk))

    assert "1<small> / 8</small></span><p>have voted</p>" in page
    assert seats["deputy"].user.full_name() in page
    assert "mark-against" not in page


def test_a_vote_is_closed_in_two_steps_and_explained(at):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    for seat, choice in [(seats["deputy"], "for"), (seats["clerk"], "for"),
                         (seats["chair"], "against")]:  # fmt: skip
        casting.cast(vote, by=seat.user, choice=choice, at=timezone.now())

    page = at(seats["chair"].user, "vote_close", vote.pk)
    vote.refresh_from_db()
    before = vote.state
    closed = at(seats["chair"].user, "vote_close", vote.pk, data={})
    again = at(seats["chair"].user, "vote_close", vote.pk, data={})
    result = text(at(make.ordinary(meeting.body)[0].user, "vote_result", vote.pk))

    assert (page.status_code, before, closed.status_code, again.status_code) == (
        200, VoteState.OPEN, 302, 302,
    )  # fmt: skip
    assert "Adopted: 2 for, 1 against (simple majority, cl. 20)." in result
    assert "mark-against" in result
    assert at(make.user(), "vote_result", vote.pk).status_code == 404


def test_a_tie_asks_for_the_presiding_persons_vote_first(at):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    casting.cast(vote, by=seats["deputy"].user, choice="for", at=timezone.now())
    casting.cast(vote, by=seats["clerk"].user, choice="against", at=timezone.now())

    asked = at(seats["chair"].user, "vote_close", vote.pk, data={})
    vote.refresh_from_db()
    state = vote.state
    closed = at(seats["chair"].user, "vote_close", vote.pk, data={"without_casting": "on"})

    vote.refresh_from_db()
    assert (asked.status_code, state, closed.status_code) == (409, VoteState.TIED, 302)
    assert reverse("meetings:ballot_cast", args=[vote.pk]) in text(asked)
    assert "Close without a decisive vote" in text(asked)
    assert vote.outcome == OutcomeKind.REJECTED


@pytest.mark.parametrize(
    ("policy", "warned"),
    [("presiding", False), ("chair_only", False), ("chair_else_presiding", True)],
)
def test_an_absent_chair_whose_ballot_would_decide_is_named_before_the_close(at, policy, warned):
    """C5: only where the rules put the chair's ballot over the presiding deputy's."""
    body = sittings.departing(make.association(size=6), casting_vote=policy)
    meeting = rooms.notified(body=body)
    seats, vote = rooms.seats(meeting), rooms.votes(meeting)[0]
    rooms.come(meeting, [seats["deputy"], seats["clerk"], *make.ordinary(body)])
    sittings.agreed(meeting, seats["chair"])
    sittings.open_meeting(meeting, Office.DEPUTY_CHAIR)
    voting.open_vote(vote, by=seats["deputy"].user, at=timezone.now())
    sentence = "The chair does not preside but has voted"

    before = at(seats["deputy"].user, "vote_close", vote.pk)
    casting.cast(vote, by=seats["chair"].user, choice="for", at=timezone.now())
    after = at(seats["deputy"].user, "vote_close", vote.pk)

    assert sentence not in text(before)
    assert (sentence in text(after)) is warned


def test_a_vote_given_in_the_hall_is_entered_by_order_only(at):
    meeting, vote = rooms.voting_open()
    seats, voter = rooms.seats(meeting), make.ordinary(meeting.body)[0]
    sent = {"membership": voter.pk, "choice": "for"}

    without = at(seats["clerk"].user, "hall_vote_enter", vote.pk, data=sent)
    session.order_operator(
        meeting, operator=seats["clerk"].user, by=seats["chair"].user, at=timezone.now()
    )
    empty = at(seats["clerk"].user, "hall_vote_enter", vote.pk, data={"membership": voter.pk})
    done = at(seats["clerk"].user, "hall_vote_enter", vote.pk, data=sent)

    assert (without.status_code, empty.status_code, done.status_code) == (409, 200, 302)
    assert "The presiding person has not ordered that you enter votes." in text(without)
    ballot = Ballot.objects.get()
    assert (ballot.membership, ballot.choice, ballot.channel) == (voter, "for", "hall")
    assert voter.user.notifications.filter(kind="ballot_entered").count() == 1


def test_an_item_is_deferred_with_its_reason(at):
    meeting = rooms.opened()
    chair, item = rooms.seats(meeting)["chair"].user, rooms.votes(meeting)[1].item

    silent = at(chair, "item_settle", item.pk, data={"state": "deferred", "reason": ""})
    done = at(chair, "item_settle", item.pk, data={"state": "deferred", "reason": "Дайын емес"})

    item.refresh_from_db()
    assert (silent.status_code, done.status_code, item.state) == (409, 302, ItemState.DEFERRED)
    assert "Give a reason." in text(silent)


def test_a_changed_wording_voids_earlier_ballots(at):
    meeting = rooms.notified()
    seats, voter = rooms.seats(meeting), make.ordinary(meeting.body)[0]
    asked = casting.request_remote(meeting, by=voter.user, at=timezone.now(), reason="Іссапар")
    casting.decide_remote(asked, by=seats["clerk"].user, at=timezone.now(), agree=True)
    vote = rooms.votes(meeting)[0]
    casting.cast(vote, by=voter.user, choice="for", at=timezone.now())

    done = at(
        seats["clerk"].user, "item_reword", vote.item_id,
        data={"resolution_kk": "Өзгертілсін.", "resolution_ru": "", "resolution_en": ""},
    )  # fmt: skip

    assert done.status_code == 302
    assert Ballot.objects.counted().count() == 0
    vote.item.refresh_from_db()
    assert vote.item.resolution_kk == "Өзгертілсін."


def test_presiding_is_handed_over_only_by_the_rules(at):
    meeting = rooms.opened()
    seats = rooms.seats(meeting)

    refused = at(
        seats["chair"].user, "meeting_hand_over", meeting.pk, data={"to": seats["deputy"].pk}
    )
    rooms.come(meeting, [seats["chair"]], "absent")
    done = at(
        seats["deputy"].user, "meeting_hand_over", meeting.pk, data={"to": seats["deputy"].pk}
    )

    meeting.refresh_from_db()
    assert (refused.status_code, done.status_code) == (409, 302)
    assert "The chair is attending and must preside." in text(refused)
    assert meeting.presiding == seats["deputy"]


def test_the_meeting_closes_once_every_item_is_decided(at):
    meeting = rooms.opened(items=1)
    chair, vote = rooms.seats(meeting)["chair"].user, rooms.votes(meeting)[0]

    early = at(chair, "meeting_close", meeting.pk, data={})
    voting.open_vote(vote, by=chair, at=timezone.now())
    casting.cast(vote, by=chair, choice="for", at=timezone.now())
    voting.close_vote(vote, by=chair, at=timezone.now())
    done = at(chair, "meeting_close", meeting.pk, data={})

    meeting.refresh_from_db()
    assert (early.status_code, done.status_code, meeting.state) == (409, 302, "closed")
    assert "Decide, withdraw or defer these items first: 1." in text(early)


def test_adjourning_needs_a_reason(at):
    meeting = rooms.opened()
    chair = rooms.seats(meeting)["chair"].user

    empty = at(chair, "meeting_adjourn", meeting.pk, data={"reason": ""})
    done = at(chair, "meeting_adjourn", meeting.pk, data={"reason": "Кеш болды"})

    meeting.refresh_from_db()
    assert (empty.status_code, done.status_code, meeting.state) == (200, 302, "adjourned")


def test_every_page_of_the_sitting_can_be_read(at):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    pages = [
        ("meeting_console", meeting.pk), ("meeting_hand_over", meeting.pk),
        ("meeting_adjourn", meeting.pk), ("meeting_close", meeting.pk),
        ("meeting_fail", meeting.pk), ("meeting_open", meeting.pk), ("guest_add", meeting.pk),
        ("vote_open", vote.pk), ("vote_close", vote.pk), ("hall_vote_enter", vote.pk),
        ("item_settle", vote.item_id), ("item_reword", vote.item_id),
        ("written_ballot_enter", meeting.pk), ("meeting_room", meeting.pk),
        ("vote_result", vote.pk), ("my_ballots",), ("absentee_receipts", meeting.pk),
    ]  # fmt: skip

    statuses = {page[0]: at(seats["clerk"].user, *page).status_code for page in pages}

    assert set(statuses.values()) == {200}, statuses
    assert Vote.objects.get(pk=vote.pk).state == VoteState.OPEN
    assert make.officer(meeting.body, Office.CHAIR)
