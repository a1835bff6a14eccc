"""Signing in again before a signature: the password proves who sits at the screen now."""

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

WRONG_TRIES = 5
WITHIN_MINUTES = 5


class ReauthenticationForm(forms.Form):
    """Valid when `user`'s own password was typed. Further fields may be added by subclasses.

    After five wrong tries within five minutes even the right password is refused until the five
    minutes are over; they are counted for the person, never for the address of the hall.
    """

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        key = f"accounts.reauthentication.{self.user.pk}"
        cache.add(key, 0, timeout=WITHIN_MINUTES * 60)
        if _count(key) > WRONG_TRIES:
            raise ValidationError(
                _(
                    "The password was wrong %(tries)d times. "
                    "Wait %(minutes)d minutes, then try again."
                )
                % {"tries": WRONG_TRIES, "minutes": WITHIN_MINUTES},
                code="too_many_tries",
            )
        if not (self.user.is_active and self.user.check_password(password)):
            raise ValidationError(_("This is not your password."), code="wrong_password")
        cache.delete(key)
        return password


def _count(key: str) -> int:
    """This try, counted before the password is looked at: parallel tries gain nothing."""
    try:
        return cache.incr(key)
    except ValueError:  # expired between the two calls
        cache.set(key, 1, timeout=WITHIN_MINUTES * 60)
        return 1
