"""Clause 27.4: a written ballot counts once a second person has confirmed it (REQ-32)."""

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from meetings.actions import casting, papers, voting
from meetings.errors import BallotRefused, IllegalTransition
from meetings.models import Ballot, WrittenPaper
from meetings.states import PaperState
from minutes.actions import draw_up
from minutes.documents.building import draw
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=10)


@pytest.fixture
def away(body):
    return make.ordinary(body)[6]


@pytest.fixture
def chair(body):
    return make.officer(body, Office.CHAIR).user


@pytest.fixture
def meeting(body):
    return room.notified(body)


@pytest.fixture
def paper(meeting, away):
    """Entered, and nobody has confirmed it."""
    return room.enter(room.vote_on(meeting), away, "against")


def sit(meeting, away):
    """Everybody but the member has come and the item is put to the vote."""
    room.come(meeting, [seat for seat in room.seats(meeting.body) if seat != away])
    room.open_meeting(meeting)
    return room.voting_on(meeting)


def letters(person):
    told = Notification.objects.filter(recipient=person).order_by("pk")
    return list(told.values_list("kind", flat=True))


def confirm(paper, by):
    return papers.confirm_paper(paper, by=by, at=room.now())


def dispute(paper, **how):
    given = {"by": paper.membership.user, "at": room.now()}
    return papers.dispute_paper(paper, **(given | how))


def test_27_4_an_entered_paper_counts_nowhere_until_it_is_confirmed(meeting, away, paper):
    vote = sit(meeting, away)

    outcome = room.close(vote, without_casting=True)

    assert (outcome.tally.voted, outcome.quorum.remote) == (0, 0)
    assert Ballot.objects.count() == 0


def test_27_4_the_member_and_the_second_persons_are_told_at_once(paper, away, chair, body):
    deputy = make.officer(body, Office.DEPUTY_CHAIR).user

    assert letters(away.user) == ["paper_entered"]
    assert letters(chair) == letters(deputy) == ["paper_awaits"]
    assert Notification.objects.get(kind="paper_entered").path == paper.get_absolute_url()


def test_27_4_confirmed_by_the_chair_it_is_a_ballot_with_a_receipt(meeting, away, chair, paper):
    [ballot] = confirm(paper, chair)

    vote = sit(meeting, away)
    assert room.close(vote).tally.against == 1
    assert (ballot.channel, ballot.scan, ballot.entered_by) == (
        "written", paper.scan, room.clerk(meeting),
    )  # fmt: skip
    assert letters(away.user) == ["paper_entered", "paper_confirmed"]


def test_27_4_another_secretary_confirms_too(meeting, body, away, paper):
    second = make.member(body, Office.SECRETARY).user

    assert len(confirm(paper, second)) == 1


def test_27_4_whoever_entered_it_never_confirms_it(meeting, paper):
    with room.refused(
        meeting, NotPermitted, "Whoever entered a written ballot does not confirm it.",
        clause="27.4",
    ):  # fmt: skip
        confirm(paper, room.clerk(meeting))


def test_27_4_the_table_itself_refuses_one_person_in_both_parts(meeting, paper):
    row = WrittenPaper.objects.filter(pk=paper.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state=PaperState.CONFIRMED, decided_by=paper.entered_by)

    assert row.get().state == PaperState.ENTERED


def test_27_4_an_ordinary_member_does_not_confirm(meeting, body, paper):
    with room.refused(
        meeting, NotPermitted,
        "The chair, the deputy or another secretary confirms a written ballot.", clause="27.4",
    ):  # fmt: skip
        confirm(paper, make.ordinary(body)[0].user)


def test_27_4_confirming_twice_is_one_ballot(chair, paper):
    first = confirm(paper, chair)
    entries = JournalEntry.objects.count()

    assert confirm(paper, chair) == first
    assert JournalEntry.objects.count() == entries


def test_27_4_after_the_close_nothing_is_confirmed(meeting, away, chair, paper):
    room.close(sit(meeting, away), without_casting=True)

    with room.refused(
        meeting, BallotRefused, "Voting on this item has not started or has ended.", clause="27.4"
    ):
        confirm(paper, chair)


def test_27_4_on_several_items_those_still_open_are_counted(body, away, chair):
    meeting = room.notified(body, items=2)
    votes = [room.vote_on(meeting, 1), room.vote_on(meeting, 2)]
    clerk = room.clerk(meeting)
    paper = papers.enter_paper(
        meeting, membership=away, choices={vote.pk: "for" for vote in votes}, by=clerk,
        at=room.now(), scan=room.scan(clerk),
    )  # fmt: skip
    room.close(sit(meeting, away), without_casting=True)

    [ballot] = confirm(paper, chair)

    assert ballot.vote == votes[1]


def test_27_4_who_has_come_since_votes_at_the_meeting(meeting, away, chair, paper):
    room.come(meeting, [away])

    with room.refused(
        meeting, BallotRefused, "You are marked present; vote at the meeting.", clause="27.4"
    ):
        confirm(paper, chair)


