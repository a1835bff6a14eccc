"""What stands behind a thing: who changed what, when and why, in words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from associations.models import Association, Section, TrainingDirection
from bodies.actions import edit_organisation
from bodies.documents import Change, Timeline
from bodies.models import Body, Membership, Office, RulesOfProcedure
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(*histories, **words):
    return Timeline(*histories, **words)[0:100]


def test_a_field_is_named_in_words_with_what_it_was_and_is():
    university = factories.institution("ҚазҰУ")
    edit_organisation(
        university, {"name_ru": "КазНУ", "kind": "other"}, version=1, reason="Қайта құрылды"
    )

    newest, entered = told(university.history.all())

    assert newest.changes == [
        Change("Kind", "Higher-education institution", "Other interested body"),
        Change("Name in Russian", "", "КазНУ"),
    ]
    assert (newest.words, newest.why) == ("Changed", "Қайта құрылды")
    assert (entered.words, entered.subject) == ("Entered", "Organisation")


def test_rows_of_other_tables_are_shown_by_name_and_days_in_figures():
    body = factories.association(size=3)
    seat = factories.officer(body, Office.CHAIR)
    seat.ends_on, seat.ends_act = date(2026, 5, 5), factories.act(number="77")
    seat.represents = factories.institution("ҚазҰУ")
    seat.save()

    newest = told(Membership.history.filter(id=seat.pk))[0]

    assert newest.subject == f"Membership: {seat.user.short_name()}"
    assert newest.changes == [
        Change("Represents", "", "ҚазҰУ университеті"),
        Change("Last day", "", "05.05.2026"),
        Change("Act that ends it", "", str(seat.ends_act)),
    ]


def test_yes_and_no_and_choices_are_words():
    seat = factories.member(factories.association(size=3))
    seat.voting, seat.office = False, Office.SECRETARY
    seat.save()

    newest = told(Membership.history.filter(id=seat.pk))[0]

    assert newest.changes == [Change("Office", "Member", "Secretary"), Change("Votes", "yes", "no")]


def test_a_list_is_shown_by_the_names_of_what_is_in_it():
    body = factories.association(size=3)
    association = Association.objects.get(body=body)
    first = association.directions.get()
    second = TrainingDirection.objects.create(
        code="7M99", level="master", field_code="7M9", field_kk="Сала", field_ru="Область",
        name_kk="Қосымша", name_ru="Дополнительное",
    )  # fmt: skip
    association.directions.add(second)

    newest = told(association.history.all())[0]

    assert newest.changes == [Change("Training directions", f"{first}", f"{first}; {second}")]


def test_tables_are_told_as_one_story_the_newest_first():
    body = factories.association(size=3)
    body.name_kk = "Жаңа атау"
    body.save()

    lines = told(body.history.all(), Membership.history.filter(body=body))

    assert [line.subject.partition(":")[0] for line in lines] == [
        "Body", "Membership", "Membership", "Membership", "Body",
    ]  # fmt: skip
    assert lines == sorted(lines, key=lambda line: line.at, reverse=True)


def test_facts_of_the_rules_are_said_as_whoever_knows_them_words_them():
    body = factories.association(size=3)
    rules = RulesOfProcedure.objects.create(
        body=body, starts_on=factories.SINCE, basis=factories.act(), departures={"a": 1}
    )
    rules.departures = {"a": 2}
    rules.save()

    newest = told(
        rules.history.all(),
        worded={"departures": lambda _row, facts: {k: f"<{v}>" for k, v in facts.items()}},
    )[0]

    assert newest.changes == [Change("a", "<1>", "<2>")]


def test_what_was_removed_is_said_to_be():
    university = factories.institution("Жабылған")
    university.history.update(history_type="-", history_change_reason="Екі рет енгізілген")

    (line,) = told(university.history.all())

    assert (line.words, line.changes, line.why) == ("Removed", [], "Екі рет енгізілген")


def test_a_page_of_it_is_that_page():
    seats = [factories.member(factories.association(size=3)) for _ in range(3)]
    whole = Timeline(Membership.history.all())

    assert len(whole) == 12
    assert [line.at for line in whole[0:5]] + [line.at for line in whole[5:12]] == [
        line.at for line in whole[0:12]
    ]
    assert whole[0:1][0].subject == f"Membership: {seats[-1].user.short_name()}"


def test_the_story_asks_as_much_for_thirty_edits_as_for_one():
    council = factories.council(size=3)
    body = factories.association(size=3, parent=council)
    section = factories.association(size=3, kind="section", parent=body)
    Section.objects.create(body=section, association=Association.objects.get(body=body))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            told(Body.history.all(), Membership.history.all(), Association.history.all(),
                 Section.history.all())  # fmt: skip
        counts.append(len(asked))
        for _ in range(10):
            seat = factories.member(body, represents=factories.institution())
            seat.voting = False
            seat.save()
            council.name_en = f"{council.name_en}!"
            council.save()

    assert counts[0] == counts[1]
