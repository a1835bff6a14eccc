"""allauth's forms in our own words: it does not speak Kazakh."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

_LABELS = {
    "login": gettext_lazy("E-mail"),
    "email": gettext_lazy("E-mail"),
    "password": gettext_lazy("Password"),
    "oldpassword": gettext_lazy("Current password"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password once more"),
}


def _reword(form: Any) -> None:
    """Labels above the fields; nothing grey inside them, nothing that is a link in a hint."""
    for name, field in form.fields.items():
        field.label = _LABELS.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
        if name in {"password", "oldpassword"}:
            field.help_text = ""


class SignInForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(allauth.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self)


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self)


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self)


class ChangeEmailForm(allauth.AddEmailForm):
    """The new address takes effect when the letter sent to it is answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if User.objects.filter(email=email).exclude(pk=self.user.pk).exists():
            raise ValidationError(_("Somebody else signs in with this e-mail."), code="email_taken")
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        self.user.confirm_address()
        return super().save(request)
