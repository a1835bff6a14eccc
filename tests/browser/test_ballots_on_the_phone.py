"""The ballot on a phone: from the letter to the receipt, and nothing tapped is ever lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Notification
from meetings.actions import annulling, casting, papers, recusing, send_notice
from meetings.errors import BallotRefused
from meetings.models import Ballot, BallotDraft, Meeting, Rsvp, Vote
from meetings.states import MeetingState
from tests import factories as make
from tests.browser.test_promised_steps import PHONE, RECEIPT, Taps
from tests.meetings import agendas, rooms, sittings

ITEMS = 3
SOON = 10_000


def away(meeting: Meeting):
    """The last member does not come."""
    return make.ordinary(meeting.body)[-1]


@pytest.fixture
def afar(transactional_db):
    """Three items; the method is agreed with a member who does not come."""
    meeting = rooms.notified(items=ITEMS)
    sittings.agreed(meeting, away(meeting))
    return meeting


def taps_on_all(taps: Taps) -> None:
    """Choose on every item: a tap each."""
    for group in taps.page.locator("main fieldset.ballot").all():
        taps.press(group.locator(".ballot-card").first)


def test_from_the_letter_to_the_vote_in_two_taps_and_a_confirmation(arrive, transactional_db):
    meeting, vote = rooms.voting_open()
    sittings.agreed(meeting, seat := away(meeting))
    second = rooms.votes(meeting)[1]
    sittings.close(vote, without_casting=True)
    sittings.voting_on(meeting, 2)
    letter = Notification.objects.get(kind="vote_opened")
    person = arrive(seat.user, **PHONE)
    person.visit(letter.path)
    taps = Taps(person.page)

    taps.press(".ballot-card")
    taps.submit()
    taps.press("button[name=cast]")

    person.page.wait_for_url(RECEIPT)
    ballot = Ballot.objects.get(membership=seat)
    assert (taps.count, ballot.vote, ballot.channel) == (3, second, "absentee")


def test_in_absentia_all_items_in_as_many_taps_as_promised(arrive, afar):
    person = arrive(away(afar).user, **PHONE)
    person.visit(f"/meetings/{afar.pk}/absentee/")
    taps = Taps(person.page)

    taps_on_all(taps)
    taps.press(".sticky-bar button.btn")
    taps.press("button[name=cast]")

    assert taps.count <= 2 * ITEMS + 2
    assert Ballot.objects.filter(membership=away(afar)).count() == ITEMS


def test_from_the_letter_to_the_answer_in_two_taps(arrive, transactional_db):
    meeting = make.meeting(make.association(size=5), state=MeetingState.APPROVED)
    agendas.item(meeting)
    send_notice(meeting, by=make.officer(meeting.body, "secretary").user, at=sittings.now())
    member = make.ordinary(meeting.body)[0].user
    person = arrive(member, **PHONE)
    taps = Taps(person.page)
    letter = Notification.objects.get(kind="meeting_notice", recipient=member)

    taps.count += 1  # the link in the letter
    person.visit(letter.path)
    taps.press("button[name=answer][value=hall]")

    assert (taps.count, Rsvp.objects.get().answer) == (2, "hall")


def test_a_half_filled_sheet_comes_back_on_another_device(arrive, afar):
    voter = away(afar).user
    phone = arrive(voter, **PHONE)
    phone.visit(f"/meetings/{afar.pk}/absentee/")
    with phone.page.expect_response(re.compile("/absentee/keep/")):
        phone.page.locator("fieldset.ballot").nth(1).locator(".ballot-card").nth(1).click()

    desk = arrive(voter)
    desk.visit(f"/meetings/{afar.pk}/absentee/")

    assert BallotDraft.objects.get().choice == "against"
    chosen = desk.page.locator("fieldset.ballot input:checked")
    assert [one.get_attribute("value") for one in chosen.all()] == ["against"]
    assert Ballot.objects.count() == 0


def test_a_choice_tapped_survives_a_reload_and_is_not_cast(arrive, transactional_db):
    meeting, vote = rooms.voting_open()
    person = arrive(make.ordinary(meeting.body)[0].user, **PHONE)
    person.visit(f"/meetings/vote/{vote.pk}/")
    assert person.page.locator("input:checked").count() == 0
    with person.page.expect_response(re.compile("/keep/")):
        person.page.locator(".ballot-card").nth(2).click()

    person.page.reload()

    assert person.page.locator("input:checked").get_attribute("value") == "abstain"
    assert Ballot.objects.count() == 0


def test_without_javascript_what_was_filled_in_is_kept_too(arrive, afar):
    person = arrive(away(afar).user, java_script_enabled=False, **PHONE)
    person.visit(f"/meetings/{afar.pk}/absentee/")
    person.page.locator(".ballot-card").first.click()
    person.page.click("button[name=later]")
    person.page.wait_for_load_state()

    chosen = person.page.locator("input:checked")
    assert [one.get_attribute("value") for one in chosen.all()] == ["for"]


def test_the_answer_was_lost_the_same_choice_again_is_the_same_receipt(arrive, transactional_db):
    meeting, vote = rooms.voting_open()
    voter = make.ordinary(meeting.body)[0]
    person = arrive(voter.user, **PHONE)
    person.visit(f"/meetings/vote/{vote.pk}/")
    person.page.locator(".ballot-card").first.click()
    person.confirm()
    # The first send arrived, its answer did not, and the vote has closed meanwhile.
    ballot = casting.cast(vote, by=voter.user, choice="for", at=sittings.now())
    sittings.close(Vote.objects.get(pk=vote.pk), without_casting=True)

    person.page.click("button[name=cast]")

    person.page.wait_for_url(re.compile(f"/ballots/{ballot.pk}/"))
    assert Ballot.objects.count() == 1


def test_choices_are_large_equal_and_none_is_chosen_beforehand(arrive, transactional_db):
    meeting, vote = rooms.voting_open()
    person = arrive(make.ordinary(meeting.body)[0].user, **PHONE)
    person.visit(f"/meetings/vote/{vote.pk}/")

    boxes = [card.bounding_box() for card in person.page.locator(".ballot-card").all()]

    assert len(boxes) == 3
    assert min(box["height"] for box in boxes) >= 72
    assert len({(round(box["width"]), round(box["height"])) for box in boxes}) == 1
    assert person.page.locator("input:checked").count() == 0


def test_a_member_disputes_a_paper_in_one_tap_from_the_letter(arrive, afar):
    voter = make.ordinary(afar.body)[0]
    paper = sittings.enter(sittings.vote_on(afar), voter)
    letter = Notification.objects.get(kind="paper_entered")
    person = arrive(voter.user, **PHONE)
    person.visit(letter.path)
    taps = Taps(person.page)

    taps.press("button.danger")

    paper.refresh_from_db()
    assert (taps.count, paper.disputed_at is not None) == (1, True)
    with pytest.raises(BallotRefused):
        papers.confirm_paper(paper, by=sittings.second(afar), at=sittings.now())


def test_an_open_ballot_is_told_that_it_can_no_longer_be_cast_and_keeps_its_taps(
    arrive, transactional_db
):
    meeting, vote = rooms.voting_open(
        body=sittings.departing(make.association(size=10), recusal=True)
    )
    subject, second = away(meeting), rooms.votes(meeting)[1]
    sittings.agreed(meeting, subject)
    ballot, sheet = (
        arrive(make.ordinary(meeting.body)[0].user, **PHONE),
        arrive(subject.user, **PHONE),
    )
    ballot.visit(f"/meetings/vote/{vote.pk}/")
    sheet.visit(f"/meetings/{meeting.pk}/absentee/")
    for person in (ballot, sheet):
        person.page.locator("main fieldset.ballot").last.locator(".ballot-card").nth(1).click()

    chair = sittings.presiding(meeting)
    annulling.annul(vote, by=chair, at=sittings.now(), reason="Ақау болды")
    recusing.recuse(
        second.item, membership=subject, by=chair, at=sittings.now(), reason="Өзі туралы"
    )

    said = ballot.page.locator(f".sticky-bar [data-part=vote-{vote.pk}] [role=alert]")
    expect(said).to_contain_text("Ақау болды", timeout=SOON)
    expect(said).to_be_in_viewport()
    expect(sheet.page.locator(f"[data-part=vote-{second.pk}] [role=alert]")).to_be_visible(
        timeout=SOON
    )
    for person in (ballot, sheet):
        chosen = person.page.locator("input:checked")
        assert [one.get_attribute("value") for one in chosen.all()] == ["against"]
    assert Ballot.objects.count() == 0
