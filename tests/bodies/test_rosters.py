"""A composition as a sheet: each row's fate, one change, nothing before a second person's word."""

from datetime import date

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import User
from bodies import actions
from bodies.documents.roster_words import PROBLEMS
from bodies.errors import BodyEnded, ChangeRefused
from bodies.models import (
    Body,
    Category,
    CompositionChange,
    ExitKind,
    Membership,
    Office,
    RosterImport,
)
from bodies.rules.roster import Fate, Problem
from records.models import LegalAct, StoredFile
from tests import factories as make
from tests.bodies.rosters import DAY, composition, draw_up, exported, line, order, row, run, today
from tests.bodies.sheets import xlsx

pytestmark = pytest.mark.django_db

REPRESENTATIVE = Category.INSTITUTION.value


# Fates --------------------------------------------------------------------------------------


def test_a_dry_run_changes_nothing_and_tells_each_rows_fate(body, admin):
    """Add, change, skip, stay and an error with its cell."""
    first, second, third = make.ordinary(body)
    before = composition(body)

    roster = run(
        body, admin,
        row("zhana@example.kz"),
        row(first.user.email, office="Мүше"),
        row(second.user.email, category="pedagogical"),
        row("жоқ", office="Мүше"),
    )  # fmt: skip

    assert [(each.row, each.fate) for each in roster.planned() if each.row] == [
        (5, Fate.ERROR), (2, Fate.ADD), (4, Fate.CHANGE), (3, Fate.SKIP),
    ]  # fmt: skip
    assert roster.counts() == {"error": 1, "add": 1, "change": 1, "skip": 1, "stay": 4}
    assert (line(roster, 5).column, line(roster, 5).problem) == ("A", Problem.BAD_EMAIL)
    assert third.pk in {each.membership for each in roster.planned() if each.fate == Fate.STAY}
    assert composition(body) == before
    assert CompositionChange.objects.count() == LegalAct.objects.filter(number="12").count() == 0


def test_14_4_nobody_is_removed_for_not_being_in_the_sheet(body, admin, reviewer):
    before = composition(body)

    change = draw_up(run(body, admin, row("zhana@example.kz")), admin)
    actions.confirm(change, by=reviewer, at=timezone.now())

    assert before < composition(body)
    assert len(composition(body)) == len(before) + 1


def test_a_roster_waits_for_a_second_person_as_one_change(body, admin, reviewer):
    seat, before = make.ordinary(body)[0], composition(body)
    roster = run(body, admin, row("zhana@example.kz"), row(seat.user.email, category="pedagogical"))

    change = draw_up(roster, admin)

    assert (change.kind, change.state, composition(body)) == ("roster", "proposed", before)
    assert [(each.verb, each.exit) for each in change.lines.order_by("position")] == [
        ("end", ExitKind.HANDOVER), ("seat", ""), ("seat", ""),
    ]  # fmt: skip
    tomorrow = today() + DAY
    actions.confirm(change, by=reviewer, at=timezone.now() + DAY)
    new = User.objects.get(email="zhana@example.kz")
    assert (new.pk, "member", "", None, True, None) in composition(body, tomorrow)
    assert (seat.user_id, "member", "pedagogical", None, True, None) in composition(body, tomorrow)
    assert set(new.notifications.values_list("kind", flat=True)) == {"invitation", "seat_taken"}


@pytest.mark.parametrize(
    ("changed", "column", "now"),
    [
        ({"office": "Секретарь"}, "office", Office.SECRETARY),
        ({"category": "Scientific worker"}, "category", Category.SCIENTIFIC),
        ({"votes": "жоқ"}, "voting", False),
        ({"votes": False}, "voting", False),
        ({"votes": 0}, "voting", False),
        ({"until": "31.12.2031"}, "ends_on", "2031-12-31"),
        ({"until": date(2031, 12, 31)}, "ends_on", "2031-12-31"),
        ({"until": "2031-12-31"}, "ends_on", "2031-12-31"),
    ],
)
def test_a_change_is_an_end_and_a_new_seat(body, admin, changed, column, now):
    seat = make.ordinary(body)[0]

    roster = run(body, admin, row(seat.user.email, **changed))

    told = line(roster)
    assert (told.fate, getattr(told, column), list(told.was)) == (Fate.CHANGE, now, [column])
    assert told.membership == seat.pk


