"""Who could do what on 5 May, and the history of a body, as the administrator and ministry read."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bodies.actions import grant, revoke
from bodies.models import Delegation, Office, RulesOfProcedure
from tests import factories as f

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 5)


@pytest.fixture
def council():
    return f.council(size=3)


@pytest.fixture
def body(council):
    return f.association(size=4, parent=council)


@pytest.fixture(params=["administer", "review_minutes"])
def reader(request, council):
    return f.granted(request.param, council)


def test_who_could_do_what_on_5_may(client, council, body, reader):
    chair = f.officer(body, Office.CHAIR)
    chair.ends_on = MAY - timedelta(days=1)
    chair.save()
    successor = f.member(body, Office.CHAIR, starts_on=MAY, act=f.act(number="77"))
    client.force_login(reader)

    shown = client.get(f"/bodies/{body.pk}/permissions/", {"on": MAY.isoformat()})

    told = {each.person: each.verbs for each in shown.context["shown"].allowed}
    assert "approve_agenda" in told[successor.user]
    assert chair.user not in told
    assert str(successor.starts_act) in shown.content.decode()


def test_a_deputy_who_acted_by_delegation_is_named(client, body, reader):
    deputy = f.officer(body, Office.DEPUTY_CHAIR)
    act = f.act("delegation", number="7-С")
    Delegation.objects.create(body=body, deputy=deputy, act=act, starts_on=MAY, ends_on=MAY)
    client.force_login(reader)

    page = client.get(f"/bodies/{body.pk}/permissions/", {"on": MAY.isoformat()})
    after = client.get(f"/bodies/{body.pk}/permissions/", {"on": "2026-05-06"})

    assert str(act) in page.content.decode()
    assert after.context["shown"].delegations == []


def test_what_was_revoked_that_day_is_said_with_its_minute(client, council, body, reader):
    today = timezone.localdate()
    gone = grant(user=f.user(), verb="review_minutes", on=council, basis=f.act(), by=None,
                 starts_on=MAY)  # fmt: skip
    revoke(gone, by=f.user(), at=timezone.now(), reason="Ауысты")
    client.force_login(reader)

    for path in (f"/bodies/{body.pk}/permissions/", f"/people/{gone.user_id}/permissions/"):
        shown = client.get(path, {"on": today.isoformat()}).context["shown"]
        assert shown.revoked == [gone]
        assert gone.user not in {each.person for each in shown.allowed}
        before = client.get(path, {"on": MAY.isoformat()}).context["shown"]
        assert gone.user in {each.person for each in before.allowed}


def test_every_body_in_which_a_person_could_do_anything(client, council, body, reader):
    person = f.officer(body, Office.CHAIR).user
    university = f.institution()
    f.granted("represent", university, person)
    f.member(council, person=person, starts_on=MAY)
    client.force_login(reader)
    path = f"/people/{person.pk}/permissions/"

    then = client.get(path, {"on": MAY.isoformat()}).context["shown"]
    before = client.get(path, {"on": "2026-05-04"}).context["shown"]

    assert [each.body for each in then.allowed] == [council, body]
    assert [each.body for each in before.allowed] == [body]
    assert [g.content_object for g in then.represented] == [university]


def test_a_reviewer_of_one_body_is_told_of_that_body_only(client, council, body):
    person = f.officer(f.association(size=3, parent=council), Office.CHAIR).user
    f.member(body, person=person)
    client.force_login(f.granted("review_minutes", body))

    shown = client.get(f"/people/{person.pk}/permissions/").context["shown"]

    assert [each.body for each in shown.allowed] == [body]


@pytest.mark.parametrize("on", ["", "yesterday", "2026-13-01"])
def test_a_day_that_is_none_is_today(client, body, reader, on):
    client.force_login(reader)

    for path in (f"/bodies/{body.pk}/permissions/", f"/people/{reader.pk}/permissions/"):
        assert client.get(path, {"on": on}).context["shown"].day == timezone.localdate()


def test_the_history_of_a_body_tells_of_its_seats_and_rules_in_words(client, body, reader):
    rules = RulesOfProcedure.objects.create(
        body=body, starts_on=f.SINCE, basis=f.act("decision"),
        departures={"agenda_consent": "two_thirds", "allow_online": False},
    )  # fmt: skip
    rules.departures = {"agenda_consent": "unanimous", "allow_online": False}
    rules.save()
    client.force_login(reader)

    response = client.get(f"/bodies/{body.pk}/history/")

    newest = response.context["page"][0]
    assert [(c.old, c.new) for c in newest.changes] == [("Құрамның үштен екісі.", "Барлық мүше.")]
    assert f.officer(body, Office.CHAIR).user.short_name() in response.content.decode()


def test_the_pages_ask_no_more_at_thirty_than_at_one(client, council, body, reader):
    client.force_login(reader)
    person = f.officer(body, Office.CHAIR).user
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            f.member(f.association(size=3, parent=council), person=person)
            f.member(body, represents=f.institution())
            f.granted("review_minutes", council)
            made += 1
        with CaptureQueriesContext(connection) as asked:
            for path in (f"/bodies/{body.pk}/permissions/", f"/people/{person.pk}/permissions/",
                         f"/bodies/{body.pk}/history/"):  # fmt: skip
                assert client.get(path).status_code == 200
        counts.append(len(asked))

    # A page of the history on which only seats are left asks less: nothing of the other tables.
    assert counts == sorted(counts, reverse=True)
