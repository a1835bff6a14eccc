"""The second factor: what one has beside the password."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.notifications import notify
from accounts.models import User

NO_CODE = _("Confirm with your second factor too.")
WRONG_CODE = _("This code is wrong or already used. Wait for the next one and type it.")
WRONG_PASSKEY = _("The passkey was not accepted. Try again.")


def factors(user: User) -> set[str]:
    """The kinds of second factor `user` has: "totp", "webauthn", "recovery_codes". One query."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def accept_code(user: User, code: str) -> None:
    """Take a code of the app, or use up a recovery code. Raises ValidationError otherwise."""
    if not code:
        raise ValidationError(NO_CODE, code="no_factor")
    codes = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    for authenticator in codes.order_by("-type"):
        if authenticator.wrap().validate_code(code):
            authenticator.record_usage()
            return
    raise ValidationError(WRONG_CODE, code="wrong_code")


def ask_passkey(user: User) -> dict[str, Any]:
    """What the browser asks the device; the challenge waits in the session."""
    question: dict[str, Any] = auth.begin_authentication(user)
    return question


def accept_passkey(user: User, credential: Any) -> None:
    """Take what the device answered. Raises ValidationError when it is not this person's."""
    try:
        auth.parse_authentication_response(credential)
        auth.complete_authentication(user, credential).record_usage()
    except (ValidationError, AttributeError, KeyError, TypeError, ValueError) as refusal:
        raise ValidationError(WRONG_PASSKEY, code="wrong_passkey") from refusal


@transaction.atomic
def take_second_factor(user: User) -> bool:
    """For somebody who has lost theirs: the password alone signs in again, and they are told.

    False when there was nothing to take away.
    """
    taken, _kinds = Authenticator.objects.filter(user=user).delete()
    if taken:
        notify(recipients=[user], kind="second_factor_changed", params={}, path="")
    return bool(taken)
