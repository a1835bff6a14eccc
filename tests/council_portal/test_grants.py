"""Who holds what: the dated grants on the page of a body, for whoever keeps its members."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bodies.actions import grant
from bodies.models import Office
from bodies.offices import VERB_LABELS, Verb
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def council():
    return factories.council(size=3)


@pytest.fixture
def body(council):
    return factories.association(size=3, parent=council)


@pytest.fixture
def administrator(council):
    return factories.granted("administer", council)


def given(verb, on, starts=-5, ends=None):
    return grant(
        user=factories.user(), verb=verb, on=on, basis=factories.act(number="77"), by=None,
        starts_on=TODAY + timedelta(days=starts),
        ends_on=None if ends is None else TODAY + timedelta(days=ends),
    )  # fmt: skip


def seen(client, body, **on):
    return client.get(f"/bodies/{body.pk}/", on)


def test_the_administrator_sees_person_permission_days_and_act(client, body, administrator):
    told = given("manage_members", body, ends=30)
    client.force_login(administrator)

    page = seen(client, body).content.decode()

    assert told.user.full_name() in page
    assert str(VERB_LABELS[Verb.MANAGE_MEMBERS]) in page
    assert f"{told.starts_on:%d.%m.%Y} – {told.ends_on:%d.%m.%Y}" in page
    assert str(told.basis) in page


def test_what_is_granted_above_is_listed_with_the_body_it_is_granted_on(
    client, council, body, administrator
):
    client.force_login(administrator)

    grants = seen(client, body).context["page"].grants

    assert [(g.user, g.body) for g in grants] == [(administrator, council)]


def test_what_has_ended_is_listed_for_the_days_it_held_only(client, body, administrator):
    ended = given("review_minutes", body, ends=-2)
    client.force_login(administrator)

    now = seen(client, body).context["page"].grants
    then = seen(client, body, on=str(TODAY - timedelta(days=2))).context["page"].grants

    assert ended.user not in {g.user for g in now}
    assert ended.user in {g.user for g in then}


def test_grants_on_a_body_beside_it_are_not_listed(client, council, body, administrator):
    other = given("review_minutes", factories.association(size=3, parent=council))
    client.force_login(administrator)

    assert other.user not in {g.user for g in seen(client, body).context["page"].grants}


@pytest.mark.parametrize("office", [Office.CHAIR, Office.SECRETARY, "review_minutes"])
def test_nobody_else_sees_who_holds_what(client, council, body, administrator, office):
    person = (
        factories.granted(office, council)
        if office == "review_minutes"
        else factories.officer(body, office).user
    )
    client.force_login(person)

    response = seen(client, body)

    assert response.context["page"].grants == []
    assert administrator.full_name() not in response.content.decode()


def test_the_page_asks_as_much_at_thirty_grants_as_at_one(client, body, administrator):
    client.force_login(administrator)
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            given("view_body", body)
            made += 1
        with CaptureQueriesContext(connection) as captured:
            assert seen(client, body).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] == counts[2]
