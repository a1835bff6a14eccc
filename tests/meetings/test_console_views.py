"""The console's pages without a browser: rows, alarms, the roll called, the sheet of paper."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions import casting, session
from meetings.models import Ballot, Rsvp, Vote
from meetings.states import VoteState
from tests import factories as make
from tests.meetings import rooms, sittings
from tests.meetings.browsing import visit

pytestmark = pytest.mark.django_db
LOST = "Quorum was lost; the vote cannot be closed as adopted."


def text(response):
    return response.content.decode()


def ordered(meeting):
    officers = rooms.seats(meeting)
    session.order_operator(
        meeting, operator=officers["clerk"].user, by=officers["chair"].user, at=timezone.now()
    )
    return officers["clerk"].user


def test_a_key_redraws_the_row_it_marked():
    meeting = rooms.notified()
    seat, clerk = make.ordinary(meeting.body)[0], rooms.seats(meeting)["clerk"].user
    client = Client()
    client.force_login(clerk)

    row = client.post(
        reverse("meetings:attendance_mark", args=[meeting.pk]), {"mark": f"{seat.pk}:hall"},
        headers={"hx-request": "true"},
    )  # fmt: skip

    assert (row.status_code, text(row).count("<tr")) == (200, 1)
    assert f'id="line-{seat.pk}"' in text(row)
    assert meeting.attendance.get().presence == "hall"


def test_an_answer_is_suggested_and_marks_nothing():
    meeting = rooms.notified()
    seat = make.ordinary(meeting.body)[0]
    Rsvp.objects.create(meeting=meeting, membership=seat, answer="online", at=timezone.now())

    page = visit(rooms.seats(meeting)["clerk"].user, "meeting_console", meeting.pk)

    assert "As answered: Online" in text(page)
    assert "If everybody comes as answered: No quorum: 1 of 10 participate" in text(page)
    assert not meeting.attendance.exists()


def test_a_lost_quorum_is_said_at_once_with_its_numbers_and_the_way_out():
    meeting, vote = rooms.voting_open()
    chair, members = rooms.seats(meeting)["chair"].user, make.ordinary(meeting.body)
    sittings.leave(meeting, *members[:4])

    console = visit(chair, "meeting_console", meeting.pk)
    room = visit(members[5].user, "meeting_room", meeting.pk)

    for page in (console, room):
        assert LOST in text(page)
        assert "No quorum: 4 of 10 participate, at least 7 required (cl. 20)." in text(page)
    assert reverse("meetings:meeting_adjourn", args=[meeting.pk]) in text(console)
    assert reverse("meetings:meeting_adjourn", args=[meeting.pk]) not in text(room)
    assert LOST in text(visit(chair, "vote_close", vote.pk))


def test_a_tie_is_shown_in_the_room_on_the_console_and_on_the_ballot():
    meeting, vote = rooms.voting_open()
    chair, members = rooms.seats(meeting)["chair"].user, make.ordinary(meeting.body)
    sittings.cast(vote, "for", members[:1])
    sittings.cast(vote, "against", members[1:2])
    visit(chair, "vote_close", vote.pk, data={})
    said = "The votes are equal; the decisive vote:"

    assert Vote.objects.get(pk=vote.pk).state == VoteState.TIED
    for person, page, pk in [
        (chair, "meeting_console", meeting.pk), (chair, "ballot_cast", vote.pk),
        (members[0].user, "meeting_room", meeting.pk), (members[0].user, "ballot_cast", vote.pk),
    ]:  # fmt: skip
        assert said in text(visit(person, page, pk)), page
    assert "Close without a decisive vote" in text(visit(chair, "vote_close", vote.pk))


def test_names_are_called_in_the_order_of_the_roll():
    meeting, vote = rooms.voting_open()
    clerk = ordered(meeting)
    seats = rooms.seats(meeting)
    casting.cast(vote, by=seats["deputy"].user, choice="for", at=timezone.now())

    first = visit(clerk, "vote_roll_call", vote.pk)
    sent = {"membership": seats["chair"].pk, "choice": "for"}
    answered = visit(clerk, "vote_roll_call", vote.pk, data=sent)
    second = visit(clerk, "vote_roll_call", vote.pk, after=seats["chair"].pk)

    assert first.context["turn"].line.membership == seats["chair"].pk
    assert answered["Location"].endswith(f"?after={seats['chair'].pk}")
    assert second.context["turn"].line.membership == seats["clerk"].pk
    assert second.context["last"].line.membership == seats["chair"].pk


def test_the_last_vote_is_taken_back_and_that_member_asked_again():
    meeting, vote = rooms.voting_open()
    clerk, chair = ordered(meeting), rooms.seats(meeting)["chair"]
    sent = {"membership": chair.pk, "choice": "for"}
    visit(clerk, "vote_roll_call", vote.pk, data=sent)

    led = visit(clerk, "roll_call_take_back", vote.pk, data={})

    assert led["Location"].endswith(f"?member={chair.pk}")
    assert not Ballot.objects.counted().filter(vote=vote).exists()
    assert Ballot.objects.filter(vote=vote).count() == 2


def test_a_sheet_is_printed_for_every_item_that_waits():
    meeting = rooms.notified(items=2)

    page = visit(rooms.seats(meeting)["clerk"].user, "paper_sheets", meeting.pk)

    assert text(page).count('class="paper paper-sheet"') == 2
    assert text(page).count("☐") == 2 * 10 * 3


def test_a_sheet_is_entered_on_one_page_with_one_confirmation():
    meeting, vote = rooms.voting_open()
    clerk, members = ordered(meeting), make.ordinary(meeting.body)
    rows = {f"row_{members[0].pk}": "for", f"row_{members[1].pk}": "against"}
    scan = SimpleUploadedFile("s.pdf", b"%PDF-1.4 x", "application/pdf")

    unsure = visit(clerk, "paper_enter", vote.pk, data=rows)
    kept = Ballot.objects.count()
    done = visit(clerk, "paper_enter", vote.pk, data=rows | {"scan": scan, "compared": "on"})

    assert (unsure.status_code, kept, done.status_code) == (200, 0, 302)
    assert "Compare every row with the signed sheet." in text(unsure)
    assert 'value="against" id="id_row_' in text(unsure).replace("checked ", "")
    assert Ballot.objects.filter(vote=vote, scan__isnull=False).count() == 2


def test_an_annulled_vote_keeps_its_page_and_leads_to_the_one_taken_again():
    meeting, vote = rooms.voting_open()
    chair = rooms.seats(meeting)["chair"].user
    sittings.cast(vote, "for", make.ordinary(meeting.body)[:2])
    visit(chair, "vote_annul", vote.pk, data={"reason": "Wrong text"})
    again = Vote.objects.standing().get(item=vote.item)

    old = visit(chair, "vote_result", vote.pk)
    new = visit(chair, "vote_result", again.pk)

    assert "This vote was annulled and decides nothing" in text(old)
    assert reverse("meetings:vote_result", args=[again.pk]) in text(old)
    assert text(old).count("mark-for") >= 2
    assert "An earlier vote on this item was annulled" in text(new)
