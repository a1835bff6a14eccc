"""How many taps the portal promises for what people do most, and the ballot without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

from meetings.actions import session
from meetings.models import Ballot, Meeting, Rsvp, Vote
from meetings.states import MeetingState, VoteState
from minutes.actions import draw_up, submit
from minutes.documents import fields, pdf
from minutes.models import Signature
from tests import factories as make
from tests.meetings import agendas, rooms, sittings
from tests.minutes.conftest import blank_stamp, hold, new_body, seat_people, sheet, write_texts

PHONE = {"width": 360, "height": 740}
RECEIPT = re.compile(r"/ballots/\d+/")


class Taps:
    """Presses, and how many there have been."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, target: str | Locator) -> None:
        found = self.page.locator(target) if isinstance(target, str) else target
        found.first.click()
        self.page.wait_for_load_state()
        self.count += 1

    def submit(self) -> None:
        self.press("main form button.btn")


def voter(meeting: Meeting):
    return make.ordinary(meeting.body)[0].user


@pytest.fixture
def open_vote(transactional_db):
    return rooms.voting_open()


def test_a_member_votes_in_two_taps_and_a_confirmation(arrive, open_vote):
    meeting, vote = open_vote
    person = arrive(voter(meeting), **PHONE)
    person.visit(f"/meetings/vote/{vote.pk}/")
    taps = Taps(person.page)

    taps.press(".ballot-card")
    taps.submit()
    taps.press("button[name=cast]")

    person.page.wait_for_url(RECEIPT)
    assert (taps.count, Ballot.objects.get().choice) == (3, "for")


def test_the_link_of_the_letter_survives_the_sign_in(browser, live_server, open_vote):
    meeting, vote = open_vote
    context = browser.new_context(viewport=PHONE, locale="kk-KZ")
    page = context.new_page()
    page.goto(f"{live_server.url}/meetings/vote/{vote.pk}/")

    page.fill("input[name=login]", voter(meeting).email)
    page.fill("input[name=password]", make.PASSWORD)
    page.press("input[name=password]", "Enter")

    page.wait_for_url(f"{live_server.url}/meetings/vote/{vote.pk}/")
    context.close()


def test_whoever_comes_says_so_in_one_tap(arrive):
    meeting = make.meeting(make.association(size=5), state=MeetingState.NOTIFIED)
    agendas.item(meeting)
    person = arrive(voter(meeting), **PHONE)
    taps = Taps(person.page)

    taps.press("button[name=answer][value=hall]")

    assert (taps.count, Rsvp.objects.get().answer) == (1, "hall")


def test_a_vote_is_opened_in_two_taps_and_closed_in_two(arrive):
    meeting = rooms.opened(items=1)
    officers = rooms.seats(meeting)
    session.order_operator(
        meeting, operator=officers["clerk"].user, by=officers["chair"].user, at=sittings.now()
    )
    person = arrive(officers["clerk"].user)
    vote = Vote.objects.get()
    taps = Taps(person.page)

    for address, state in [("open", VoteState.OPEN), ("close", VoteState.CLOSED)]:
        person.visit(f"/meetings/{meeting.pk}/console/")
        taps.press(f"a[href='/meetings/vote/{vote.pk}/{address}/']")
        taps.submit()
        vote.refresh_from_db()
        assert vote.state == state
        if state == VoteState.OPEN:
            sittings.cast(vote, "for", [*officers.values(), *make.ordinary(meeting.body)[:-2]])
    assert taps.count == 4


def test_the_chair_approves_the_agenda_in_two_taps(arrive):
    meeting = agendas.in_consent(make.association(size=5))
    agendas.consent(meeting, agendas.seats(meeting.body)[:4])
    person = arrive(make.officer(meeting.body, "chair").user)
    taps = Taps(person.page)

    taps.press(f"a[href='/meetings/{meeting.pk}/agenda/approve/']")
    taps.submit()

    meeting.refresh_from_db()
    assert (taps.count, meeting.state) == (2, MeetingState.APPROVED)


