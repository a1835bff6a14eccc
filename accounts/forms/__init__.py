from accounts.forms.profile import ProfileForm
from accounts.forms.second_factor import (
    AppForm,
    PasskeyForm,
    PasskeyNameForm,
    SecondFactorAgainForm,
    SecondFactorForm,
)
from accounts.forms.sign_in import (
    ChangeEmailForm,
    ChangePasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    PasswordAgainForm,
    SignInForm,
)

__all__ = [
    "AppForm",
    "ChangeEmailForm",
    "ChangePasswordForm",
    "ForgottenPasswordForm",
    "NewPasswordForm",
    "PasskeyForm",
    "PasskeyNameForm",
    "PasswordAgainForm",
    "ProfileForm",
    "SecondFactorAgainForm",
    "SecondFactorForm",
    "SignInForm",
]
