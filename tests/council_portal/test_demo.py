"""The demo's way in, which exists in a demo only."""

import pytest
from django.core.management import CommandError, call_command

from council_portal.demo.bodies import SIZES
from council_portal.demo.entries import ROLES
from council_portal.demo.people import PASSWORD_HASH, rows
from council_portal.demo.stage import Question, ballots
from meetings.states import Choice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_outside_a_demo_nobody_enters_so(client, role):
    factories.user(role.email)

    assert client.post(f"/demo/{role.key}/").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_in_a_demo_one_press_enters(client, settings, role):
    settings.PORTAL_DEMO = True
    person = factories.user(role.email)

    response = client.post(f"/demo/{role.key}/")

    assert (response.status_code, client.session["_auth_user_id"]) == (302, str(person.pk))


def test_a_link_is_not_a_press(client, settings):
    settings.PORTAL_DEMO = True

    assert client.get("/demo/chair/").status_code == 405


def test_nobody_else_can_be_entered_as(client, settings):
    settings.PORTAL_DEMO = True
    factories.user("root@demo.example", is_superuser=True)

    assert client.post("/demo/nobody/").status_code == 404


def test_a_real_portal_is_never_filled():
    with pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)


def test_there_are_people_enough():
    assert len(rows("people.csv")) >= sum(SIZES.values()) + 30


def test_the_password_is_the_one_of_the_readme():
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    assert PBKDF2PasswordHasher().verify("Білім таппай мақтанба", PASSWORD_HASH)


@pytest.mark.parametrize("size", [7, 8])
@pytest.mark.parametrize("chair", list(Choice))
def test_a_tie_is_a_tie(size, chair):
    body = factories.association(size=size)
    seats = list(body.memberships.all())

    choices = [choice for _, choice in ballots(Question(0, tie=True, chair=chair), seats)]

    assert choices.count("for") == choices.count("against")
