"""A second factor: added, asked for at the door and at a signature, lost and taken away."""

from base64 import b64decode
from time import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse

from accounts.actions import take_second_factor
from accounts.models import Notification
from accounts.reauthentication import ReauthenticationForm
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_counted():
    cache.clear()


@pytest.fixture
def person():
    return factories.user("aliya@example.kz")


def shown(secret: str, ahead: int = 0) -> str:
    """What the app shows now; `ahead` periods later."""
    return format_hotp_value(hotp_value(secret, int(time()) // 30 + ahead))


def sign_in(client):
    return client.post(
        reverse("account_login"), {"login": "aliya@example.kz", "password": PASSWORD}
    )


def add_app(client) -> str:
    """Through the pages, as a person does; the app's secret."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert b64decode(page.context["totp_svg_data_uri"].partition(",")[2]).startswith(
        b'<svg xmlns="http://www.w3.org/2000/svg"'
    )
    done = client.post(reverse("mfa_activate_totp"), {"code": shown(secret)}, follow=True)
    assert len(done.context["unused_codes"]) == 10
    return secret


def test_an_app_is_added_and_asked_for_at_the_door(
    client, person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        secret = add_app(client)
    kept = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in kept
    assert Notification.objects.filter(kind="second_factor_changed", recipient=person).exists()
    client.post(reverse("account_logout"))

    asked = sign_in(client)

    assert asked.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    wrong = client.post(asked.url, {"code": "000000"})
    assert "_auth_user_id" not in client.session
    assert wrong.context["form"].errors["code"] == [
        "Код қате немесе бұрын қолданылған. Келесі кодты күтіп, соны теріңіз."
    ]
    client.post(asked.url, {"code": shown(secret, 1)})
    assert client.session["_auth_user_id"] == str(person.pk)


def again(person, **given) -> ReauthenticationForm:
    form = ReauthenticationForm(person, {"password": PASSWORD} | given)
    form.is_valid()
    return form


def test_at_a_signature_the_password_alone_no_longer_does(client, person):
    assert again(person).is_valid()
    secret = add_app(client)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().generate_codes()

    assert again(person).errors["code"] == ["Екінші фактормен де растаңыз."]
    assert "code" in again(person, code="000000").errors
    assert "password" in again(person, password="not this", code=shown(secret, 1)).errors
    accepted = again(person, code=shown(secret, 1))
    assert (accepted.errors, accepted.second_factor_used) == ({}, "code")
    assert "code" in again(person, code=shown(secret, 1)).errors
    assert again(person, code=codes[0]).is_valid()
    assert "code" in again(person, code=codes[0]).errors


def test_wrong_codes_count_as_wrong_tries(client, person):
    secret = add_app(client)
    for _ in range(5):
        again(person, code="000000")

    assert again(person, code=shown(secret, 1)).errors["password"]


@pytest.mark.parametrize("credential", ["[]", "7", '"x"', "{}", '{"response": {}}', "null", "{"])
def test_what_is_no_passkey_is_refused(client, person, credential):
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "x"})

    form = again(person, credential=credential)

    assert form.errors


def test_the_pages_open_and_the_last_factor_can_be_switched_off(client, person):
    add_app(client)

    for name in ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_deactivate_totp",
                 "mfa_generate_recovery_codes", "mfa_view_recovery_codes"):  # fmt: skip
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert "<script>" not in page.content.decode()
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=person).exists()
    assert again(person).is_valid()


def test_a_lost_factor_is_taken_away_and_its_holder_told(client, person):
    add_app(client)

    assert take_second_factor(person)
    assert not take_second_factor(person)

    assert again(person).is_valid()
    assert Notification.objects.filter(kind="second_factor_changed", recipient=person).count() == 1


def test_a_passkey_may_be_asked_for_before_anybody_has_signed_in(client):
    asked = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    assert asked.json()["request_options"]["publicKey"]["challenge"]
    refused = client.post(reverse("mfa_login_webauthn"), {"credential": "{}"})
    assert refused.url == reverse("account_login")
