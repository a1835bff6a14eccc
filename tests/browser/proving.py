"""Two who have just typed their password: one without a second factor, one with every kind."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from meetings.models import Meeting
from tests import factories as make

if TYPE_CHECKING:
    from django.test import Client

    from tests.browser.world import World

PROVED = ("proved", "keyed")


def prove(world: World) -> None:
    """The two, and minutes of a body whose rules know signatures on paper."""
    for name in PROVED:
        world.people[name] = make.user(f"{name}@example.kz")
        world.people[name].confirm_address()
    keyed = world.people["keyed"]
    TOTP.activate(keyed, generate_totp_secret())
    RecoveryCodes.activate(keyed)
    Authenticator.objects.create(
        user=keyed, type=Authenticator.Type.WEBAUTHN,
        data={"name": "Қызметтік телефон", "passwordless": True},
    )  # fmt: skip
    meeting = world.minutes["ready"].meeting
    known = meeting.procedure_frozen | {"sign_method": "scan"}
    Meeting.objects.filter(pk=meeting.pk).update(procedure_frozen=known)


def just_now(client: Client) -> None:
    """As if the password had been typed a moment ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time()}]
    session.save()


def passkey(world: World) -> list[object]:
    keyed = world.people["keyed"]
    return [Authenticator.objects.get(user=keyed, type=Authenticator.Type.WEBAUTHN).pk]