@pytest.mark.parametrize("name", ["Abai University", "абай университеті", "АбайУ", "abai"])
def test_an_organisation_is_known_by_its_names_and_its_key(body, admin, name):
    abai = make.institution("АбайУ", name_kk="Абай университеті", key="abai",
                            name_en="Abai University")  # fmt: skip

    roster = run(body, admin, row("a@example.kz", category=REPRESENTATIVE, organisation=name))

    assert (line(roster).fate, line(roster).represents) == (Fate.ADD, abai.pk)


def test_columns_that_are_not_there_leave_a_seat_as_it_is(body, admin):
    seat = make.ordinary(body)[0]
    Membership.objects.filter(pk=seat.pk).update(
        category="institution", represents=make.institution(), ends_on=date(2031, 1, 1)
    )

    roster = run(body, admin, ["  " + seat.user.email.upper()], headings=["E-MAIL "])

    assert line(roster).fate == Fate.SKIP


def test_headings_are_known_in_any_order_and_language_below_a_title(body, admin):
    sheet = xlsx(
        ["АКТ ОӘБ құрамы"], [], ["№", "Тегі", "Лауазымы", "Бөлмесі", "Почта", "Имя"],
        [1, "Сейітқали", "Төраға орынбасары", 700, "a@example.kz", "Мәди"], headings=[],
    )  # fmt: skip

    roster = run(body, admin, content=sheet)

    told = line(roster, 5)
    assert (told.name, told.email, told.office) == (
        "Сейітқали Мәди", "a@example.kz", Office.DEPUTY_CHAIR,
    )  # fmt: skip
    assert roster.sheet["unknown"] == ["Бөлмесі"]


def test_people_without_an_address_are_found_by_their_name(body, admin):
    seat = make.ordinary(body)[0]
    User.objects.filter(pk=seat.user_id).update(email=None)

    roster = run(body, admin, content=exported(body))

    assert roster.counts() == {"error": 0, "add": 0, "change": 0, "skip": 6, "stay": 0}


def test_names_of_known_people_stay_and_another_name_is_pointed_out(body, admin):
    seat = make.ordinary(body)[0]

    roster = run(body, admin, row(seat.user.email, "Басқа"))

    assert (line(roster).fate, line(roster).problem) == (Fate.SKIP, Problem.OTHER_NAME)


def test_the_council_secretary_does_not_vote_unless_the_sheet_says_so(admin):
    council = make.council(size=4)
    make.granted("administer", council, admin)
    seat = make.ordinary(council)[0]

    roster = run(council, admin, [seat.user.email, "Хатшы"], headings=["E-mail", "Лауазымы"])

    assert (line(roster).voting, line(roster).was) == (
        False,
        {"office": "member", "voting": "true"},
    )


# Errors -------------------------------------------------------------------------------------


def chair_of(body):
    return make.officer(body, Office.CHAIR).user.full_name("kk")


ERRORS = {
    Problem.NO_EMAIL: ("A", lambda _: row(None)),
    Problem.BAD_EMAIL: ("A", lambda _: row("әлия@")),
    Problem.NO_NAME: ("B", lambda _: row("a@example.kz", None)),
    Problem.TOO_LONG: ("B", lambda _: row("a@example.kz", "Ә" * 101)),
    Problem.OFFICE: ("D", lambda _: row("a@example.kz", office="Директор")),
    Problem.CATEGORY: ("E", lambda _: row("a@example.kz", category="Ғарышкер")),
    Problem.ORGANISATION: ("F", lambda _: row("a@example.kz", organisation="Жоқ университеті")),
    Problem.ORGANISATIONS: ("F", lambda _: row("a@example.kz", organisation="Егіз")),
    Problem.REPRESENTS: ("F", lambda _: row("a@example.kz", category=REPRESENTATIVE)),
    Problem.VOTES: ("G", lambda _: row("a@example.kz", votes="мүмкін")),
    Problem.DAY: ("H", lambda _: row("a@example.kz", until="31.02.2027")),
    Problem.ENDED: ("H", lambda _: row("a@example.kz", until="31.12.2019")),
    Problem.FORMULA: ("B", lambda _: row("a@example.kz", "=HYPERLINK(A1)")),
    Problem.OFFICE_TAKEN: ("", lambda _: row("a@example.kz", office="Төраға")),
}


