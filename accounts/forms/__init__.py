from accounts.forms.profile import ProfileForm
from accounts.forms.sign_in import (
    ChangeEmailForm,
    ChangePasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    PasswordAgainForm,
    SignInForm,
)

__all__ = [
    "ChangeEmailForm",
    "ChangePasswordForm",
    "ForgottenPasswordForm",
    "NewPasswordForm",
    "PasswordAgainForm",
    "ProfileForm",
    "SignInForm",
]
