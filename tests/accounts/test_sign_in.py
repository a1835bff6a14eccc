import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.urls import reverse

from accounts.actions import invite
from accounts.errors import RuleViolation
from accounts.models import Notification, User
from accounts.reauthentication import ReauthenticationForm
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "Өлең сөздің патшасы"


@pytest.fixture(autouse=True)
def _no_tries_counted():
    cache.clear()


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("typed", ["aliya@example.kz", "Aliya@Example.KZ", "  aliya@example.kz "])
def test_the_e_mail_is_read_in_any_case(client, typed):
    person = factories.user("Aliya@example.kz")

    response = sign_in(client, typed)

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in(client) == str(person.pk)
    assert person.email == "aliya@example.kz"


def test_a_wrong_password_and_an_unknown_e_mail_are_answered_alike(client):
    factories.user("aliya@example.kz")

    wrong = sign_in(client, "aliya@example.kz", "not this")
    unknown = sign_in(client, "nobody@example.kz")

    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert signed_in(client) is None


def test_a_closed_account_stays_outside(client):
    factories.user("aliya@example.kz", is_active=False)

    sign_in(client, "aliya@example.kz")

    assert signed_in(client) is None


def test_a_hundred_people_of_one_hall_sign_in(client):
    people = [factories.user() for _ in range(100)]

    for person in people:
        client.logout()
        sign_in(client, person.email, "a slip of the finger")
        sign_in(client, person.email)
        assert signed_in(client) == str(person.pk)


def test_five_wrong_tries_lock_the_account_for_a_while(client):
    factories.user("aliya@example.kz")
    for _ in range(5):
        sign_in(client, "aliya@example.kz", "not this")

    response = sign_in(client, "aliya@example.kz")

    assert signed_in(client) is None
    assert response.context["form"].non_field_errors()


