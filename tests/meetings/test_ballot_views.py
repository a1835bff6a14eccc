"""A member's ballots: choose, check, cast, receipt; and the sheet of those who vote from afar."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from meetings.actions import casting, voting
from meetings.models import Ballot, RemoteRequest, WrittenPaper
from meetings.states import MeetingState, VoteState
from tests import factories as make
from tests.meetings import rooms
from tests.meetings.browsing import visit

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def at():
    """Somebody's browser: `at(person, "meeting_room", meeting.pk)`."""
    with translation.override("en"):
        yield visit


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def open_vote():
    return rooms.voting_open()


def cast(at, person, vote, choice):
    return at(person, "ballot_cast", vote.pk, data={"choice": choice, "cast": "yes"})


def test_choosing_is_checked_first_and_only_casting_records(open_vote, at):
    meeting, vote = open_vote
    voter = make.ordinary(meeting.body)[0].user

    question = at(voter, "ballot_cast", vote.pk)
    check = at(voter, "ballot_cast", vote.pk, data={"choice": "for"})
    before = Ballot.objects.count()
    done = cast(at, voter, vote, "for")

    assert (question.status_code, check.status_code, before) == (200, 200, 0)
    assert "checked" not in text(question).partition("<main")[2]
    assert "You vote <b>FOR</b> on item 1" in text(check)
    assert "Cast vote: For" in text(check)
    ballot = Ballot.objects.get()
    assert done["Location"] == reverse("meetings:ballot_receipt", args=[ballot.pk])
    assert (ballot.membership.user, ballot.choice, ballot.channel) == (voter, "for", "hall")


def test_the_receipt_has_choice_time_code_and_the_fingerprint_of_the_text(open_vote, at):
    meeting, vote = open_vote
    voter = make.ordinary(meeting.body)[0].user
    cast(at, voter, vote, "abstain")
    ballot = Ballot.objects.get()

    page = text(at(voter, "ballot_receipt", ballot.pk))

    head = ballot.receipt[:12].upper()
    assert f"{head[:4]} {head[4:8]} {head[8:]}" in page
    assert ballot.receipt in page
    assert vote.text_hash in page
    assert timezone.localtime(ballot.cast_at).strftime("%H:%M:%S") in page
    assert at(make.ordinary(meeting.body)[1].user, "ballot_receipt", ballot.pk).status_code == 404


def test_the_same_choice_again_is_the_same_receipt_and_another_is_a_revision(open_vote, at):
    meeting, vote = open_vote
    voter = make.ordinary(meeting.body)[0].user

    first, again = cast(at, voter, vote, "for"), cast(at, voter, vote, "for")
    changed = cast(at, voter, vote, "against")

    assert first["Location"] == again["Location"] != changed["Location"]
    assert list(Ballot.objects.order_by("revision").values_list("revision", "choice")) == [
        (1, "for"), (2, "against"),
    ]  # fmt: skip
    old = text(at(voter, "ballot_receipt", Ballot.objects.get(revision=1).pk))
    assert "This ballot was replaced later" in old


@pytest.mark.parametrize("sent", [{}, {"cast": "yes"}, {"choice": "maybe", "cast": "yes"}])
def test_an_empty_or_invented_choice_is_asked_again(open_vote, at, sent):
    meeting, vote = open_vote
    voter = make.ordinary(meeting.body)[0].user

    answer = at(voter, "ballot_cast", vote.pk, data=sent)

    assert (answer.status_code, Ballot.objects.count()) == (200, 0)
    assert "error-summary" in text(answer)


def test_a_read_page_never_votes(open_vote, at):
    meeting, vote = open_vote
    voter = make.ordinary(meeting.body)[0].user

    at(voter, "ballot_cast", vote.pk, choice="for", cast="yes")

    assert Ballot.objects.count() == 0


def test_the_channel_sent_by_a_voter_is_not_listened_to(open_vote, at):
    meeting, vote = open_vote
    voter = make.ordinary(meeting.body)[0].user

    at(voter, "ballot_cast", vote.pk, data={"choice": "for", "cast": "1", "channel": "online"})

    assert Ballot.objects.get().channel == "hall"


def test_before_the_opening_and_after_the_close_the_page_says_why(at):
    meeting = rooms.opened()
    vote, voter = rooms.votes(meeting)[0], make.ordinary(meeting.body)[0].user
    chair = rooms.seats(meeting)["chair"].user

    early = cast(at, voter, vote, "for")
    voting.open_vote(vote, by=chair, at=timezone.now())
    cast(at, voter, vote, "for")
    voting.close_vote(vote, by=chair, at=timezone.now())
    late = cast(at, voter, vote, "against")

    for refused in (early, late):
        assert "Voting on this item has not started or has ended." in text(refused)
        assert "Clause 20 of the Regulation" in text(refused)
        assert '<input type="radio"' not in text(refused)
    assert Ballot.objects.get().choice == "for"
    assert "Your vote on record: For" in text(late)


