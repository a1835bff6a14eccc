from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.actions.notifications import notify
from accounts.errors import RuleViolation
from accounts.models import User


def invite(user: User, *, by: User) -> None:
    """Send the one-time link with which `user` sets a password; nobody sets it for them.

    Raises RuleViolation when there is nowhere to send it, or nothing left to invite to.
    """
    if not user.email:
        raise RuleViolation(
            _("%(person)s has no e-mail address: enter one, then send the invitation.")
            % {"person": user.full_name()}
        )
    if not user.is_active:
        raise RuleViolation(
            _("The account of %(person)s is closed: open it, then send the invitation.")
            % {"person": user.full_name()}
        )
    if user.last_login and user.has_usable_password():
        raise RuleViolation(
            _(
                "%(person)s has already signed in and can ask for a new password on the sign-in page."
            )
            % {"person": user.full_name()}
        )
    _invite([user], by=by)


def invite_all(people: Iterable[User], *, by: User) -> None:
    """Invite all of them who can be reached and have not come yet, at once."""
    _invite([person for person in people if _awaits_invitation(person)], by=by)


def _awaits_invitation(person: User) -> bool:
    reached = bool(person.email) and person.is_active
    return reached and person.last_login is None and not person.has_usable_password()


def _invite(people: list[User], *, by: User) -> None:
    by_whom = {"kk": by.full_name("kk"), "ru": by.full_name("ru"), "en": by.full_name("en")}
    notify(recipients=people, kind="invitation", params={"by": by_whom}, path="")


def send_password_link(user: User) -> None:
    """Answer to "forgotten password": the same one-time link, to the person alone."""
    notify(recipients=[user], kind="password_reset", params={}, path="")