def test_nobody_signs_up(client):
    response = client.post(
        reverse("account_signup"),
        {"email": "me@example.kz", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert "form" not in (response.context or {})
    assert not User.objects.exists()


def test_two_people_never_share_an_e_mail(client):
    factories.user("aliya@example.kz")
    other = User(email="ALIYA@example.kz", family_name_kk="Әжі")

    with pytest.raises(IntegrityError):
        other.save()


def test_people_without_an_e_mail_are_many():
    factories.user(None)
    factories.user(None)

    assert User.objects.filter(email=None).count() == 2


def link(mail) -> str:
    found = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.body)
    assert found
    return found[1]


def follow(client, path):
    """The link of a letter, then the form it leads to; the form's own address."""
    return client.get(path, follow=True).request["PATH_INFO"]


def test_an_invited_person_sets_a_password_and_is_signed_in(client, mailoutbox):
    person = User.objects.create_user("aliya@example.kz", family_name_kk="Әжі", given_name_kk="Ә")
    assert not person.has_usable_password()
    invite(person, by=factories.user())
    [mail] = mailoutbox

    form = follow(client, link(mail))
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert mail.to == ["aliya@example.kz"]
    assert signed_in(client) == str(person.pk)
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


def test_an_invitation_works_once(client, mailoutbox):
    person = User.objects.create_user("aliya@example.kz", family_name_kk="Әжі")
    invite(person, by=factories.user())
    path = link(mailoutbox[0])
    client.post(follow(client, path), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    client.logout()

    again = client.get(path)

    assert again.context["token_fail"] is True


def test_a_mail_scanner_does_not_spend_the_link(client, mailoutbox):
    person = User.objects.create_user("aliya@example.kz", family_name_kk="Әжі")
    invite(person, by=factories.user())
    path = link(mailoutbox[0])
    for _ in range(3):
        client.head(path)
        client.get(path, follow=True)
    client.cookies.clear()

    client.post(follow(client, path), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize(
    "password", ["Өлең сөз", "123456789012", "password1234", "aliya@example.kz"]
)
def test_a_weak_password_is_refused(client, mailoutbox, password):
    person = User.objects.create_user("aliya@example.kz", family_name_kk="Әжі")
    invite(person, by=factories.user())
    form = follow(client, link(mailoutbox[0]))

    client.post(form, {"password1": password, "password2": password})

    person.refresh_from_db()
    assert not person.has_usable_password()


@pytest.mark.parametrize("fields", [{"email": None}, {"email": "a@example.kz", "is_active": False}])
def test_there_must_be_somewhere_to_send_the_invitation(fields):
    person = User.objects.create_user(**fields, family_name_kk="Әжі")

    with pytest.raises(RuleViolation):
        invite(person, by=factories.user())

    assert not Notification.objects.exists()


def test_a_forgotten_password_is_answered_to_the_person_alone(client, mailoutbox):
    person = factories.user("aliya@example.kz")

    client.post(reverse("account_reset_password"), {"email": "Aliya@example.kz"})
    client.post(reverse("account_reset_password"), {"email": "nobody@example.kz"})

    [mail] = mailoutbox
    assert mail.to == ["aliya@example.kz"]
    client.post(follow(client, link(mail)), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert signed_in(client) == str(person.pk)


def test_no_working_link_lies_in_the_database(client):
    factories.user("aliya@example.kz")

    client.post(reverse("account_reset_password"), {"email": "aliya@example.kz"})

    letter = Notification.objects.get(kind="password_reset")
    assert (letter.params, letter.path) == ({}, "")


def change_email(client, new):
    """The password is asked again first; then the suspended request goes on."""
    asked = client.post(reverse("account_email"), {"email": new, "action_add": ""})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    return client.post(asked.url, {"password": PASSWORD})


def test_a_new_e_mail_counts_once_it_is_confirmed(client, mailoutbox):
    person = factories.user("aliya@example.kz")
    sign_in(client, "aliya@example.kz")

    change_email(client, "new@example.kz")
    person.refresh_from_db()
    before = person.email
    path = re.search(r"http://[^/]+(/accounts/confirm-email/\S+)", mailoutbox[-1].body)[1]
    client.post(path)

    told = [mail.to for mail in mailoutbox]
    person.refresh_from_db()
    assert told == [["new@example.kz"], ["aliya@example.kz"]]
    assert (before, person.email) == ("aliya@example.kz", "new@example.kz")
    client.logout()
    sign_in(client, "aliya@example.kz")
    assert signed_in(client) is None
    sign_in(client, "new@example.kz")
    assert signed_in(client) == str(person.pk)


def test_looking_at_the_e_mail_page_offers_nothing_to_remove(client):
    factories.user("aliya@example.kz")
    sign_in(client, "aliya@example.kz")

    page = client.get(reverse("account_email"))

    assert page.context.get("new_emailaddress") is None
    assert page.context["current_emailaddress"].email == "aliya@example.kz"


def test_an_e_mail_of_somebody_else_is_not_taken_over(client, mailoutbox):
    factories.user("chair@example.kz")
    person = factories.user("aliya@example.kz")
    sign_in(client, "aliya@example.kz")

    response = client.post(
        reverse("account_email"), {"email": "Chair@example.kz", "action_add": ""}
    )

    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert mailoutbox == []
    person.refresh_from_db()
    assert person.email == "aliya@example.kz"


def reauthenticated(person, password) -> bool:
    return ReauthenticationForm(person, {"password": password}).is_valid()


def test_signing_asks_for_ones_own_password():
    person = factories.user()

    assert not reauthenticated(person, "")
    assert not reauthenticated(person, "not this")
    assert reauthenticated(person, PASSWORD)


def test_after_five_wrong_tries_even_the_right_password_waits():
    person, neighbour = factories.user(), factories.user()
    for _ in range(5):
        reauthenticated(person, "not this")

    form = ReauthenticationForm(person, {"password": PASSWORD})

    assert not form.is_valid()
    assert form.errors["password"].as_data()[0].code == "too_many_tries"
    assert reauthenticated(neighbour, PASSWORD)


def test_the_right_password_starts_the_count_afresh():
    person = factories.user()
    for _ in range(3):
        for _ in range(4):
            reauthenticated(person, "not this")
        assert reauthenticated(person, PASSWORD)
