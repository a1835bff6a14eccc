"""A browser without JavaScript for each person who visits a page of a meeting."""

from django.test import Client
from django.urls import reverse


def visit(person, name, *args, data=None, **query):
    """Read the page in English, or send `data` to it, signed in as `person`."""
    client = Client()
    person.language = "en"
    person.save()
    client.force_login(person)
    url = reverse(f"meetings:{name}", args=args)
    return client.get(url, query) if data is None else client.post(url, data)
