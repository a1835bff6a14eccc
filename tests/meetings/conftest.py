"""Browsers without JavaScript, one for each person who visits."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation


@pytest.fixture
def at():
    """Somebody's browser, in English: `at(person, "meeting_open", meeting.pk)`."""

    def visit(person, name, *args, data=None, **query):
        client = Client()
        person.language = "en"
        person.save()
        client.force_login(person)
        url = reverse(f"meetings:{name}", args=args)
        return client.get(url, query) if data is None else client.post(url, data)

    with translation.override("en"):
        yield visit
