"""The words of a notification: a letter, or its headline on screen."""

import re
from dataclasses import dataclass
from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from accounts.models import Notification, User
from accounts.querysets import MAIL_ONLY


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter(notification: Notification) -> Letter:
    """In the recipient's language. Raises TemplateDoesNotExist for a kind without words."""
    recipient = notification.recipient
    more = {}
    if notification.kind in MAIL_ONLY:
        more["password_url"] = password_url(recipient)
    with translation.override(recipient.language):
        return _worded(notification, more)


def headline(notification: Notification) -> str:
    """The subject alone, in the reader's active language; carries no secret link."""
    return _worded(notification, {}).subject


def password_url(user: User) -> str:
    """A link that sets a password once, and only while the person has not signed in since.

    Drawn when the letter is sent, so that no working link ever lies in the database.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
    )
    return f"{settings.PORTAL_ADDRESS}{path}"


def _worded(notification: Notification, more: dict[str, Any]) -> Letter:
    """`templates/notifications/<kind>.txt`: the first line is the subject, the rest the body."""
    facts = notification.params | {
        "recipient": notification.recipient,
        "url": f"{settings.PORTAL_ADDRESS}{notification.path}" if notification.path else "",
    }
    template: Any = get_template(f"notifications/{notification.kind}.txt")
    text = template.template.render(Context(facts | more, autoescape=False)).strip()
    subject, _, body = text.partition("\n")
    one_line = " ".join(subject.split())  # a stray line break would be a header of its own
    return Letter(subject=one_line, body=re.sub(r"\n{3,}", "\n\n", body).strip() + "\n")
