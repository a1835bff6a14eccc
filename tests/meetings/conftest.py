"""One association, its people, and a client that speaks English."""

import pytest

from bodies.models import Office
from tests import factories as f


@pytest.fixture
def body():
    return f.association(6)


@pytest.fixture
def clerk(body):
    return f.officer(body, Office.SECRETARY).user


@pytest.fixture
def chair(body):
    return f.officer(body, Office.CHAIR).user


@pytest.fixture
def member(body):
    return f.ordinary(body)[0].user


@pytest.fixture
def enter(client):
    def signed_in(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        person.language = "en"
        person.save()
        client.cookies["django_language"] = "en"
        return client

    return signed_in
