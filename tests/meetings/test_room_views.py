"""The members' room, what it polls, and the methods agreed beforehand."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from meetings.actions import casting
from tests import factories as make
from tests.meetings import rooms
from tests.meetings.browsing import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    """Somebody's browser: `at(person, "meeting_room", meeting.pk)`."""
    with translation.override("en"):
        yield visit


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_room_shows_the_open_item_to_members_and_is_shut_to_strangers(at):
    meeting, vote = rooms.voting_open()
    member = make.ordinary(meeting.body)[0].user

    page = text(at(member, "meeting_room", meeting.pk))

    assert reverse("meetings:ballot_cast", args=[vote.pk]) in page
    assert reverse("meetings:live_stream", args=[meeting.pk, "room"]) in page
    assert "data-live=" not in text(at(member, "meeting_room", meeting.pk, updates="off"))
    assert at(make.user(), "meeting_room", meeting.pk).status_code == 404


@pytest.mark.parametrize(
    ("page", "screen"), [("meeting_room", "room"), ("meeting_console", "console"),
                         ("hall_display", "display")],
)  # fmt: skip
def test_a_screen_that_asks_is_answered_only_with_what_is_new(at, page, screen):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    first = text(at(seats["chair"].user, page, meeting.pk))
    since = re.search(r'data-since="([\d.]+)"', first).group(1)

    same = at(seats["chair"].user, "live_state", meeting.pk, screen, since=since)
    casting.cast(vote, by=seats["deputy"].user, choice="for", at=timezone.now())
    changed = at(seats["chair"].user, "live_state", meeting.pk, screen, since=since)

    assert (same.status_code, changed.status_code) == (204, 200)
    assert changed.json()["said"] == "Item 1: 1 of 8 have voted"
    assert changed.json()["mark"] != since


@pytest.mark.parametrize("screen", ["room", "console", "display", "ballot"])
def test_a_live_part_never_holds_a_form(at, screen):
    meeting, _vote = rooms.voting_open()

    parts = at(rooms.seats(meeting)["chair"].user, "live_state", meeting.pk, screen).json()["parts"]

    assert parts
    assert [name for name, html in parts.items() if "<form" in html or "<input" in html] == []


def test_a_process_for_pages_says_that_it_has_no_stream(at):
    meeting = rooms.opened()
    chair = rooms.seats(meeting)["chair"].user

    assert at(chair, "live_stream", meeting.pk, "room").status_code == 204
    assert at(chair, "live_stream", meeting.pk, "cellar").status_code == 404
    assert at(make.user(), "live_stream", meeting.pk, "room").status_code == 404
    assert (
        at(make.ordinary(meeting.body)[0].user, "live_stream", meeting.pk, "console").status_code
        == 403
    )


def test_how_one_has_voted_is_on_no_screen_before_the_close(at):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    casting.cast(vote, by=seats["deputy"].user, choice="against", at=timezone.now())

    drawn = "".join(
        text(at(seats["chair"].user, "live_state", meeting.pk, screen))
        for screen in ("room", "console", "display", "ballot")
    )

    assert "s-voted" in drawn
    assert [sign for sign in ("mark-against", "s-against", "Against") if sign in drawn] == []


def test_an_electronic_method_is_refused_only_with_a_reason(at):
    meeting = rooms.notified()
    seats, voter = rooms.seats(meeting), make.ordinary(meeting.body)[0].user
    sent = at(voter, "remote_request", meeting.pk, data={"reason": "Іссапар"})
    asked = meeting.remote_requests.get()

    silent = at(seats["clerk"].user, "remote_decide", asked.pk, data={"agree": "refused"})
    other = at(seats["chair"].user, "remote_decide", asked.pk, data={"agree": "agreed"})
    done = at(seats["clerk"].user, "remote_decide", asked.pk, data={"agree": "agreed"})
    twice = at(seats["clerk"].user, "remote_decide", asked.pk, data={"agree": "agreed"})

    asked.refresh_from_db()
    assert [r.status_code for r in (sent, silent, other, done, twice)] == [302, 409, 403, 302, 409]
    assert asked.state == "agreed"