def test_27_4_a_vote_the_member_has_cast_since_stands(meeting, away, chair, paper):
    room.agreed(meeting, away)
    room.cast(room.vote_on(meeting), "for", [away])

    with room.refused(
        meeting, BallotRefused, "The member has voted since; that vote stands.", clause="27.4"
    ):
        confirm(paper, chair)


def test_27_4_a_paper_on_another_wording_is_not_confirmed(meeting, chair, paper):
    item = room.vote_on(meeting).item
    meeting.secretary = room.clerk(meeting)
    meeting.save()
    voting.reword(
        item, by=room.clerk(meeting), at=room.now(), texts={"resolution_kk": "Қайтарылсын."}
    )

    with room.refused(
        meeting, BallotRefused,
        "The wording put to the vote has changed since; a new paper is needed.", clause="27.4",
    ):  # fmt: skip
        confirm(paper, chair)


def test_27_4_another_paper_of_the_same_member_waits_its_turn(meeting, away, paper):
    scan = room.scan(room.clerk(meeting))

    with room.refused(
        meeting, BallotRefused, "A written ballot of this member already awaits confirmation.",
        clause="27.4",
    ):  # fmt: skip
        room.enter(room.vote_on(meeting), away, "for", scan=scan)


def test_27_4_a_paper_is_not_accepted_with_a_reason_only(meeting, away, chair, paper):
    with room.refused(meeting, BallotRefused, "Give a reason.", clause="27.4"):
        papers.refuse_paper(paper, by=chair, at=room.now(), reason=" ")

    papers.refuse_paper(paper, by=chair, at=room.now(), reason="Қолы жоқ")

    assert letters(away.user) == ["paper_entered", "paper_refused"]
    with room.refused(
        meeting, IllegalTransition,
        "This written ballot has been decided on already: Not accepted.", clause="27.4",
    ):  # fmt: skip
        confirm(paper, chair)


def test_27_4_the_secretary_takes_back_an_entry_of_their_own(meeting, away, paper):
    clerk = room.clerk(meeting)

    papers.refuse_paper(paper, by=clerk, at=room.now(), reason="Басқа файл тіркелді")

    assert room.enter(room.vote_on(meeting), away, "for").state == PaperState.ENTERED


def test_27_4_a_disputed_paper_that_waits_is_confirmed_by_nobody(meeting, chair, paper):
    dispute(paper)

    assert "paper_disputed" in letters(chair)
    assert "paper_disputed" in letters(room.clerk(meeting))
    with room.refused(
        meeting, BallotRefused, "The member disputes this ballot: it cannot be confirmed.",
        clause="27.4",
    ):  # fmt: skip
        confirm(paper, chair)


def test_27_4_only_the_member_disputes(meeting, chair, paper):
    with room.refused(
        meeting, NotPermitted, "Only the member disputes their own ballot.", clause="27.4"
    ):
        dispute(paper, by=chair)


def test_27_4_disputing_twice_is_one_dispute(paper):
    first = dispute(paper, dispute="Мен қол қойған жоқпын").disputed_at
    entries = JournalEntry.objects.count()

    assert dispute(paper).disputed_at == first
    assert JournalEntry.objects.count() == entries


def test_27_4_confirmed_and_disputed_it_stands_and_the_minutes_say_so(meeting, away, chair, paper):
    confirm(paper, chair)
    dispute(paper)
    vote = sit(meeting, away)
    outcome = room.close(vote, without_casting=True)

    text = minuted(meeting, chair)

    assert outcome.tally.against == 1
    assert text == (f"Мүше өз атынан енгізілген жазбаша бюллетеньге дау білдірді: {name(away)}.",)


def test_27_4_a_paper_nobody_confirmed_is_named_in_the_minutes(meeting, away, chair, paper):
    room.close(sit(meeting, away), without_casting=True)

    assert minuted(meeting, chair) == (
        "Есепке алынбаған жазбаша бюллетень (дауыс беру аяқталғанға дейін екінші тұлға "
        f"растамаған): {name(away)}.",
    )


def test_27_4_until_the_close_who_disputes_comes_and_votes_otherwise(meeting, away, chair, paper):
    confirm(paper, chair)
    dispute(paper)
    vote = sit(meeting, away)

    room.come(meeting, [away])
    casting.cast(vote, by=away.user, choice="for", at=room.now())

    tally = room.close(vote).tally
    assert (tally.for_, tally.against) == (1, 0)


def test_27_4_where_the_rules_say_so_a_disputed_ballot_falls_at_once(body, away, chair):
    room.departing(body, disputed_written="falls")
    meeting = room.notified(body)
    paper = room.enter(room.vote_on(meeting), away, "against")
    confirm(paper, chair)

    dispute(paper)

    last = Ballot.objects.latest("pk")
    assert (last.choice, last.void_reason) == ("", "disputed")
    assert room.close(sit(meeting, away), without_casting=True).tally.voted == 0


def name(seat):
    return seat.user.short_name("kk")


def minuted(meeting, chair):
    """What the draft minutes say of written ballots."""
    from meetings.actions import session

    session.close_meeting(meeting, by=chair, at=room.now())
    minutes = draw_up(meeting, by=room.clerk(meeting), at=room.now())
    [item] = draw(minutes).parts[0].items
    return item.result.disputed
