"""What changes of composition, nominations and removals ask of people, and the pages of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from associations.actions import Candidate
from bodies import actions as bodies
from bodies.actions import Draft, End
from bodies.models import ChangeKind, ExitKind, Office
from council_portal.documents.desk import desk
from records.models import LegalAct
from tests import factories as make
from tests.associations.nominations import (
    DAY,
    approved,
    nominated,
    now,
    put,
    supported,
    today,
    voting,
)
from tests.councils.decisions import decide
from tests.councils.removals import decided, executed, fresh, proposed
from tests.councils.removals import put as put_removal

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(size=3)


@pytest.fixture
def body(council):
    return make.association(size=6, parent=council)


@pytest.fixture
def admin(council):
    return make.granted("administer", council)


@pytest.fixture
def reviewer(council):
    return make.granted("review_minutes", council)


def urls(person):
    return [task.url for task in desk(person, timezone.now()).tasks]


def test_a_nomination_waits_for_the_administrator_then_for_the_ministry(body, admin, reviewer):
    nomination = nominated(body)
    assert urls(admin) == [nomination.get_absolute_url()]

    change = approved(nomination, admin)

    assert (urls(admin), urls(reviewer)) == ([], [change.get_absolute_url()])


def test_where_the_association_votes_it_waits_for_the_secretary_first(body, admin):
    nomination, clerk = nominated(voting(body)), make.officer(body, Office.SECRETARY).user
    assert urls(clerk) == [reverse("associations:nomination_put", args=[nomination.pk])]
    assert urls(admin) == []

    supported(nomination)

    assert nomination.get_absolute_url() in urls(admin)


def test_a_removal_waits_for_each_in_turn(council, body, admin, reviewer):
    seat = make.ordinary(body)[0]
    clerk = make.officer(council, Office.SECRETARY).user
    removal = proposed(seat, council)
    steps = {step: reverse(f"councils:removal_{step}", args=[removal.pk])
             for step in ("put", "answer", "execute")}  # fmt: skip
    assert steps["put"] in urls(clerk)
    assert urls(seat.user) == [steps["answer"]]

    put_removal(removal)
    assert steps["put"] not in urls(clerk)
    from tests.councils.decisions import sign

    sign(decide(removal.item))
    assert urls(seat.user) == []
    assert urls(admin) == [steps["execute"]]

    change = executed(fresh(removal), admin)
    # The decision's own minutes wait for the ministry's review beside it (cl. 7, 22).
    waiting = [change.get_absolute_url(), reverse("minutes:review_list")]
    assert (urls(admin), urls(reviewer)) == ([], waiting)


def test_a_prepared_change_waits_for_the_administrator(body, admin, reviewer):
    seat = make.ordinary(body)[0]
    draft = Draft(
        body=body, kind=ChangeKind.EXIT, effective_on=today() + DAY,
        act=LegalAct(kind="application", signed_on=today()),
        ends=[End(membership=seat, exit=ExitKind.RESIGNATION)],
    )  # fmt: skip
    change = bodies.prepare(draft, by=seat.user, at=now())
    assert (urls(admin), urls(reviewer)) == ([change.get_absolute_url()], [])

    bodies.record(change, by=admin, at=now())

    assert (urls(admin), urls(reviewer)) == ([], [change.get_absolute_url()])


def test_nobody_is_asked_to_confirm_what_concerns_them(body, admin, reviewer):
    change = approved(nominated(body, Candidate(user=reviewer)), admin)
    second = make.granted("review_minutes", body)

    assert (urls(reviewer), urls(second)) == ([], [change.get_absolute_url()])


def test_a_removal_from_a_section_is_the_ministry_s_to_confirm(council, body, admin, reviewer):
    section = make.association(size=4, parent=body, kind="section")
    change = executed(decided(proposed(make.ordinary(section)[0], council)), admin)

    assert urls(reviewer) == [change.get_absolute_url(), reverse("minutes:review_list")]
    assert urls(make.officer(body, Office.CHAIR).user) == []


def queries(client, path):
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def candidate(number):
    return Candidate(person={"email": f"k{number}@example.kz", "family_name_kk": "Мұхтар"})


def test_lists_and_home_ask_as_much_for_three_as_for_one(client, council, body, admin):
    voting(body)
    members = make.ordinary(body)
    listing = reverse("associations:nomination_list", args=[body.pk])
    paths = [listing, reverse("councils:removal_list"), "/"]
    client.force_login(admin)

    def another(number):
        put(nominated(body, candidate(number)))
        supported(nominated(body, candidate(number + 10)))
        decided(proposed(members[number], council))

    another(0)
    for path in paths:
        client.get(path)
    one = [queries(client, path) for path in paths]
    another(1)
    another(2)

    assert [queries(client, path) for path in paths] == one


def test_filters_stand_in_the_address(client, body, admin, council):
    nominated(body, candidate(1))
    approved(nominated(body, candidate(2)), admin)
    proposed(make.ordinary(body)[0], council)
    client.force_login(admin)
    listing = reverse("associations:nomination_list", args=[body.pk])
    removals = reverse("councils:removal_list")
    year = today().year

    def shown(path):
        return len(client.get(path).context["page"].object_list)

    assert [shown(f"{listing}?state={s}") for s in ("", "nominated", "approved", "rejected")] == [
        2, 1, 1, 0,
    ]  # fmt: skip
    assert [shown(f"{listing}?year={y}") for y in (year, year - 1, "x")] == [2, 2, 2]
    assert [shown(f"{removals}?state={s}") for s in ("proposed", "removed")] == [1, 0]


def test_whoever_is_slower_reads_who_was_faster_with_what_was_typed(client, body, admin):
    nomination = nominated(body)
    second = make.granted("administer", body)
    approved(nomination, second)
    client.force_login(admin)

    answer = client.post(
        reverse("associations:nomination_approve", args=[nomination.pk]),
        {"effective_on": today().isoformat(), "act_kind": "order", "act_number": "77",
         "act_signed_on": today().isoformat()},
    )  # fmt: skip

    page = answer.content.decode()
    assert second.full_name() in page
    assert 'value="77"' in page


def test_the_outsider_reads_why_and_nothing_is_nominated(client, body, council):
    client.force_login(make.officer(council, Office.CHAIR).user)

    answer = client.post(reverse("associations:nominate", args=[body.pk]), {})

    assert answer.status_code == 403
    assert "Кандидатураны тек осы ОӘБ мүшелері ұсынады." in answer.content.decode()


def test_the_administrator_reads_that_only_the_council_removes(client, body, admin):
    client.force_login(admin)

    answer = client.post(
        reverse("councils:removal_propose", args=[make.ordinary(body)[0].pk]), {"grounds": "-"}
    )

    assert answer.status_code == 403
    assert "Мүше құрамнан РОӘК шешімімен ғана шығарылады." in answer.content.decode()
