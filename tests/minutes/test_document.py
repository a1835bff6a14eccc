from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bodies.models import Body, BodyName
from meetings.models import AgendaItem, Ballot, Vote
from minutes.documents.building import draw, paragraphs
from minutes.documents.model import Document
from tests.minutes.conftest import NOON, decide, new_item


def test_both_languages_stand_one_after_the_other(draft):
    document = draw(draft)

    assert [part.language for part in document.parts] == ["kk", "ru"]
    assert document.parts[1].items[1].title == "О рекомендации учебника «Наука о данных»"
    assert document.parts[1].secretary == "Оразбаева Анар Бекзатовна"


def test_without_russian_there_is_one_part(draft):
    draft.meeting.russian = False
    draft.meeting.save()

    assert [part.language for part in draw(draft).parts] == ["kk"]


def test_the_quorum_shows_both_figures(draft):
    heads = draw(draft).heads

    assert (heads.composition, heads.participating, heads.needed, heads.hall) == (9, 7, 6, 5)
    assert (heads.reached, heads.rests_on_online, heads.clause) == (True, True, "20")


def test_attendance_is_told_by_mode_with_times(draft):
    part = draw(draft).parts[0]

    assert (part.in_hall, part.online) == (5, 2)
    assert [seat.name for seat in part.excused] == ["Өтегенов Б.Т."]
    assert [seat.name for seat in part.absent] == ["Сейітқали М."]
    assert [(one.says, one.since, one.until) for one in part.seats[0].stretches] == [
        ("залда", "11:55", "")
    ]


def test_an_absentee_voter_who_never_came_is_neither_present_nor_absent(draft, held):
    Ballot.objects.create(
        vote=held.item.vote, membership=held.members[8], choice="for", channel="written",
        cast_at=NOON, text_hash="0" * 64, receipt="w",
    )  # fmt: skip

    part = draw(draft).parts[0]

    assert [seat.name for seat in part.remote] == ["Өтегенов Б.Т."]
    assert part.excused == ()


def test_every_vote_is_named_and_who_was_there_without_voting_too(draft):
    result = draw(draft).parts[0].items[1].result

    assert [(one.name, one.channel, one.says) for one in result.votes] == [
        ("Тұрсынов Д.Б.", "залда", "жақтады"),
        ("Қыдырәлі Ғ.Ө.", "залда", "жақтады"),
        ("Оразбаева А.Б.", "залда", "жақтады"),
        ("Әбдіқадыр Ә.С.", "онлайн", "қарсы болды"),
        ("Жүнісов Е.Қ.", "залда", "қарсы болды"),
        ("Һасанова Ү.І.", "сырттай", "жақтады"),
        ("Есенғалиева Қ.Ұ.", "залда", "дауыс бермеді"),
    ]
    assert (result.for_, result.against, result.abstain, result.not_voted) == (4, 2, 0, 1)
    assert [(line.says, line.for_, line.against) for line in result.channels] == [
        ("залда", 3, 1), ("онлайн", 0, 1), ("сырттай", 1, 0),
    ]  # fmt: skip


def test_a_void_ballot_is_told_with_its_reason(draft, held):
    vote = held.item.vote
    facts = {"vote": vote, "membership": held.members[6], "cast_at": NOON, "text_hash": "0" * 64}
    Ballot.objects.create(choice="for", channel="written", receipt="a", **facts)
    Ballot.objects.create(
        choice="", channel="written", receipt="b", revision=2, void_reason="arrived", **facts
    )

    result = draw(draft).parts[0].items[1].result

    assert result.void == ("Жарамсыз бюллетень: Есенғалиева Қ.Ұ., жазбаша (мүше отырысқа келді).",)
    assert result.votes[-1].choice == ""


def test_a_tie_names_the_decisive_vote(draft):
    result = draw(draft).parts[0].items[2].result

    assert (result.outcome, result.for_, result.against) == ("adopted", 2, 2)
    assert result.casting == "Тұрсынов Д.Б."
    assert "Тұрсынов Д.Б." in result.sentences[0]


