"""Who is meant: somebody known by e-mail, or entered anew; and whom that person stands for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bodies.models import Category, Organisation
from bodies.models.membership import REPRESENTED_KINDS

NAMES = ("family_name_kk", "given_name_kk", "patronymic_kk", "family_name_ru", "given_name_ru",
         "patronymic_ru")  # fmt: skip


class PersonForm(forms.Form):
    """Somebody known by e-mail is not entered twice: the names then stay as they are."""

    use_required_attribute = False
    person: User | None = None

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The invitation goes there. Known people are found by it.")
    )
    family_name_kk = forms.CharField(
        label=_("Family name, in Kazakh"), max_length=100, required=False
    )
    given_name_kk = forms.CharField(
        label=_("Given name, in Kazakh"), max_length=100, required=False
    )
    patronymic_kk = forms.CharField(
        label=_("Patronymic, in Kazakh"), max_length=100, required=False
    )
    family_name_ru = forms.CharField(
        label=_("Family name, in Russian"), max_length=100, required=False
    )
    given_name_ru = forms.CharField(
        label=_("Given name, in Russian"), max_length=100, required=False
    )
    patronymic_ru = forms.CharField(
        label=_("Patronymic, in Russian"), max_length=100, required=False
    )

    def clean_email(self) -> str:
        """As it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        """A new person has a family name."""
        given = super().clean() or {}
        self.person = User.objects.filter(email=given.get("email", "")).first()
        if self.person is None and given.get("email") and not given.get("family_name_kk"):
            self.add_error("family_name_kk", _("Nobody has this e-mail yet: enter the name."))
        return given

    def whom(self) -> User:
        """The person, recorded or not."""
        given = self.cleaned_data
        return self.person or User(email=given["email"], **{name: given[name] for name in NAMES})

    def new_person(self) -> dict[str, Any]:
        """The fields of somebody the portal does not know; nothing of a known person."""
        if self.person is not None:
            return {}
        return {name: self.cleaned_data[name] for name in ("email", *NAMES)}


class PersonFields(PersonForm):
    """A person with the category and the organisation a seat is taken for (cl. 15)."""

    category = forms.ChoiceField(
        label=_("Category (cl. 15)"), choices=[("", "—"), *Category.choices], required=False
    )
    represents = forms.ModelChoiceField(
        Organisation.objects.order_by("sort_key"), label=_("Represents"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A representative names an organisation of the matching kind (REQ-09)."""
        given = super().clean()
        kinds = REPRESENTED_KINDS.get(given.get("category", ""))
        represented = given.get("represents")
        if kinds and (represented is None or represented.kind not in kinds):
            self.add_error("represents", _("Name the organisation this member represents."))
        return given
