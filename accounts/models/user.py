from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, _user_has_perm  # type: ignore[attr-defined]
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Model, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.mixins import GuardianUserMixin

from accounts.models.keys import derive_keys
from accounts.names import Name
from accounts.querysets import UserManager


class Language(models.TextChoices):
    KAZAKH = "kk", "Қазақша"
    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"


class User(GuardianUserMixin, AbstractBaseUser, PermissionsMixin):
    """A person. Without an e-mail (imported history) there is nothing to sign in with."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    family_name_kk = models.CharField(_("family name, in Kazakh"), max_length=100)
    given_name_kk = models.CharField(_("given name, in Kazakh"), max_length=100, blank=True)
    patronymic_kk = models.CharField(_("patronymic, in Kazakh"), max_length=100, blank=True)
    family_name_ru = models.CharField(_("family name, in Russian"), max_length=100, blank=True)
    given_name_ru = models.CharField(_("given name, in Russian"), max_length=100, blank=True)
    patronymic_ru = models.CharField(_("patronymic, in Russian"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.KAZAKH
    )
    phone = models.CharField(
        _("phone"),
        max_length=16,
        blank=True,
        validators=[
            RegexValidator(r"^\+7[67]\d{9}$", _("Write the number like this: +7 701 123 45 67."))
        ],
    )
    is_active = models.BooleanField(
        _("account open"),
        default=True,
        help_text=_("Close an account instead of deleting the person."),
    )
    is_staff = models.BooleanField(
        _("technical administration"),
        default=False,
        help_text=_("Opens the technical administration; gives no vote, chair or signature."),
    )
    date_joined = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    archive_key = models.CharField(
        _("key in the archive"), max_length=200, unique=True, null=True, blank=True
    )
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)
    search_key = models.CharField(max_length=700, editable=False, db_index=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["family_name_kk", "given_name_kk"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=Q(email=None) | (Q(email=Lower("email")) & ~Q(email="")),
                violation_error_message=_("An e-mail address is kept in lower case."),
            ),
            models.CheckConstraint(
                name="user_language_is_known",
                condition=Q(language__in=Language.values),
                violation_error_message=_("The portal does not speak this language."),
            ),
            models.CheckConstraint(
                name="user_has_a_family_name",
                condition=~Q(family_name_kk=""),
                violation_error_message=_("A person has at least a family name."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name()

    def clean(self) -> None:
        self.email = self.__class__.objects.normalize_email(self.email).lower() or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what is derived: the lower-case address and the two indexed keys."""
        self.email = self.email.strip().lower() or None if self.email else None
        self.derive_keys()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, *self._keys_touched_by(fields)}
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        """The keys follow from the names; `save` calls this, a bulk insert has to."""
        kazakh, russian = self._name_in("kk"), self._name_in("ru")
        derive_keys(self, sorted_by=kazakh.full, found_by=f"{kazakh.full} {russian.full}")

    @staticmethod
    def _keys_touched_by(fields: Any) -> set[str]:
        named = any("name_" in field or "patronymic_" in field for field in fields)
        return {"sort_key", "search_key"} if named else set()

    def confirm_address(self) -> None:
        """Tell allauth that the address signed in with is this person's own and only one.

        It would take an unconfirmed one for the address somebody is changing to, and offer to
        remove it.
        """
        EmailAddress.objects.update_or_create(
            user=self, email=self.email, defaults={"verified": True, "primary": True}
        )

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Asked about an object, a superuser is a person like any other.

        The technical administrator holds no vote, chair or signature, so Django's short cut
        stands only for the technical administration itself, which asks without an object.
        """
        if obj is None:
            return super().has_perm(perm)
        return self.is_active and _user_has_perm(self, perm, obj)

    def full_name(self, language: str | None = None) -> str:
        """«Тұрсынов Дархан Бақытұлы»."""
        return self.name(language).full

    def short_name(self, language: str | None = None) -> str:
        """«Тұрсынов Д.Б.», as in lists."""
        return self.name(language).short

    def signature_name(self, language: str | None = None) -> str:
        """«Д.Б. Тұрсынов», as under a signature."""
        return self.name(language).signature

    def get_full_name(self) -> str:
        return self.full_name()

    def get_short_name(self) -> str:
        return self.short_name()

    def name(self, language: str | None = None) -> Name:
        """The spelling for `language` (None: the active one); Kazakh where none is known."""
        kazakh = self._name_in("kk")
        if (language or get_language() or "kk")[:2] == "ru":
            return self._name_in("ru").or_else(kazakh)
        return kazakh

    def _name_in(self, spelling: str) -> Name:
        return Name(
            family=getattr(self, f"family_name_{spelling}"),
            given=getattr(self, f"given_name_{spelling}"),
            patronymic=getattr(self, f"patronymic_{spelling}"),
        )
