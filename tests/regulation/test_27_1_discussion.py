"""Clause 27.1: members discuss each item until its vote closes (REQ-65)."""

import pytest
from django.db import DatabaseError, transaction

from accounts.errors import NotPermitted
from bodies.models import Office
from meetings.actions import discussing, session
from meetings.errors import DiscussionClosed, DiscussionRefused, IllegalTransition
from meetings.models import Comment, Speech
from minutes.actions import draw_up
from records.models import JournalEntry
from tests import factories as make
from tests.meetings import sittings as room

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=10)


@pytest.fixture
def member(body):
    return make.ordinary(body)[0]


@pytest.fixture
def meeting(body):
    return room.opened(body)


@pytest.fixture
def item(meeting):
    return room.vote_on(meeting).item


def say(item, seat, text="Үшінші тармақ нақтылансын."):
    return discussing.comment(item, by=seat.user, at=room.now(), text=text)


def test_27_1_a_member_comments_from_the_consent_on(body, member):
    meeting = room.notified(body, state="consent")

    said = say(room.vote_on(meeting).item, member)

    assert (said.membership, said.text) == (member, "Үшінші тармақ нақтылансын.")
    assert JournalEntry.objects.filter(kind="item_commented").count() == 1


def test_27_1_the_same_words_again_are_one_comment(item, member):
    assert say(item, member) == say(item, member)
    assert Comment.objects.count() == 1


def test_27_1_until_the_vote_closes(meeting, item, member):
    vote = room.voting_on(meeting)
    say(item, member)
    room.close(vote, without_casting=True)

    with room.refused(
        meeting, DiscussionClosed, "Discussion of this item is closed.", clause="27.1"
    ):
        say(item, member, "Кеш қалған сөз")


def test_27_1_an_item_without_a_vote_until_it_is_settled(meeting, item, member):
    from meetings.actions import voting

    voting.settle_item(
        item, state="deferred", by=room.presiding(meeting), at=room.now(), reason="Дайын емес"
    )

    with room.refused(
        meeting, DiscussionClosed, "Discussion of this item is closed.", clause="27.1"
    ):
        say(item, member)


def test_27_1_nobody_from_outside_comments(meeting, item):
    stranger = make.ordinary(make.association())[0]

    with room.refused(
        meeting, NotPermitted, "Items are discussed by the members of the body.", clause="27.1"
    ):
        say(item, stranger)


def test_27_1_an_empty_comment_says_nothing(meeting, item, member):
    with room.refused(meeting, DiscussionRefused, "Write what you want to say.", clause="27.1"):
        say(item, member, "  ")


def test_27_1_ones_own_comment_is_withdrawn_and_kept(item, member):
    said = say(item, member)

    discussing.withdraw_comment(said, by=member.user, at=room.now())

    kept = Comment.objects.get()
    assert (kept.text, kept.withdrawn_at is not None) == ("Үшінші тармақ нақтылансын.", True)
    assert JournalEntry.objects.filter(kind="comment_withdrawn").count() == 1


@pytest.mark.parametrize("office", [Office.CHAIR, Office.SECRETARY])
def test_27_1_nobody_takes_away_the_words_of_another(meeting, item, member, office):
    said = say(item, member)
    by = make.officer(meeting.body, office).user

    with room.refused(
        meeting, NotPermitted, "A comment is withdrawn by its author only; nobody deletes it.",
        clause="27.1",
    ):  # fmt: skip
        discussing.withdraw_comment(said, by=by, at=room.now())


