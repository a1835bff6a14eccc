"""Bodies: the list, the page on a day, the journal, appointing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bodies.models import Body, Membership, Office
from records import journal
from tests import factories

pytestmark = pytest.mark.django_db

FORM = {
    "email": "new@example.kz", "family_name_kk": "Әбдіқадыр", "given_name_kk": "Әлия",
    "office": "member", "category": "pedagogical", "effective_on": "2099-09-01",
    "act_kind": "order", "act_number": "12", "act_signed_on": "2026-08-25",
}  # fmt: skip


@pytest.fixture
def council():
    return factories.council()


@pytest.fixture
def body(council):
    return factories.association(size=5, parent=council)


@pytest.fixture
def administrator(council):
    return factories.granted("administer", council)


def test_the_list_shows_own_bodies_only(client, body):
    other = factories.association(size=3)
    client.force_login(factories.ordinary(body)[0].user)

    page = client.get("/bodies/").content.decode()

    assert body.name_kk in page
    assert other.name_kk not in page


def test_a_foreign_body_is_not_known(client, body):
    client.force_login(factories.ordinary(factories.association(size=5))[0].user)

    assert client.get(f"/bodies/{body.pk}/").status_code == 404


def test_others_addresses_are_not_shown_to_members(client, body):
    member, other = factories.ordinary(body)
    client.force_login(member.user)

    page = client.get(f"/bodies/{body.pk}/").content.decode()

    assert other.user.full_name() in page
    assert other.user.email not in page


def test_the_composition_of_a_day_of_the_past(client, body):
    left = factories.ordinary(body)[0]
    left.ends_on = date(2026, 3, 1)
    left.save()
    client.force_login(factories.officer(body, Office.CHAIR).user)

    then = client.get(f"/bodies/{body.pk}/?on=2026-03-01").context["page"].composition.voting
    later = client.get(f"/bodies/{body.pk}/?on=2026-03-02").context["page"].composition.voting

    assert (then, later) == (5, 4)


@pytest.mark.parametrize("on", ["", "yesterday", "2026-13-01"])
def test_a_day_that_is_none_is_today(client, body, on):
    client.force_login(factories.officer(body, Office.CHAIR).user)

    response = client.get(f"/bodies/{body.pk}/", {"on": on})

    assert response.context["page"].day == response.context["page"].today


def test_the_rules_carry_their_arithmetic_and_clause(client, body):
    client.force_login(factories.officer(body, Office.CHAIR).user)

    rules = client.get(f"/bodies/{body.pk}/").context["page"].rules

    assert "4" in rules[0].text
    assert "5" in rules[0].text
    assert rules[0].clause == "20"


def test_the_journal_is_for_whoever_may_read_it(client, body, administrator):
    path = f"/bodies/{body.pk}/journal/"
    client.force_login(factories.officer(body, Office.CHAIR).user)
    refused = client.get(path).status_code
    client.force_login(administrator)

    response = client.get(path)

    assert (refused, response.status_code, response.context["faults"]) == (403, 200, [])


def test_an_administrator_appoints_and_the_ministry_confirms(client, council, body, administrator):
    client.force_login(administrator)
    drawn = client.post(f"/bodies/{body.pk}/appoint/", FORM)
    change = body.changes.get()
    seated = Membership.objects.filter(body=body).count()

    client.force_login(factories.granted("review_minutes", council))
    confirmed = client.post(f"/bodies/changes/{change.pk}/confirm/")

    seat = Membership.objects.get(user__email="new@example.kz")
    assert (drawn.status_code, seated, confirmed.status_code) == (302, 5, 302)
    assert (seat.body, str(seat.starts_on)) == (body, "2099-09-01")
    assert seat.starts_act.number == "12"
    assert journal.head(body.stream).position == 2


def test_a_confirmation_while_the_body_meets_is_a_conflict(client, council, body, administrator):
    client.force_login(administrator)
    client.post(f"/bodies/{body.pk}/appoint/", FORM)
    Body.objects.filter(pk=body.pk).update(composition_held_by="meeting:1")

    client.force_login(factories.granted("review_minutes", council))
    response = client.post(f"/bodies/changes/{body.changes.get().pk}/confirm/")

    assert response.status_code == 409
    assert Membership.objects.filter(body=body).count() == 5


def test_a_composition_against_another_day_says_who_came_and_who_left(client, body):
    left, stays = factories.ordinary(body)
    left.ends_on = date(2026, 3, 1)
    left.save()
    came = factories.member(body, starts_on=date(2026, 3, 2))
    client.force_login(factories.officer(body, Office.CHAIR).user)

    response = client.get(f"/bodies/{body.pk}/composition/?on=2026-03-02&against=2026-03-01")

    sheet = response.context["sheet"]
    happened = {row.seat.user_id: row.what for row in sheet.comparison.rows}
    assert (happened[came.user_id], happened[left.user_id], happened[stays.user_id]) == (
        "joined", "left", "same",
    )  # fmt: skip
    assert (sheet.quorum.before, sheet.quorum.after) == (5, 5)


def test_what_waits_and_what_is_ahead_stands_on_the_body_s_page(
    client, council, body, administrator
):
    reviewer = factories.granted("review_minutes", council)
    client.force_login(administrator)
    client.post(f"/bodies/{body.pk}/appoint/", FORM)
    waiting = client.get(f"/bodies/{body.pk}/").content.decode()
    client.force_login(reviewer)
    client.post(f"/bodies/changes/{body.changes.get().pk}/confirm/")
    client.force_login(factories.ordinary(body)[0].user)

    ahead = client.get(f"/bodies/{body.pk}/").content.decode()
    listed = client.get(f"/bodies/{body.pk}/changes/").content.decode()

    assert "Растауды күтуде" in waiting
    assert all("Әбдіқадыр Әлия" in page for page in (waiting, ahead, listed))


def test_a_change_shortly_before_a_meeting_is_shown_in_it(client, council, body, administrator):
    meeting = factories.meeting(body, scheduled_for=factories.noon(1), state="notified")
    client.force_login(administrator)
    client.post(f"/bodies/{body.pk}/appoint/", FORM)
    client.force_login(factories.granted("review_minutes", council))
    client.post(f"/bodies/changes/{body.changes.get().pk}/confirm/")
    client.force_login(factories.officer(body, Office.CHAIR).user)

    page = client.get(meeting.get_absolute_url())

    assert [change.body_id for change in page.context["late_changes"]] == [body.pk]
    assert "Әбдіқадыр Әлия" in page.content.decode()


def test_a_planned_change_says_what_becomes_of_the_quorum(client, council, administrator):
    body = factories.association(size=21, parent=council)
    client.force_login(administrator)
    leaving = factories.ordinary(body)[0]
    client.post(
        f"/bodies/seats/{leaving.pk}/leave/",
        {"exit": "resignation", "last_day": "2099-01-31", "act_kind": "application",
         "act_signed_on": "2026-11-01"},
    )  # fmt: skip

    page = client.get(body.changes.get().get_absolute_url()).content.decode()

    assert "21 → 20" in page
    assert "14 → 14" in page


@pytest.mark.parametrize("role", ["chair", "member", "reviewer"])
def test_nobody_else_appoints(client, council, body, role):
    person = (
        factories.granted("review_minutes", council)
        if role == "reviewer"
        else body.memberships.filter(office=role).first().user
    )
    client.force_login(person)

    assert client.post(f"/bodies/{body.pk}/appoint/", FORM).status_code == 403
    assert Membership.objects.filter(body=body).count() == 5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"act_number": ""}, "act_number"),
        ({"act_signed_on": ""}, "act_signed_on"),
        ({"category": "institution"}, "represents"),
        ({"family_name_kk": ""}, "family_name_kk"),
        ({"office": "chair"}, "__all__"),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_changes_nothing(
    client, body, administrator, change, field
):
    client.force_login(administrator)

    response = client.post(f"/bodies/{body.pk}/appoint/", FORM | change)

    assert list(response.context["form"].errors) == [field]
    assert "Әлия" in response.content.decode()
    assert body.changes.count() == 0


def test_the_list_asks_as_much_at_thirty_as_at_one(client, council, administrator):
    client.force_login(administrator)
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            factories.association(size=3, parent=council)
            made += 1
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/bodies/").status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] == counts[2]
