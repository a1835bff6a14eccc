"""Lists of what is recorded: as many queries for three rows as for one, filters in the address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from associations.actions import record_funding
from bodies.models import Office
from council_portal.documents.desk import desk
from councils import actions
from councils.actions.evaluations import Scored
from councils.documents.proposals import proposed_item
from councils.models import Violation
from records.models import LegalAct
from tests import factories as make
from tests.councils import decisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    decisions.functions()
    return make.council(size=5)


@pytest.fixture
def body(council):
    return make.association(size=6, parent=council)


def fill(council, body, n):
    """One of everything; the violation is decided on and in force."""
    now, today = timezone.now(), timezone.localdate()
    clerk = make.officer(council, Office.SECRETARY).user
    us = make.officer(body, Office.SECRETARY).user
    record_funding(
        body.association, payer=body.association.base_institution_id, year=2026 - n,
        amount=1000 + n, purpose="Іссапар", upload=None, by=us, at=now,
        act=LegalAct(kind="order", number=str(n), signed_on=today),
    )  # fmt: skip
    violation = actions.record_violation(
        body.association, ground="28.2", facts=f"{n}-факт", by=clerk, at=now,
        happened_on=today - timedelta(days=n),
    )  # fmt: skip
    actions.explain_violation(violation, text="Түсіндік.", by=us, at=now)
    violation = actions.put_violation(
        violation, make.meeting(council), by=clerk, at=now, **proposed_item(violation)
    )
    decisions.sign(decisions.decide(violation.item))
    actions.draft_evaluation(
        body.association, person=make.ordinary(body)[n].user, year=2025, text="Қорытынды",
        scores=[Scored(decisions.functions()["27.1"], 5 + n)], by=clerk, at=now,
    )  # fmt: skip
    actions.draw_up_petition(
        decisions.in_force(council), make.ordinary(body)[n], addressee="ҚазҰУ", grounds="Себебі",
        by=clerk, at=now,
    )  # fmt: skip


@pytest.mark.parametrize("path", ["/violations/", "/evaluations/", "/petitions/", "funding"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(client, council, body, path):
    funding = path == "funding"
    client.force_login(make.officer(body if funding else council, Office.SECRETARY).user)
    path = f"/bodies/{body.pk}/funding/" if funding else path
    counts = []
    for step in (range(1), range(1, 3)):
        for n in step:
            fill(council, body, n)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_state_of_a_violation_is_a_filter_though_no_column_holds_it(client, council, body):
    fill(council, body, 0)
    clerk = make.officer(council, Office.SECRETARY).user
    actions.record_violation(
        body.association, ground="28.1", facts="Жаңа факт", by=clerk, at=timezone.now(),
        happened_on=timezone.localdate(),
    )  # fmt: skip
    client.force_login(clerk)

    def shown(query):
        return [v.facts for v in client.get(f"/violations/?{query}").context["page"]]

    assert shown("state=confirmed") == ["0-факт"]
    assert shown("state=recorded") == shown("ground=28.1") == ["Жаңа факт"]
    assert len(shown("state=nothing")) == len(shown(f"association={body.pk}")) == 2


def test_the_desk_asks_the_association_to_explain_and_the_council_to_go_on(council, body):
    clerk, chair = (make.officer(b, o).user for b, o in ((council, "secretary"), (body, "chair")))
    now, today = timezone.now(), timezone.localdate()

    def titles(person):
        return [(task.title, task.url) for task in desk(person, timezone.now()).tasks]

    violation = actions.record_violation(
        body.association, ground="28.2", facts="Факт", by=clerk, at=now, happened_on=today
    )
    assert titles(clerk) == [("Түсініктеме сұрату", f"/violations/{violation.pk}/")]
    actions.ask_for_explanation(violation, answer_by=today, by=clerk, at=now)
    assert titles(clerk) == []
    assert titles(chair) == [("РОӘК-ке түсініктеме", f"/violations/{violation.pk}/explain/")]
    actions.explain_violation(violation, text="Түсіндік.", by=chair, at=now)
    assert titles(chair) == []
    assert titles(clerk) == [("Бұзушылықты күн тәртібіне енгізу", f"/violations/{violation.pk}/")]
    assert Violation.objects.get().item is None


def test_the_page_of_a_body_leads_to_what_is_recorded(client, council, body):
    page = f"/bodies/{body.pk}/"
    links = {
        "funding": f"/bodies/{body.pk}/funding/", "violation": f"/violations/?association={body.pk}",
        "evaluation": f"/evaluations/?association={body.pk}",
        "record": f"/bodies/{body.pk}/violations/new/",
    }  # fmt: skip
    expected = {
        make.officer(body, Office.SECRETARY).user: {"funding", "violation", "evaluation"},
        make.ordinary(body)[0].user: {"funding", "evaluation"},
        make.officer(council, Office.SECRETARY).user: {"violation", "evaluation", "record"},
        make.granted("review_minutes", council): {"funding", "violation", "evaluation", "record"},
        make.granted("administer", council): set(),
    }
    for person, seen in expected.items():
        client.force_login(person)
        shown = client.get(page).content.decode()
        assert {name for name, link in links.items() if f'href="{link}"' in shown} == seen, person