def test_whoever_has_no_vote_here_is_refused_and_a_stranger_sees_nothing(open_vote, at):
    meeting, vote = open_vote
    reviewer = make.granted("review_minutes", meeting.body)

    asked, tried = at(reviewer, "ballot_cast", vote.pk), cast(at, reviewer, vote, "for")

    assert (asked.status_code, tried.status_code, Ballot.objects.count()) == (403, 403, 0)
    assert "You are not a voting member of this body." in text(asked)
    assert at(make.user(), "ballot_cast", vote.pk).status_code == 404


def test_an_absent_member_is_told_to_agree_a_method_and_whom_to_ask(open_vote, at):
    meeting, vote = open_vote
    absent = make.ordinary(meeting.body)[-1].user

    page = text(at(absent, "ballot_cast", vote.pk))

    assert "Agree the electronic method with the Secretariat first." in page
    assert reverse("meetings:remote_request", args=[meeting.pk]) in page
    assert meeting.secretary.email in page


def test_hostile_text_on_a_ballot_is_only_text(open_vote, at):
    meeting, vote = open_vote
    vote.item.title_kk = "<img src=x onerror=alert(1)>"
    vote.item.save()

    page = text(at(make.ordinary(meeting.body)[0].user, "ballot_cast", vote.pk))

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.fixture
def absentee():
    """A notified meeting of three items and a member whose method is agreed."""
    meeting = rooms.notified(items=3)
    seat, now = make.ordinary(meeting.body)[0], timezone.now()
    asked = casting.request_remote(meeting, by=seat.user, at=now, reason="Іссапар")
    casting.decide_remote(asked, by=rooms.seats(meeting)["clerk"].user, at=now, agree=True)
    return meeting, seat.user


def sheet(meeting, *choices):
    pairs = zip(rooms.votes(meeting), choices, strict=False)
    return {f"vote_{vote.pk}": choice for vote, choice in pairs}


def test_all_items_are_voted_from_afar_on_one_sheet_with_one_confirmation(absentee, at):
    meeting, voter = absentee
    chosen = sheet(meeting, "for", "against", "abstain")

    read = at(voter, "absentee_sheet", meeting.pk)
    check = at(voter, "absentee_sheet", meeting.pk, data=chosen)
    before = Ballot.objects.count()
    back = at(voter, "absentee_sheet", meeting.pk, data=chosen | {"change": "yes"})
    done = at(voter, "absentee_sheet", meeting.pk, data=chosen | {"cast": "yes"})
    again = at(voter, "absentee_sheet", meeting.pk, data=chosen | {"cast": "yes"})

    assert [r.status_code for r in (read, check, back)] == [200, 200, 200]
    assert ("Cast all votes: 3" in text(check), before) == (True, 0)
    assert text(back).count(" checked") == 3
    assert done["Location"] == again["Location"]
    assert set(Ballot.objects.values_list("choice", "channel")) == {
        ("for", "absentee"), ("against", "absentee"), ("abstain", "absentee"),
    }  # fmt: skip
    assert Ballot.objects.count() == 3
    receipts = text(at(voter, "absentee_receipts", meeting.pk))
    assert receipts.count('href="/ballots/') == 3


def test_a_sheet_with_a_gap_casts_nothing(absentee, at):
    meeting, voter = absentee

    answer = at(voter, "absentee_sheet", meeting.pk, data=sheet(meeting, "for") | {"cast": "yes"})

    assert (answer.status_code, Ballot.objects.count()) == (200, 0)


def test_the_sheet_is_for_members_with_an_agreed_method_only(absentee, at):
    meeting, voter = absentee
    other = make.ordinary(meeting.body)[1].user
    address = reverse("meetings:absentee_sheet", args=[meeting.pk])
    led = [address in text(at(person, "meeting_detail", meeting.pk)) for person in (other, voter)]
    assert led == [False, True]
    rooms.come(meeting, [make.ordinary(meeting.body)[0]])

    pages = [at(person, "absentee_sheet", meeting.pk) for person in (other, voter, make.user())]

    assert [page.status_code for page in pages] == [200, 200, 404]
    assert "Agree the electronic method with the Secretariat first." in text(pages[0])
    assert "You are marked present; vote at the meeting." in text(pages[1])


