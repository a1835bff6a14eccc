"""A passkey at the signature, and a personal digital signature through NCALayer, in a browser."""

import base64
import json

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse

from minutes import actions
from minutes.documents import fields, pdf
from minutes.models import Signature
from tests.factories import PASSWORD
from tests.minutes import standins
from tests.minutes.conftest import NOON, blank_stamp, hold, new_body, sheet, write_texts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK = "ОРАЗБАЕВА АНАР"


@pytest.fixture
def held(transactional_db, settings, tmp_path, monkeypatch):
    settings.PORTAL_SIGNING_KEY = tmp_path / "portal.p12"
    settings.PORTAL_SIGNING_PASSPHRASE = ""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    monkeypatch.setattr(fields, "_drawn", lambda _stamp: blank_stamp())
    monkeypatch.setattr(pdf, "render", lambda one: sheet(tuple(b["field"] for b in pdf.boxes(one))))
    cache.clear()
    return hold(new_body())


@pytest.fixture
def minutes(held):
    drawn = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(drawn)
    return actions.submit(drawn, by=held.clerk, at=NOON)


def with_device(page) -> None:
    """A device with a finger to put on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }},
    )  # fmt: skip


def ncalayer(owner):
    """NCALayer as a page meets it: greets, beats, and hands out a CMS over what it is given."""

    def serve(socket) -> None:
        socket.send('{"result":{"version":"1.4"}}')
        socket.send("--heartbeat--")

        def answer(text: str) -> None:
            asked = json.loads(text)
            assert (asked["module"], asked["method"]) == ("kz.gov.pki.knca.basics", "sign")
            assert asked["args"]["signingParams"]["encapsulate"] is False
            cms = standins.sealed(base64.b64decode(asked["args"]["data"]), owner, CLERK)
            socket.send(json.dumps({"status": True, "body": {"result": [cms]}}))

        socket.on_message(answer)

    return serve


def test_a_passkey_and_a_personal_signature_sign_the_minutes(minutes, held, arrive):
    chair = arrive(held.chair)
    with_device(chair.page)
    chair.visit(reverse("mfa_add_webauthn"))
    chair.page.fill("input[name=password]", PASSWORD)
    chair.confirm()
    chair.page.click("#add_passkey")
    chair.page.wait_for_url("**/2fa/**recovery-codes/**")
    path = reverse("minutes:minutes_sign", args=[minutes.pk])
    chair.visit(path)
    chair.page.fill("input[name=password]", PASSWORD)
    chair.page.click("#use_passkey")
    chair.page.wait_for_url(f"**{minutes.get_absolute_url()}")

    owner = standins.certificate(CLERK)
    checker = standins.Checker()
    clerk = arrive(held.clerk, width=360)
    clerk.page.route_web_socket("wss://127.0.0.1:13579", ncalayer(owner))
    with standins.serving(checker) as address, override_settings(PORTAL_NCANODE=address):
        clerk.visit(path)
        clerk.page.fill("input[name=password]", PASSWORD)
        clerk.page.click("#sign_qualified")
        clerk.page.wait_for_url(f"**{minutes.get_absolute_url()}")

    ways = Signature.objects.filter(minutes=minutes).order_by("pk").values_list("method", flat=True)
    assert list(ways) == ["in_system", "qualified"]
    assert "Жеке ЭЦҚ қойылды" in clerk.text()