def test_the_chair_signs_in_three_taps_and_a_password(
    arrive, transactional_db, settings, tmp_path, monkeypatch
):
    settings.PORTAL_SIGNING_KEY = tmp_path / "portal.p12"
    settings.PORTAL_SIGNING_PASSPHRASE = ""
    monkeypatch.setattr(fields, "_drawn", lambda _stamp: blank_stamp())
    monkeypatch.setattr(pdf, "render", lambda one: sheet(tuple(b["field"] for b in pdf.boxes(one))))
    body = new_body()
    held = hold(body, seat=seat_people(body))
    minutes = draw_up(held.meeting, by=held.clerk, at=sittings.now())
    write_texts(minutes)
    submit(minutes, by=held.clerk, at=sittings.now())
    person = arrive(held.chair)
    taps = Taps(person.page)

    taps.press(f"main a[href^='/minutes/{minutes.pk}/']")
    if not person.page.url.endswith("/sign/"):
        taps.press(f"a[href='/minutes/{minutes.pk}/sign/']")
    person.page.fill("[name=password]", make.PASSWORD)
    taps.submit()

    assert Signature.objects.get().signer == held.chair
    assert taps.count <= 3


def test_a_member_votes_by_keyboard_alone(arrive, open_vote):
    meeting, vote = open_vote
    person = arrive(voter(meeting))
    person.visit(f"/meetings/vote/{vote.pk}/")
    page = person.page

    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "main form button.btn")
    page.keyboard.press("Enter")
    page.wait_for_selector("button[name=cast]")
    tab_to(page, "button[name=cast]")
    page.keyboard.press("Enter")

    page.wait_for_url(RECEIPT)
    assert Ballot.objects.get().choice == "against"


def tab_to(page: Page, target: str) -> None:
    """Press Tab until `target` has the focus, and see that the focus can be seen."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            box = page.evaluate(
                "() => { const b = document.activeElement.getBoundingClientRect();"
                " return b.top >= 0 && b.bottom <= innerHeight }"
            )
            assert box, f"{target} has the focus out of sight"
            return
    pytest.fail(f"{target} is not reached by Tab")


def test_a_member_votes_without_scripts(arrive, open_vote):
    meeting, vote = open_vote
    person = arrive(voter(meeting), **PHONE, java_script_enabled=False)
    person.visit(f"/meetings/vote/{vote.pk}/")
    taps = Taps(person.page)

    taps.press(".ballot-card:last-of-type")
    taps.submit()
    taps.press("button[name=cast]")

    person.page.wait_for_url(RECEIPT)
    ballot = Ballot.objects.get()
    assert ballot.choice == "abstain"
    assert ballot.receipt[:8] in re.sub(r"\W", "", person.text()).lower()


def test_a_thumb_hits_everything_on_the_ballot(arrive, open_vote):
    meeting, vote = open_vote
    person = arrive(voter(meeting), **PHONE)
    person.visit(f"/meetings/vote/{vote.pk}/")

    cards = [box["height"] for box in boxes(person.page, ".ballot-card label")]
    buttons = [box["height"] for box in boxes(person.page, "main button, main a.btn")]
    person.page.locator(".ballot-card").first.click()
    person.confirm()
    buttons += [box["height"] for box in boxes(person.page, "main button, main a.btn")]

    assert len(cards) == 3
    assert len(set(cards)) == 1
    assert min(cards) >= 72
    assert min(buttons) >= 44


def boxes(page: Page, target: str) -> list:
    found = [one.bounding_box() for one in page.locator(target).all() if one.is_visible()]
    assert found
    return found


def test_remote_ballots_of_all_items_take_two_taps_each_at_most(arrive):
    meeting = rooms.notified(items=3, size=6)
    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=make.noon(7))
    meeting.refresh_from_db()
    seat = make.ordinary(meeting.body)[0]
    sittings.agreed(meeting, seat)
    person = arrive(seat.user, **PHONE)
    person.visit(f"/meetings/{meeting.pk}/absentee/")
    taps = Taps(person.page)

    for group in person.page.locator("main fieldset.ballot").all():
        taps.press(group.locator(".ballot-card").first)
    taps.submit()
    taps.press("button[name=cast]")

    assert Ballot.objects.count() == 3
    assert taps.count <= 2 * 3 + 2
