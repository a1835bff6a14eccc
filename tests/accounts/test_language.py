import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def language(client) -> str:
    return client.get(reverse("account_login"), follow=True).headers["Content-Language"]


def switch(client, to, **more):
    return client.post(reverse("set_language"), {"language": to} | more)


def test_kazakh_is_spoken_first_whatever_the_browser_prefers(client):
    response = client.get(reverse("account_login"), headers={"Accept-Language": "en,ru"})

    assert response.headers["Content-Language"] == "kk"


def test_before_sign_in_the_cookie_remembers(client):
    switch(client, "ru")

    assert language(client) == "ru"


def test_a_person_is_remembered_on_every_machine(client):
    person = factories.user()
    client.force_login(person)

    switch(client, "en")

    person.refresh_from_db()
    assert person.language == "en"
    client.logout()
    client.cookies.clear()
    assert language(client) == "kk"
    client.force_login(person)
    assert client.get(reverse("profile")).headers["Content-Language"] == "en"


def test_after_signing_out_the_sign_in_page_keeps_the_language(client):
    client.force_login(factories.user(language="ru"))
    client.get(reverse("profile"))
    client.post(reverse("account_logout"))

    assert language(client) == "ru"


@pytest.mark.parametrize(
    ("following", "leads"),
    [
        ("/profile/?x=1", "/profile/?x=1"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_one_stays_on_the_page(client, following, leads):
    assert switch(client, "ru", next=following).url == leads


def test_a_language_nobody_speaks_changes_nothing(client):
    person = factories.user()
    client.force_login(person)

    switch(client, "xx")

    person.refresh_from_db()
    assert person.language == "kk"


def test_a_link_cannot_switch(client):
    assert client.get(reverse("set_language"), {"language": "ru"}).status_code == 405
