"""Who signed in, who signed out and whose sign-in was refused: one stream per person."""

from typing import Any

from django.contrib.auth import signals

from accounts.models import User
from records import clock, journal


def listen() -> None:
    """Journal what Django tells of sign-ins."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="records.signed_in")
    signals.user_logged_out.connect(_signed_out, dispatch_uid="records.signed_out")
    signals.user_login_failed.connect(_refused, dispatch_uid="records.sign_in_refused")


def _signed_in(*, user: User, **_: Any) -> None:
    _note("signed_in", user)


def _signed_out(*, user: User | None, **_: Any) -> None:
    if user is not None:
        _note("signed_out", user)


def _refused(*, credentials: dict[str, Any], **_: Any) -> None:
    """Only for an account that exists: guesses at others leave nothing to fill the journal."""
    email = credentials.get("email") or credentials.get("username") or ""
    user = User.objects.filter(email=str(email).lower()).first() if email else None
    if user is not None:
        _note("sign_in_refused", user)


def _note(kind: str, user: User) -> None:
    actor = None if kind == "sign_in_refused" else user
    stream = f"user:{user.pk}"
    journal.append(stream=stream, kind=kind, actor=actor, at=clock.now(), payload={})