@pytest.mark.parametrize("change", ["delete", "reword"])
def test_27_1_the_table_keeps_every_comment_as_it_was_written(item, member, change):
    said = Comment.objects.filter(pk=say(item, member).pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        said.delete() if change == "delete" else said.update(text="Басқаша")

    assert said.get().text == "Үшінші тармақ нақтылансын."


def test_27_1_a_member_asks_for_the_floor_and_the_secretary_gives_it(meeting, item, member):
    discussing.ask_for_floor(item, by=member.user, at=room.now())
    discussing.ask_for_floor(item, by=member.user, at=room.now())

    speech = discussing.give_floor(item, membership=member, by=room.clerk(meeting), at=room.now())
    discussing.end_floor(item, by=room.clerk(meeting), at=room.now())

    speech = Speech.objects.get()
    assert speech.asked_at <= speech.given_at <= speech.ended_at
    kinds = JournalEntry.objects.filter(kind__startswith="floor_").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["floor_given", "floor_ended"]


def test_27_1_one_speaks_at_a_time(meeting, item, member):
    other, clerk = make.ordinary(meeting.body)[1], room.clerk(meeting)
    first = discussing.give_floor(item, membership=member, by=clerk, at=room.now())

    discussing.give_floor(item, membership=other, by=room.presiding(meeting), at=room.now())

    first.refresh_from_db()
    assert first.ended_at is not None
    assert [speech.membership for speech in Speech.objects.speaking()] == [other]


def test_27_1_giving_the_floor_twice_is_one_speech(meeting, item, member):
    clerk = room.clerk(meeting)

    first = discussing.give_floor(item, membership=member, by=clerk, at=room.now())

    assert discussing.give_floor(item, membership=member, by=clerk, at=room.now()) == first


def test_27_1_who_asked_leaves_the_list_before_speaking(item, member):
    discussing.ask_for_floor(item, by=member.user, at=room.now())

    discussing.drop_from_list(item, by=member.user, at=room.now())

    assert list(item.speeches.waiting()) == []


def test_27_1_who_does_not_attend_comments_in_writing(meeting, item, member):
    room.leave(meeting, member)

    with room.refused(
        meeting, DiscussionRefused,
        "Only whoever attends the meeting has the floor; others comment in writing.",
        clause="27.1",
    ):  # fmt: skip
        discussing.ask_for_floor(item, by=member.user, at=room.now())
    assert say(item, member).pk


def test_27_1_a_member_does_not_give_the_floor(meeting, item, member):
    with room.refused(
        meeting, NotPermitted, "The secretary or the person presiding gives the floor.",
        clause="19",
    ):  # fmt: skip
        discussing.give_floor(item, membership=member, by=member.user, at=room.now())


def test_27_1_where_nobody_speaks_nothing_ends(meeting, item):
    with room.refused(
        meeting, DiscussionRefused, "Nobody has the floor on this item now.", clause="27.1"
    ):
        discussing.end_floor(item, by=room.clerk(meeting), at=room.now())


def test_27_1_the_floor_is_given_in_session_only(body, member):
    meeting = room.notified(body)
    room.come(meeting, [member])
    message = "This is not possible now: the meeting is in the state “Notice sent”."

    with room.refused(meeting, IllegalTransition, message, clause=""):
        discussing.ask_for_floor(room.vote_on(meeting).item, by=member.user, at=room.now())


def test_27_1_what_was_said_fills_the_draft_of_the_minutes(meeting, item, member):
    item.speaker = "Ә.С. Әбдіқадыр"
    item.save()
    clerk, other = room.clerk(meeting), make.ordinary(meeting.body)[1]
    discussing.give_floor(item, membership=member, by=clerk, at=room.now())
    discussing.end_floor(item, by=clerk, at=room.now())
    say(item, other)
    discussing.withdraw_comment(say(item, other, "Артық сөз"), by=other.user, at=room.now())
    room.close(room.voting_on(meeting), without_casting=True)
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())

    text = draw_up(meeting, by=clerk, at=room.now()).texts.get()

    speech = Speech.objects.get()
    clock = [f"{make.ASTANA.fromutc(moment.replace(tzinfo=make.ASTANA)):%H:%M}"
             for moment in (speech.given_at, speech.ended_at)]  # fmt: skip
    assert text.heard_kk == "Ә.С. Әбдіқадыр"
    assert text.spoke_kk.splitlines() == [
        f"{member.user.short_name('kk')} ({clock[0]}–{clock[1]})",
        f"{other.user.short_name('kk')} (жазбаша): Үшінші тармақ нақтылансын.",
    ]
    assert "(письменно)" in text.spoke_ru


def test_27_1_an_item_nobody_discussed_is_left_to_the_secretary(meeting, item):
    room.close(room.voting_on(meeting), without_casting=True)
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())

    text = draw_up(meeting, by=room.clerk(meeting), at=room.now()).texts.get()

    assert (text.heard_kk, text.spoke_kk) == ("", "")