def test_an_item_without_a_vote_says_what_became_of_it(draft):
    item = draw(draft).parts[0].items[0]

    assert (item.result, item.settled, item.resolution) == (
        None, "Ақпарат назарға алынды.", (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "says"),
    [("withdrawn", "Мәселе күн тәртібінен алынды. Толықтырылсын"),
     ("deferred", "Мәселені қарау кейінге қалдырылды. Толықтырылсын")],
)  # fmt: skip
def test_withdrawn_and_deferred_items_are_told_with_the_reason(draft, state, says):
    AgendaItem.objects.filter(meeting=draft.meeting, position=1).update(
        state=state, answer_reason="Толықтырылсын"
    )

    assert draw(draft).parts[0].items[0].settled == says


def test_resolutions_are_numbered_after_their_item_whatever_they_came_with():
    points = paragraphs("1. Бекітілсін.\n\n2) Жолдансын.\n- Бақылансын.\n2027 жыл", 3)

    assert [(point.number, point.text) for point in points] == [
        ("3.1", "Бекітілсін."), ("3.2", "Жолдансын."), ("3.3", "Бақылансын."), ("3.4", "2027 жыл"),
    ]  # fmt: skip


def test_association_decisions_are_recommendatory_and_history_is_marked(draft):
    document = draw(draft)

    assert document.recommendatory
    assert document.parts[0].notes == ("Отырыс туралы мәліметтер порталға кейіннен енгізілді.",)


def test_the_body_bears_the_name_of_that_day(draft, association):
    old, new = association.name("kk"), {"name_kk": "Жаңа атау"}
    BodyName.objects.create(body=association, starts_on=association.starts_on, name_kk=old)
    BodyName.objects.create(body=association, starts_on=NOON.date() + timedelta(days=1), **new)
    Body.objects.filter(pk=association.pk).update(**new)

    assert draw(draft).parts[0].body.startswith("«Ақпараттық-коммуникациялық")


def test_a_document_comes_back_from_json_with_the_same_hash(draft):
    document = draw(draft, at=NOON)

    again = Document.from_dict(document.as_dict())

    assert again == document
    assert again.fingerprint() == document.fingerprint()
    assert replace(document, number="5").fingerprint() != document.fingerprint()


def test_drawing_takes_the_same_queries_however_much_was_decided(draft, held):
    with CaptureQueriesContext(connection) as few:
        draw(draft)
    for position in (4, 5, 6):
        item = new_item(held.meeting, position, "Тағы бір мәселе", resolution_kk="Бекітілсін.")
        decide(item, held.members, "for for for for for for for", 0)

    with CaptureQueriesContext(connection) as many:
        document = draw(draft)

    assert len(document.parts[0].items) == 6
    assert len(many) == len(few)


def test_an_annulled_vote_is_told_by_name_beside_the_vote_taken_again(draft, held):
    item = held.item
    vote = item.vote
    Vote.objects.filter(pk=vote.pk).update(
        state="annulled", annulled_at=NOON + timedelta(hours=1), annul_reason="Мәтін қате оқылды."
    )
    decide(item, held.members, "for for for for for for -", 0)

    told = draw(draft).parts[0].items[1]

    (annulled,) = told.annulled
    assert (annulled.reason, annulled.annulled) == ("Мәтін қате оқылды.", "13:00")
    assert (annulled.for_, annulled.against, len(annulled.votes)) == (4, 2, 6)
    assert (told.result.for_, told.result.against) == (6, 0)
    assert Document.from_dict(draw(draft).as_dict()) == draw(draft)


def test_a_document_without_annulled_votes_and_recusals_keeps_its_fingerprint(draft):
    stored = draw(draft).as_dict()

    item = stored["parts"][0]["items"][0]
    assert {"annulled", "recused"} & set(item) == set()
    assert Document.from_dict(stored).as_dict() == stored