@pytest.mark.parametrize("problem", ERRORS)
def test_an_error_tells_its_cell_and_nothing_is_drawn_up(body, admin, problem):
    column, wrong = ERRORS[problem]
    for _ in range(2):
        make.institution("Егіз", name_kk="Егіз университеті")
    before = composition(body)

    roster = run(body, admin, row("b@example.kz"), wrong(body))

    assert (line(roster, 3).fate, line(roster, 3).problem) == (Fate.ERROR, problem)
    assert line(roster, 3).column == column
    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        draw_up(roster, admin)
    assert str(refusal.value) == "The sheet has errors: correct them and upload it anew."
    assert (composition(body), CompositionChange.objects.count()) == (before, 0)


def test_nobody_stands_in_the_sheet_twice(body, admin):
    roster = run(body, admin, row("a@example.kz"), row("A@Example.kz"))

    assert (line(roster, 2).fate, line(roster, 3).problem) == (Fate.ADD, Problem.TWICE)
    assert line(roster, 3).params == {"row": "2"}


def test_an_office_passes_on_within_one_sheet(body, admin, reviewer):
    chair, other = make.officer(body, Office.CHAIR), make.ordinary(body)[0]
    roster = run(
        body, admin, row(other.user.email, office="Төраға"), row(chair.user.email, office="Мүше"),
        on=today() + DAY,
    )  # fmt: skip

    actions.confirm(draw_up(roster, admin), by=reviewer, at=timezone.now())

    offices = {user: office for user, office, *_ in composition(body, today() + DAY)}
    assert (offices[other.user_id], offices[chair.user_id]) == (Office.CHAIR, Office.MEMBER)


def test_a_second_chair_is_told_the_name_of_the_first(body, admin):
    roster = run(body, admin, row("a@example.kz", office="Председатель"))

    assert line(roster).params == {"name": chair_of(body)}


def test_whoever_another_change_concerns_waits_for_it(body, admin):
    draw_up(run(body, admin, row("a@example.kz")), admin)

    again = run(body, admin, row("a@example.kz"))

    assert (line(again).fate, line(again).problem) == (Fate.ERROR, Problem.WAITS)


def test_a_seat_to_come_is_not_taken_twice(body, admin):
    person = make.user()
    make.member(body, person=person, starts_on=today() + 9 * DAY)

    roster = run(body, admin, row(person.email))

    assert (line(roster).fate, line(roster).problem) == (Fate.ERROR, Problem.AHEAD)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("problem", list(Problem))
def test_each_problem_is_worded_in_three_languages(problem, language):
    with translation.override("en"):
        english = str(PROBLEMS[problem])
    with translation.override(language):
        worded = str(PROBLEMS[problem])

    assert (worded == english) == (language == "en")


# Refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("particulars", "sentence"),
    [
        ({"act": {"number": ""}}, "State the act that approves this member."),
        ({"act": {"signed_on": date(2999, 1, 1)}}, "The act is dated in the future."),
    ],
)
def test_15_a_roster_states_its_act(body, admin, particulars, sentence):
    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        run(body, admin, row("a@example.kz"), act=order(**particulars["act"]))

    assert str(refusal.value) == sentence
    assert RosterImport.objects.count() == StoredFile.objects.count() == 0


def test_a_roster_does_not_reach_into_the_past(body, admin):
    with pytest.raises(ChangeRefused):
        run(body, admin, row("a@example.kz"), on=today() - DAY)

    assert RosterImport.objects.count() == 0


def test_29_a_dissolved_association_takes_no_roster(body, admin):
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)

    with pytest.raises(BodyEnded):
        run(Body.objects.get(pk=body.pk), admin, row("a@example.kz"))


@pytest.mark.parametrize("column", ["chair", "member", "reviewer", "outsider"])
def test_only_who_keeps_a_composition_brings_in_a_roster(body, reviewer, column):
    people = {
        "chair": make.officer(body, Office.CHAIR).user, "member": make.ordinary(body)[0].user,
        "reviewer": reviewer, "outsider": make.user(),
    }  # fmt: skip

    with pytest.raises(NotPermitted):
        run(body, people[column], row("a@example.kz"))

    assert RosterImport.objects.count() == 0


def test_a_secretary_prepares_what_an_administrator_records(body, admin):
    clerk = make.officer(body, Office.SECRETARY).user

    change = draw_up(run(body, clerk, row("a@example.kz")), clerk)

    assert change.state == "prepared"


def test_a_sheet_in_which_everything_is_so_already_changes_nothing(body, admin):
    roster = run(body, admin, content=exported(body))

    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        draw_up(roster, admin)

    assert str(refusal.value) == (
        "Everything in the sheet is so already: there is nothing to change."
    )
    assert CompositionChange.objects.count() == 0
