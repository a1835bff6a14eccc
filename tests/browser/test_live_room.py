"""Several browsers in one meeting: what one does, the others see, and no form is ever redrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from bodies.models import Membership
from meetings.actions import casting, voting
from tests import factories as make
from tests.browser.serving import Server
from tests.meetings import rooms

PHONE = {"width": 360, "height": 740}
SOON = 10_000


@pytest.fixture
def server(transactional_db) -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def address(server) -> str:
    return server.address


def numbers(person) -> tuple[str, ...]:
    """The quorum as this screen has it: present and composition."""
    text = person.page.locator("[data-part=quorum] .num, [data-part=ring] .num").inner_text()
    return tuple(re.findall(r"\d+", text))


def await_numbers(person, present: int, of: int) -> None:
    number = person.page.locator("[data-part=quorum] .num, [data-part=ring] .num")
    expect(number).to_have_text(re.compile(rf"^\s*{present}\s*/\s*{of}\s*$"), timeout=SOON)


def await_live(person) -> None:
    expect(person.page.locator("[data-live]")).to_have_attribute("data-now", "live", timeout=SOON)


def test_room_console_wall_and_two_phones_see_the_same_numbers(arrive):
    meeting = rooms.opened(size=10)
    seats, members = rooms.seats(meeting), make.ordinary(meeting.body)
    chair = seats["chair"].user
    room, console, wall = arrive(seats["deputy"].user), arrive(chair), arrive(seats["clerk"].user)
    phones = [arrive(seat.user, **PHONE) for seat in members[:2]]
    console.visit(f"/meetings/{meeting.pk}/console/")
    wall.visit(f"/meetings/{meeting.pk}/display/")
    for person in (room, *phones):
        person.visit(f"/meetings/{meeting.pk}/room/")
    everybody = [room, console, wall, *phones]
    for person in everybody:
        await_live(person)

    rooms.come(meeting, members[-1:], "online")

    for person in everybody:
        await_numbers(person, 9, 10)
    assert {numbers(person) for person in everybody} == {("9", "10")}

    vote = rooms.votes(meeting)[0]
    voting.open_vote(vote, by=chair, at=timezone.now())

    for person in (room, *phones):
        link = person.page.locator(f"a[href='/meetings/vote/{vote.pk}/']")
        expect(link).to_be_visible(timeout=SOON)
        expect(person.page.locator("#alert")).to_contain_text("1", timeout=SOON)
    casting.cast(vote, by=members[0].user, choice="for", at=timezone.now())
    casting.cast(vote, by=members[1].user, choice="against", at=timezone.now())
    for person in (room, console, phones[1]):
        expect(person.page.locator("main")).to_contain_text("2 / 9", timeout=SOON)
    expect(phones[0].page.locator("[data-part=vote]")).to_contain_text("Жақтады")
    assert "Қарсы" not in phones[0].page.locator("[data-part=vote]").inner_text()
    expect(wall.page.locator(".s-voted")).to_have_count(2, timeout=SOON)
    assert wall.page.locator(".s-for, .s-against").count() == 0

    voting.close_vote(vote, by=chair, at=timezone.now(), without_casting=True)

    sentence = rooms.votes(meeting)[0].computed().tally
    assert (sentence.for_, sentence.against) == (1, 1)
    for person in (room, *phones):
        expect(person.page.locator("[data-part=result] .outcome")).to_be_visible(timeout=SOON)
    expect(wall.page.locator(".s-for")).to_have_count(1, timeout=SOON)
    expect(wall.page.locator(".s-against")).to_have_count(1)
    expect(wall.page.locator("[data-part=item] .outcome")).to_be_visible()


def test_a_half_filled_ballot_survives_every_live_update(arrive):
    meeting, vote = rooms.voting_open()
    seats, members = rooms.seats(meeting), make.ordinary(meeting.body)
    phone = arrive(members[0].user, **PHONE)
    phone.visit(f"/meetings/vote/{vote.pk}/")
    await_live(phone)
    phone.choose("against", "choice")
    form = phone.page.locator("main form").first.element_handle()

    casting.cast(vote, by=members[1].user, choice="for", at=timezone.now())
    expect(phone.page.locator("main")).to_contain_text("1 / 8", timeout=SOON)
    rooms.come(meeting, members[-1:], "online")
    expect(phone.page.locator("main")).to_contain_text("1 / 9", timeout=SOON)

    assert form.evaluate("form => form.isConnected")
    assert phone.page.locator("input[name=choice][value=against]").is_checked()

    voting.close_vote(vote, by=seats["chair"].user, at=timezone.now())

    expect(phone.page.locator(f"main a[href='/meetings/vote/{vote.pk}/result/']")).to_be_visible()
    assert form.evaluate("form => form.isConnected")
    assert phone.page.locator("input[name=choice][value=against]").is_checked()


def test_a_phone_that_was_offline_comes_back_right(arrive):
    meeting = rooms.opened(size=10)
    phone = arrive(make.ordinary(meeting.body)[0].user, **PHONE)
    phone.visit(f"/meetings/{meeting.pk}/room/")
    await_live(phone)
    phone.page.context.set_offline(offline=True)
    status = phone.page.locator("[data-live]")
    expect(status).to_have_attribute("data-now", "lost", timeout=SOON)
    last = phone.page.locator("[data-live-at]").inner_text()

    vote = rooms.votes(meeting)[0]
    voting.open_vote(vote, by=rooms.seats(meeting)["chair"].user, at=timezone.now())
    rooms.come(meeting, make.ordinary(meeting.body)[-1:])
    phone.page.wait_for_timeout(1500)

    assert re.fullmatch(r"\d\d:\d\d:\d\d", last)
    assert phone.page.locator("[data-live-at]").inner_text() == last
    expect(phone.page.locator("#alert")).to_contain_text(last)
    assert numbers(phone) == ("8", "10")

    phone.page.context.set_offline(offline=False)

    await_live(phone)
    await_numbers(phone, 9, 10)
    expect(phone.page.locator(f"a[href='/meetings/vote/{vote.pk}/']")).to_be_visible()


def test_screens_outlive_their_server(arrive, server):
    meeting = rooms.opened(size=10)
    phone = arrive(make.ordinary(meeting.body)[0].user, **PHONE)
    phone.visit(f"/meetings/{meeting.pk}/room/")
    await_live(phone)

    server.kill()
    expect(phone.page.locator("[data-live]")).to_have_attribute("data-now", "lost", timeout=SOON)
    rooms.come(meeting, make.ordinary(meeting.body)[-1:])
    server.start()

    await_live(phone)
    await_numbers(phone, 9, 10)


def test_whose_right_ends_stops_receiving(arrive):
    meeting = rooms.opened(size=10)
    clerk, member = rooms.seats(meeting)["clerk"].user, make.ordinary(meeting.body)[0].user
    console, phone = arrive(clerk), arrive(member, **PHONE)
    console.visit(f"/meetings/{meeting.pk}/console/")
    phone.visit(f"/meetings/{meeting.pk}/room/")
    await_live(console)
    await_live(phone)

    # The secretary's term ends; the member signs out elsewhere.
    Membership.objects.filter(user=clerk).update(ends_on=make.SINCE)
    sessions = {row.pk: row.get_decoded().get("_auth_user_id") for row in Session.objects.all()}
    Session.objects.filter(pk__in=[k for k, v in sessions.items() if v == str(member.pk)]).delete()

    for person in (console, phone):
        expect(person.page.locator("[data-live]")).to_have_attribute(
            "data-now", "ended", timeout=SOON
        )


def test_a_listener_hears_at_most_one_message_in_the_time_set(arrive):
    meeting, vote = rooms.voting_open(size=12)
    phone = arrive(make.ordinary(meeting.body)[0].user, **PHONE)
    phone.visit(f"/meetings/{meeting.pk}/room/")
    await_live(phone)
    phone.page.evaluate(
        """() => { window.heard = [];
        new MutationObserver(() => window.heard.push([Date.now(), document.getElementById('live').textContent]))
        .observe(document.getElementById('live'), {childList: true, characterData: true, subtree: true}); }"""
    )

    for seat in make.ordinary(meeting.body)[1:7]:
        casting.cast(vote, by=seat.user, choice="for", at=timezone.now())
        phone.page.wait_for_timeout(400)
    expect(phone.page.locator("#live")).to_contain_text("6", timeout=SOON)

    heard = phone.page.evaluate("() => window.heard")
    gaps = [after[0] - before[0] for before, after in pairwise(heard)]
    assert 1 <= len(heard) <= 4
    assert [gap for gap in gaps if gap < 1900] == []
