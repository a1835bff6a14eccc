"""How allauth behaves here: people are invited, never sign up, and are answered in their language.

Named in settings (ACCOUNT_ADAPTER).
"""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import notify, send_password_link
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
        """A changed password is told through the outbox, a changed address at the old address."""
        if "password" in template_prefix:
            notify(recipients=[user], kind="password_changed", params={}, path="")
        elif email:
            self.send_mail(template_prefix, email, {"user": user} | (context or {}))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """False when somebody else has come to sign in with that address meanwhile."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email=email_address.email.lower()).exists():
            messages.error(request, self.error_messages["email_taken"])
            return False
        return super().confirm_email(request, email_address)
