"""Signing in again before a signature: the password, and the second factor of whoever has one."""

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import second_factor
from accounts.models import User

WRONG_TRIES = 5
WITHIN_MINUTES = 5
CODES = {"totp", "recovery_codes"}


class ReauthenticationForm(forms.Form):
    """Valid when `user`'s own password was typed, and a code or passkey where they have one.

    Further fields may be added by subclasses. After five wrong tries within five minutes even the
    right password is refused until the five minutes are over; they are counted for the person,
    never for the address of the hall.
    """

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code from the app, or a recovery code"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.factors = second_factor.factors(user)
        if not self.factors & CODES:
            del self.fields["code"]
        if "webauthn" not in self.factors:
            del self.fields["credential"]

    @property
    def passkey_question(self) -> dict[str, Any] | None:
        """What the page asks the person's passkey; None without one."""
        return second_factor.ask_passkey(self.user) if "credential" in self.fields else None

    @property
    def second_factor_used(self) -> str:
        """By what the person proved themselves beside the password; "" where they have nothing."""
        if not self.factors:
            return ""
        return "passkey" if self.cleaned_data.get("credential") else "code"

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        cache.add(self._key, 0, timeout=WITHIN_MINUTES * 60)
        if _count(self._key) > WRONG_TRIES:
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
        return password

    def clean(self) -> dict[str, Any]:
        """The second factor is looked at only behind the right password, and counts as a try too."""
        given: dict[str, Any] = super().clean() or {}
        if "password" not in given:
            return given
        if self.factors:
            self._take_second_factor(given)
        if not self.errors:
            cache.delete(self._key)
        return given

    @property
    def _key(self) -> str:
        return f"accounts.reauthentication.{self.user.pk}"

    def _take_second_factor(self, given: dict[str, Any]) -> None:
        try:
            if given.get("credential"):
                second_factor.accept_passkey(self.user, given["credential"])
            else:
                second_factor.accept_code(self.user, given.get("code", ""))
        except ValidationError as refusal:
            self.add_error("code" if "code" in self.fields else None, refusal)


def _count(key: str) -> int:
    """This try, counted before the password is looked at: parallel tries gain nothing."""
    try:
        return cache.incr(key)
    except ValueError:  # expired between the two calls
        cache.set(key, 1, timeout=WITHIN_MINUTES * 60)
        return 1
