"""How allauth behaves here: people are invited, never sign up, and are answered in their language.

Named in settings (ACCOUNT_ADAPTER, MFA_ADAPTER).
"""

import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from io import BytesIO
from smtplib import SMTPException
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import notify, send_password_link
from accounts.actions.second_factor import WRONG_CODE
from accounts.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed."),
        "duplicate_email": gettext_lazy("This is already your e-mail."),
        "email_password_mismatch": gettext_lazy("The e-mail or the password is not correct."),
        "email_taken": gettext_lazy("Somebody else signs in with this e-mail."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "invalid_password_reset": gettext_lazy("This link has been used or is out of date."),
        "rate_limited": gettext_lazy("Too many tries. Wait a minute, then try again."),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong tries with this e-mail. Wait five minutes, then try again."
        ),
        "unknown_email": gettext_lazy("Nobody signs in with this e-mail."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody becomes a member of a body by registering: people are invited."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        user.confirm_address()

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, to the address one signs in with, whatever else was typed."""
        send_password_link(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the recipient's language. A silent mail server is said, not shown as a crash."""
        user = context.get("user") or getattr(self.request, "user", None)
        language = getattr(user, "language", None) or translation.get_language()
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            logger.exception("%s could not be mailed", template_prefix)
            messages.error(
                self.request,
                _("The mail server does not answer. Try again in a few minutes."),
            )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """What is told through the outbox: a changed password or second factor. A changed address
        is told at the old address.
        """
        if "password" in template_prefix:
            notify(recipients=[user], kind="password_changed", params={}, path="")
        elif template_prefix.startswith("mfa/"):
            notify(recipients=[user], kind="second_factor_changed", params={}, path="")
        elif email:
            self.send_mail(template_prefix, email, {"user": user} | (context or {}))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's ways to confirm who one is, in our words."""
        said = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": said.get(way["id"], way["description"])} for way in ways]

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """False when somebody else has come to sign in with that address meanwhile."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email=email_address.email.lower()).exists():
            messages.error(request, self.error_messages["email_taken"])
            return False
        return super().confirm_email(request, email_address)


class SecondFactorAdapter(DefaultMFAAdapter):
    """How a second factor is kept and worded."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": gettext_lazy("Switch the second factor off to change the e-mail."),
        "cannot_delete_authenticator": gettext_lazy("The second factor cannot be switched off."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes go with an app or a passkey: add one first."
        ),
        "incorrect_code": WRONG_CODE,
        "unverified_email": gettext_lazy("Confirm your e-mail first."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code an app reads."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", xmldecl=False, scale=5, border=4)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Secrets lie in the database only under the portal's secret key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}


def _cipher() -> MultiFernet:
    """The first key writes; older ones (SECRET_KEY_FALLBACKS) still read."""
    secrets: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    keys = [sha256(f"second factor {one}".encode()).digest() for one in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