def test_a_member_asks_for_an_electronic_method_once(at):
    meeting = rooms.notified()
    voter = make.ordinary(meeting.body)[0].user

    empty = at(voter, "remote_request", meeting.pk, data={"reason": ""})
    sent = at(voter, "remote_request", meeting.pk, data={"reason": "<i>Іссапар</i>"})
    at(voter, "remote_request", meeting.pk, data={"reason": "Тағы"})
    page = text(at(voter, "remote_request", meeting.pk))

    assert (empty.status_code, sent.status_code) == (200, 302)
    assert RemoteRequest.objects.get().reason == "<i>Іссапар</i>"
    assert "&lt;i&gt;Іссапар" in page
    assert meeting.secretary.notifications.filter(kind="remote_requested").count() == 1


def test_a_written_ballot_needs_its_scan_and_names_the_items_it_names(at):
    meeting = rooms.notified()
    clerk, voter = rooms.seats(meeting)["clerk"].user, make.ordinary(meeting.body)[0]
    sent = {"membership": voter.pk} | sheet(meeting, "against")

    bare = at(clerk, "written_ballot_enter", meeting.pk, data=sent)
    scan = SimpleUploadedFile("b.pdf", PDF, content_type="application/pdf")
    blank = at(
        clerk, "written_ballot_enter", meeting.pk, data={"membership": voter.pk, "scan": scan}
    )
    lie = SimpleUploadedFile("b.pdf", b"MZ", content_type="application/pdf")
    false = at(clerk, "written_ballot_enter", meeting.pk, data=sent | {"scan": lie})
    scan.seek(0)
    done = at(clerk, "written_ballot_enter", meeting.pk, data=sent | {"scan": scan})

    assert [r.status_code for r in (bare, blank, false, done)] == [200, 200, 200, 302]
    assert "Attach the signed ballot." in text(bare)
    paper = WrittenPaper.objects.get()
    assert (paper.membership, Ballot.objects.count()) == (voter, 0)
    assert set(paper.choices.values_list("choice", flat=True)) == {"against"}
    assert paper.scan.size == len(PDF)


def test_a_paper_of_a_member_in_the_hall_is_refused_in_place(at):
    meeting = rooms.notified()
    clerk, voter = rooms.seats(meeting)["clerk"].user, make.ordinary(meeting.body)[0]
    rooms.come(meeting, [voter])
    scan = SimpleUploadedFile("b.pdf", PDF, content_type="application/pdf")
    sent = {"membership": voter.pk, "scan": scan} | sheet(meeting, "for")

    refused = at(clerk, "written_ballot_enter", meeting.pk, data=sent)
    chair = at(rooms.seats(meeting)["chair"].user, "written_ballot_enter", meeting.pk)

    assert (refused.status_code, chair.status_code, Ballot.objects.count()) == (409, 403, 0)
    assert "You are marked present; vote at the meeting." in text(refused)
    assert text(refused).count(" checked") == 1


def test_the_council_votes_in_the_hall_only(at):
    meeting = rooms.notified(body=make.council())
    member = make.ordinary(meeting.body)[0].user

    refused = at(member, "remote_request", meeting.pk, data={"reason": "Іссапар"})

    assert refused.status_code == 409
    assert "The Council&#x27;s rules do not provide for remote voting." in text(refused)


def test_ones_own_ballots_are_listed_in_a_constant_number_of_queries(at):
    meeting = rooms.notified(items=3)
    seat, now = make.ordinary(meeting.body)[0], timezone.now()
    asked = casting.request_remote(meeting, by=seat.user, at=now, reason="Іссапар")
    casting.decide_remote(asked, by=rooms.seats(meeting)["clerk"].user, at=now, agree=True)
    first, *others = rooms.votes(meeting)
    casting.cast(first, by=seat.user, choice="for", at=now)

    at(seat.user, "my_ballots")  # what is looked up once per process is known now
    with CaptureQueriesContext(connection) as one:
        at(seat.user, "my_ballots")
    for vote in others:
        casting.cast(vote, by=seat.user, choice="for", at=now)
    with CaptureQueriesContext(connection) as three:
        page = at(seat.user, "my_ballots")

    assert len(one) == len(three)
    assert text(page).count('href="/ballots/') == 3 + text(page).count('href="/ballots/"')
    assert "You have not voted yet" in text(at(make.user(), "my_ballots"))
    assert (meeting.state, first.state) == (MeetingState.NOTIFIED, VoteState.REMOTE)
