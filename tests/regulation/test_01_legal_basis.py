"""Clause 1: the regulation rests on a recorded act and is read in the portal."""

import pytest

from council_portal import reference
from records.models import LegalAct
from tests import factories

pytestmark = pytest.mark.django_db


def test_01_the_regulation_is_recorded_once_as_the_ministers_act_without_inventing_its_number():
    reference.load()
    reference.load()

    act = LegalAct.objects.get(kind=LegalAct.Kind.REGULATION)
    assert act.issuer is not None
    assert act.issuer.key == "minister"
    assert act.title.endswith("туралы ереже")
    assert (act.number, act.signed_on) == ("", None)


def test_01_anybody_who_has_signed_in_reads_its_text(client):
    client.force_login(factories.user())

    page = client.get("/regulation/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "5-бабының" in text
    assert 'id="clause-1"' in text


def test_01_its_text_is_not_for_strangers(client):
    answer = client.get("/regulation/")

    assert answer.status_code == 302
    assert "/regulation/" in answer["Location"]
