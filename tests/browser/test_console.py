"""The console wholly by keyboard: attendance, a roll call, a vote opened and closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bodies.models import Body
from meetings.actions import session
from meetings.models import AttendanceEvent, Ballot, Meeting, Rsvp, Vote
from meetings.states import VoteState
from tests import factories as make
from tests.meetings import rooms, sittings

TWENTY_FIVE = 25


class Keys:
    """Keys pressed, and how many there have been."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def follow(self, key: str, to: str) -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation(url=to):
            self.press(key)
        self.page.wait_for_load_state()


def ordered(meeting: Meeting):
    """The secretary, who holds the keys of the room by the chair's order."""
    officers = rooms.seats(meeting)
    session.order_operator(
        meeting, operator=officers["clerk"].user, by=officers["chair"].user, at=sittings.now()
    )
    return officers["clerk"].user


@pytest.fixture
def body(transactional_db) -> Body:
    return make.association(size=TWENTY_FIVE)


@pytest.fixture
def awaited(body) -> Meeting:
    """Everybody has answered that they come, and nobody is marked yet."""
    meeting = rooms.notified(body=body, items=1)
    Rsvp.objects.bulk_create(
        Rsvp(meeting=meeting, membership=seat, answer="hall", at=sittings.now())
        for seat in sittings.seats(body)
    )
    return meeting


def marked(page: Page, count: int) -> None:
    expect(page.locator("[data-line] [aria-pressed=true]")).to_have_count(count, timeout=30_000)


def test_attendance_of_twenty_five_takes_a_key_for_each_and_one_to_begin(arrive, awaited):
    person = arrive(ordered(awaited))
    person.visit(f"/meetings/{awaited.pk}/console/")
    keys = Keys(person.page)

    keys.press("ArrowDown", *["1"] * (TWENTY_FIVE - 2), "2", "3")

    marked(person.page, TWENTY_FIVE)
    assert keys.count == TWENTY_FIVE + 1
    assert AttendanceEvent.objects.count() == TWENTY_FIVE
    there = AttendanceEvent.objects.filter(presence="hall")
    assert there.count() == TWENTY_FIVE - 2


def test_a_row_answered_beforehand_is_not_marked_by_itself(arrive, awaited):
    person = arrive(ordered(awaited))
    person.visit(f"/meetings/{awaited.pk}/console/")

    Keys(person.page).press("ArrowDown", "ArrowDown", "ArrowUp", "4")

    marked(person.page, 1)
    assert [event.presence for event in AttendanceEvent.objects.all()] == ["absent"]


def test_a_meeting_is_held_by_keyboard_alone(arrive, awaited):
    clerk = ordered(awaited)
    sittings.come(awaited, sittings.seats(awaited.body))
    vote = Vote.objects.get()
    person = arrive(clerk)
    console = f"/meetings/{awaited.pk}/console/"
    person.visit(console)
    keys = Keys(person.page)

    keys.follow("o", "**/open/")
    keys.follow("Enter", f"**{console}")
    assert keys.count == 2

    keys.follow("o", "**/open/")
    keys.follow("Enter", f"**{console}")
    vote.refresh_from_db()
    assert (keys.count, vote.state) == (4, VoteState.OPEN)

    keys.follow("r", "**/roll-call/")
    for key in ("f", "f", "a", "n"):
        keys.follow(key, "**/roll-call/?after=*")
    keys.follow("u", "**/roll-call/?member=*")
    keys.follow("a", "**/roll-call/?after=*")
    keys.follow("s", "**/roll-call/?after=*")
    chosen = list(Ballot.objects.counted().in_roll_order().values_list("choice", flat=True))
    assert chosen == ["for", "for", "against", "against"]
    assert Ballot.objects.filter(vote=vote).count() == 6

    sittings.cast(vote, "for", sittings.seats(awaited.body)[10:])
    person.visit(console)
    begun = keys.count
    keys.follow("c", "**/close/")
    keys.follow("Enter", "**/result/")
    vote.refresh_from_db()
    assert (keys.count - begun, vote.state) == (2, VoteState.CLOSED)


def test_the_place_of_the_key_counts_not_its_letter(arrive, awaited):
    clerk = ordered(awaited)
    sittings.come(awaited, sittings.seats(awaited.body))
    sittings.open_meeting(awaited)
    vote = sittings.voting_on(awaited)
    person = arrive(clerk)
    person.visit(f"/meetings/vote/{vote.pk}/roll-call/")

    for code, letter in [("KeyF", "а"), ("KeyA", "ф"), ("KeyN", "т")]:
        with person.page.expect_navigation():
            person.page.evaluate(
                """([code, key]) => document.body.dispatchEvent(
                    new KeyboardEvent("keydown", {code, key, bubbles: true}))""",
                [code, letter],
            )

    chosen = Ballot.objects.counted().in_roll_order().values_list("choice", flat=True)
    assert list(chosen) == ["for", "against", "abstain"]


def test_single_keys_can_be_turned_off(arrive, awaited):
    person = arrive(ordered(awaited))
    person.visit(f"/meetings/{awaited.pk}/console/")
    page = person.page
    page.keyboard.press("?")
    expect(page.locator("dialog[data-keys]")).to_be_visible()

    page.locator("label[for=keys-on]").click()
    page.keyboard.press("Escape")
    for key in ("ArrowDown", "1", "?"):
        page.keyboard.press(key)

    expect(page.locator("dialog[data-keys]")).to_be_hidden()
    assert not AttendanceEvent.objects.exists()
    page.locator("[data-keys-help]").click()
    page.locator("label[for=keys-on]").click()
    page.keyboard.press("Escape")
    page.locator("main h1").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    marked(page, 1)


def test_attendance_and_roll_call_work_without_scripts(arrive, awaited):
    clerk = ordered(awaited)
    person = arrive(clerk, java_script_enabled=False)
    person.visit(f"/meetings/{awaited.pk}/console/")

    person.page.locator("[data-line] button").first.click()
    person.page.wait_for_load_state()
    assert AttendanceEvent.objects.count() == 1
    sittings.come(awaited, sittings.seats(awaited.body))
    sittings.open_meeting(awaited)
    vote = sittings.voting_on(awaited)
    person.visit(f"/meetings/vote/{vote.pk}/roll-call/")
    person.page.locator("button[name=choice][value=against]").click()
    person.page.wait_for_load_state()

    assert Ballot.objects.get().choice == "against"
