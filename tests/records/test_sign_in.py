"""Sign-ins are journalled, each in the stream of its person."""

import pytest
from django.contrib.auth import authenticate

from records import journal
from records.models import JournalEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return factories.user("member@example.kz")


def noted() -> list[tuple[str, str, int | None]]:
    return list(JournalEntry.objects.order_by("id").values_list("stream", "kind", "actor"))


def test_signing_in_and_out_is_noted(client, member):
    client.force_login(member)
    client.logout()

    stream = f"user:{member.pk}"
    assert noted() == [(stream, "signed_in", member.pk), (stream, "signed_out", member.pk)]
    assert journal.verify(stream) == []


def test_a_refused_sign_in_is_noted_without_an_actor(rf, member):
    assert authenticate(rf.post("/"), email="Member@example.kz", password="guess") is None

    assert noted() == [(f"user:{member.pk}", "sign_in_refused", None)]
    assert JournalEntry.objects.get().payload == {}


def test_a_guess_at_an_unknown_address_leaves_nothing(rf, member):
    authenticate(rf.post("/"), email="nobody@example.kz", password="guess")
    authenticate(rf.post("/"), password="guess")

    assert noted() == []
