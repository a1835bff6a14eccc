"""Django's password rules in our own words: its Kazakh catalogue lacks half of them."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    """At least `min_length` characters; no demands on their kinds, no forced change."""

    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short: it needs at least %d character.",
            "The password is too short: it needs at least %d characters.",
            self.min_length,
        ) % (self.min_length)

    def get_help_text(self) -> str:
        return ngettext(
            "At least %d character. A few words that only you would put together are best.",
            "At least %d characters. A few words that only you would put together are best.",
            self.min_length,
        ) % (self.min_length)


class NotAboutYou(password_validation.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = (
        "email", "family_name_kk", "given_name_kk", "patronymic_kk",
        "family_name_ru", "given_name_ru", "patronymic_ru",
    )  # fmt: skip

    def __init__(self, max_similarity: float = 0.7) -> None:
        super().__init__(self.DEFAULT_USER_ATTRIBUTES, max_similarity)

    def get_error_message(self) -> str:
        return _("The password is too much like your name or e-mail.")

    def get_help_text(self) -> str:
        return _("Not your name or e-mail.")


class NotCommon(password_validation.CommonPasswordValidator):
    """Not in the list of twenty thousand passwords that leaked most often."""

    def get_error_message(self) -> str:
        return _("This password is among those that are guessed first.")

    def get_help_text(self) -> str:
        return _("Not a password that many people use.")


class NotOnlyDigits(password_validation.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("The password consists of digits only.")

    def get_help_text(self) -> str:
        return _("Not digits only.")
