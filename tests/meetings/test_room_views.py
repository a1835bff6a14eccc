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
    assert 'hx-trigger="every 5s"' in page
    assert "hx-trigger" not in text(at(member, "meeting_room", meeting.pk, updates="off"))
    assert at(make.user(), "meeting_room", meeting.pk).status_code == 404


@pytest.mark.parametrize(("page", "panel"), [("meeting_room", "room_panel"),
                                             ("meeting_console", "console_panel")])  # fmt: skip
def test_a_panel_answers_only_what_has_changed(at, page, panel):
    meeting, vote = rooms.voting_open()
    seats = rooms.seats(meeting)
    first = text(at(seats["chair"].user, page, meeting.pk))
    seen = re.search(r"seen=(\w+)", first).group(1)

    same = at(seats["chair"].user, panel, meeting.pk, seen=seen)
    casting.cast(vote, by=seats["deputy"].user, choice="for", at=timezone.now())
    changed = at(seats["chair"].user, panel, meeting.pk, seen=seen)

    assert (same.status_code, changed.status_code) == (204, 200)
    assert "1 of 8 have voted" in text(changed)
    assert "<form" not in text(changed)


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
