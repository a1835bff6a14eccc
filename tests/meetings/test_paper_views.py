"""A written ballot on its page, the discussion of an item, drafts and the announced close."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from meetings.actions import discussing, papers
from meetings.models import Ballot, BallotDraft, ClosingTime, Comment, WrittenPaper
from tests import factories as make
from tests.meetings import rooms, sittings
from tests.meetings.browsing import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    with translation.override("en"):
        yield visit


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def meeting():
    return rooms.notified(items=1)


@pytest.fixture
def voter(meeting):
    return make.ordinary(meeting.body)[0]


@pytest.fixture
def paper(meeting, voter):
    return sittings.enter(sittings.vote_on(meeting), voter)


def test_the_second_person_confirms_with_one_press(meeting, paper, at):
    chair = rooms.seats(meeting)["chair"].user

    page = text(at(chair, "paper_detail", paper.pk))
    done = at(chair, "paper_confirm", paper.pk, data={})

    assert "It agrees with the scan: confirm" in page
    assert (done.status_code, Ballot.objects.get().channel) == (302, "written")


def test_whoever_entered_it_has_no_button_and_gets_403(meeting, paper, at):
    clerk = rooms.seats(meeting)["clerk"].user

    page = text(at(clerk, "paper_detail", paper.pk))
    done = at(clerk, "paper_confirm", paper.pk, data={})

    assert "It agrees with the scan: confirm" not in page
    assert (done.status_code, Ballot.objects.count()) == (403, 0)
    assert "Whoever entered a written ballot does not confirm it." in text(done)


def test_a_refusal_without_a_reason_is_asked_again(meeting, paper, at):
    chair = rooms.seats(meeting)["chair"].user

    answer = at(chair, "paper_refuse", paper.pk, data={"reason": ""})

    assert answer.status_code == 200
    assert "error-summary" in text(answer)
    assert WrittenPaper.objects.get().waits


def test_the_member_disputes_and_everybody_who_conducts_sees_it(meeting, voter, paper, at):
    at(voter.user, "paper_dispute", paper.pk, data={"dispute": "<b>Мен емес</b>"})

    console = text(at(rooms.seats(meeting)["clerk"].user, "meeting_console", meeting.pk))
    page = text(at(rooms.seats(meeting)["chair"].user, "paper_detail", paper.pk))

    assert "Disputed" in console
    assert "&lt;b&gt;Мен емес" in page
    assert "It agrees with the scan: confirm" not in page


def test_a_disputed_ballot_is_said_beside_the_result(voter, paper, meeting, at):
    papers.confirm_paper(paper, by=sittings.second(meeting), at=sittings.now())
    papers.dispute_paper(paper, by=voter.user, at=sittings.now())
    sittings.come(meeting, [seat for seat in sittings.seats(meeting.body) if seat != voter])
    sittings.open_meeting(meeting)
    vote = sittings.voting_on(meeting)
    sittings.close(vote, without_casting=True)

    page = text(at(voter.user, "vote_result", vote.pk))

    assert f"Written ballot disputed by the member: {voter.user.short_name()}" in page


def test_a_paper_is_nobody_elses(meeting, paper, at):
    other = make.ordinary(meeting.body)[1].user

    answers = [at(other, name, paper.pk).status_code for name in ("paper_detail", "paper_scan")]

    assert answers == [403, 403]


def test_a_tap_is_kept_and_a_stranger_keeps_nothing(at):
    meeting, vote = rooms.voting_open()
    voter = make.ordinary(meeting.body)[0].user
    absent = make.ordinary(meeting.body)[-1].user

    kept = at(voter, "ballot_keep", vote.pk, data={"choice": "for"})
    nothing = [
        at(absent, "ballot_keep", vote.pk, data={"choice": "for"}),
        at(voter, "ballot_keep", vote.pk, data={"choice": "maybe"}),
    ]

    assert "not cast yet" in text(kept)
    assert [answer.status_code for answer in nothing] == [204, 204]
    assert BallotDraft.objects.get().membership.user == voter
    assert text(at(voter, "ballot_cast", vote.pk)).count(" checked") == 1


def test_reading_a_ballot_keeps_nothing(at):
    meeting, vote = rooms.voting_open()
    voter = make.ordinary(meeting.body)[0].user

    at(voter, "ballot_cast", vote.pk, choice="for")

    assert BallotDraft.objects.count() == 0


def test_the_announced_close_counts_down_on_the_ballot(at):
    meeting, vote = rooms.voting_open()
    chair = rooms.seats(meeting)["chair"].user
    before = text(at(chair, "ballot_cast", vote.pk))

    for _press in range(2):
        at(chair, "vote_announce", vote.pk, data={"minutes": "3"})

    after = text(at(make.ordinary(meeting.body)[0].user, "ballot_cast", vote.pk))
    said = ClosingTime.objects.get()
    assert ("data-countdown" in before, "data-countdown" in after) == (False, True)
    assert (said.closes_at - said.announced_at).total_seconds() == 180


def test_an_announced_close_refuses_no_ballot(at):
    from datetime import timedelta

    from meetings.actions import closing

    meeting, vote = rooms.voting_open()
    chair = rooms.seats(meeting)["chair"].user
    past = sittings.now() - timedelta(minutes=10)
    closing.announce_close(vote, minutes=1, by=chair, at=past)

    cast = at(chair, "ballot_cast", vote.pk, data={"choice": "for", "cast": "yes"})

    assert (cast.status_code, Ballot.objects.count()) == (302, 1)


def test_the_discussion_takes_as_many_queries_with_three_comments_as_with_one(at):
    meeting = rooms.opened(items=1)
    item = sittings.vote_on(meeting).item
    people = make.ordinary(meeting.body)[:3]
    reader = rooms.seats(meeting)["clerk"].user
    counts = []
    for seat in people:
        discussing.comment(item, by=seat.user, at=sittings.now(), text="Қолдаймын.")
        discussing.ask_for_floor(item, by=seat.user, at=sittings.now())
        at(reader, "item_discussion", item.pk)
        with CaptureQueriesContext(connection) as queries:
            at(reader, "item_discussion", item.pk)
        counts.append(len(queries))

    assert counts[0] == counts[2]


def test_a_comment_is_escaped_and_kept_on_refusal(at):
    meeting = rooms.opened(items=1)
    item = sittings.vote_on(meeting).item
    member = make.ordinary(meeting.body)[0].user

    empty = at(member, "item_discussion", item.pk, data={"text": " "})
    at(member, "item_discussion", item.pk, data={"text": "<i>Қолдаймын</i>"})

    assert "error-summary" in text(empty)
    assert "&lt;i&gt;Қолдаймын" in text(at(member, "item_discussion", item.pk))
    assert Comment.objects.count() == 1


def test_papers_on_the_console_take_as_many_queries_three_as_one(meeting, at):
    clerk = rooms.seats(meeting)["clerk"].user
    counts = []
    for seat in make.ordinary(meeting.body)[:3]:
        sittings.enter(sittings.vote_on(meeting), seat)
        at(clerk, "meeting_console", meeting.pk)
        with CaptureQueriesContext(connection) as queries:
            at(clerk, "meeting_console", meeting.pk)
        counts.append(len(queries))

    assert counts[0] == counts[2]
