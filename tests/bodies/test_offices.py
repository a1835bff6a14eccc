"""Offices → permissions, row by row as the matrix of roles and actions has them.

The rows are written here by hand. ● and ◐ (in the chair's absence, which the meeting decides)
and A are "may"; everybody else may not. Columns: administrator, the Council's chair, deputy,
secretary, member, the Centre, the ministry, an association's chair, deputy, secretary, member,
and the public.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bodies import offices
from bodies.backends import verbs_on
from bodies.models import Office
from tests import factories as make

pytestmark = pytest.mark.django_db

COLUMNS = ["ADM", "RC", "RD", "RS", "RM", "CTR", "MIN", "UC", "UD", "US", "UM", "PUB"]

# Action, the permission that stands for it, who may on the Council, who on an association.
ROWS = [
    ("Nominate a candidate (27.5)", "nominate", "", "UC UD US UM"),
    ("Prepare a change of composition", "prepare_members", "RS CTR", "US"),
    ("Record approval of a member (15)", "manage_members", "ADM", "ADM"),
    ("Confirm a change of composition (four eyes)", "confirm_composition", "MIN", "MIN"),
    ("Change policy settings", "change_procedure", "ADM", "ADM"),
    ("Schedule a meeting (12, 24)", "schedule_meeting", "RS CTR", "US"),
    ("Propose an item (27.3)", "propose_item", "RC RD RS RM CTR MIN", "UC UD US UM"),
    ("Compose the agenda", "compose_agenda", "RS CTR", "US"),
    ("Consent to the agenda (18)", "consent_agenda", "", "UC UD US UM"),
    ("Approve the agenda (18)", "approve_agenda", "RC", "UC"),
    ("Discuss an item (27.1)", "discuss", "RC RD RS RM", "UC UD US UM"),
    ("Preside, open, close a meeting (8, 19)", "preside", "RC RD", "UC UD"),
    ("Mark attendance", "mark_attendance", "RS CTR", "US"),
    ("Open and close a vote", "operate_vote", "RC RD", "UC UD"),
    ("Vote (10, 20)", "vote", "RC RD RM", "UC UD US UM"),
    ("Agree the electronic method (20)", "agree_method", "", "US"),
    ("Enter a written ballot (27.4)", "enter_written_ballot", "", "US"),
    ("Draw up minutes", "draw_up_minutes", "RS CTR", "US"),
    ("Sign minutes (11, 21)", "sign_minutes", "RC RD RS", "UC UD US"),
    ("Send copies (22)", "send_copies", "", "US"),
    ("Review minutes and decisions (7, 22)", "review_minutes", "MIN", "MIN"),
    ("Read the audit log", "read_journal", "ADM CTR MIN", "ADM MIN"),
    ("Funding record (4)", "record_funding", "", "US"),
    ("Funding record (4): read", "read_funding", "", "MIN UC UD US UM"),
    ("Register violation (28)", "register_violation", "RS CTR MIN", ""),
    ("Register violation (28): answer", "answer_violation", "", "UC US"),
    ("Evaluate (13.11)", "evaluate", "RC RS", ""),
    ("Evaluate (13.11): prepare", "prepare_evaluation", "RC RS RM CTR", ""),
    ("Evaluate (13.11): read", "read_evaluations", "RC RS RM CTR MIN", "UC US UM"),
    ("Petition for discipline (14.5)", "petition", "RS", ""),
    ("Petition for discipline (14.5): read", "read_petitions", "RC RD RS RM CTR MIN", ""),
    ("Administer", "administer", "ADM", "ADM"),
    ("Act for the Centre (12)", "act_for_centre", "CTR", "CTR"),
]
OFFICES = {"C": Office.CHAIR, "D": Office.DEPUTY_CHAIR, "S": Office.SECRETARY, "M": Office.MEMBER}


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def association(council):
    return make.association(parent=council)


@pytest.fixture
def people(council, association):
    """One person for each column."""
    seated = {
        column: (
            make.ordinary(body)[0]
            if OFFICES[column[1]] == Office.MEMBER
            else make.officer(body, OFFICES[column[1]])
        ).user
        for body, letter in ((council, "R"), (association, "U"))
        for column in COLUMNS
        if column[0] == letter and len(column) == 2
    }
    return seated | {
        "ADM": make.granted("administer", council),
        "CTR": make.granted("act_for_centre", council),
        "MIN": make.granted("review_minutes", council),
        "PUB": AnonymousUser(),
    }


def who_may(people, verb, body):
    return " ".join(c for c in COLUMNS if people[c].has_perm(f"bodies.{verb}", body))


@pytest.mark.parametrize(("action", "verb", "expected", "_"), ROWS)
def test_who_may_in_the_council(people, council, action, verb, expected, _):
    assert who_may(people, verb, council) == expected, action


@pytest.mark.parametrize(("action", "verb", "_", "expected"), ROWS)
def test_who_may_in_an_association(people, association, action, verb, _, expected):
    assert who_may(people, verb, association) == expected, action


def test_every_permission_has_its_row():
    read = {"view_body", "read_minutes"}

    assert {row[1] for row in ROWS} | read == {verb.value for verb in offices.Verb}


@pytest.mark.parametrize("verb", ["view_body", "read_minutes"])
def test_the_council_is_read_by_its_own_people(people, council, verb):
    assert who_may(people, verb, council) == "ADM RC RD RS RM CTR MIN"


@pytest.mark.parametrize("verb", ["view_body", "read_minutes"])
def test_an_association_is_read_by_its_members_the_centre_and_the_ministry(
    people, association, verb
):
    readers = set(who_may(people, verb, association).split())

    assert readers >= {"ADM", "CTR", "MIN", "UC", "UD", "US", "UM"}
    assert "PUB" not in readers


def test_members_of_one_association_may_nothing_in_another(people, council):
    other = make.association(parent=council)

    for column in ("UC", "UD", "US", "UM"):
        assert verbs_on(people[column], other, timezone.localdate()) == frozenset()


def test_a_secretary_of_the_council_who_votes_does_so_as_a_member(council):
    secretary = make.officer(council, Office.SECRETARY)
    assert not secretary.user.has_perm("bodies.vote", council)

    secretary.voting = True
    secretary.save()

    assert secretary.user.has_perm("bodies.vote", council)


def test_being_administrator_of_the_site_gives_nothing_in_a_body(association):
    site = make.user(is_superuser=True, is_staff=True)

    assert verbs_on(site, association, timezone.localdate()) == frozenset()
    assert not site.has_perm("bodies.vote", association)


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (1, True)])
def test_an_office_ends_with_its_last_day(association, days, may):
    seat = make.officer(association, Office.CHAIR)
    seat.ends_on = timezone.localdate() + timedelta(days=days)
    seat.save()

    assert seat.user.has_perm("bodies.approve_agenda", association) is may


def test_a_closed_account_may_nothing(association):
    chair = make.officer(association, Office.CHAIR).user
    chair.is_active = False
    chair.save()

    assert not chair.has_perm("bodies.approve_agenda", association)


def test_a_grant_on_one_association_reaches_no_other(council, association):
    registrar = make.granted("administer", association)

    assert registrar.has_perm("bodies.manage_members", association)
    assert not registrar.has_perm("bodies.manage_members", make.association(parent=council))
    assert not registrar.has_perm("bodies.manage_members", council)
