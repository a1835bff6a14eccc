"""Appointing a member: who, to what, by which act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bodies.models import Category, Office, Organisation
from bodies.models.membership import REPRESENTED_KINDS
from records.models import LegalAct

NAMES = ("family_name_kk", "given_name_kk", "patronymic_kk", "family_name_ru", "given_name_ru",
         "patronymic_ru")  # fmt: skip
STATE_THE_ACT = _("State the act that approves this member.")


class AppointmentForm(forms.Form):
    """Somebody known by e-mail is not entered twice: the names then stay as they are."""

    use_required_attribute = False

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
    office = forms.ChoiceField(label=_("Office"), choices=Office.choices, initial=Office.MEMBER)
    category = forms.ChoiceField(
        label=_("Category (cl. 15)"), choices=[("", "—"), *Category.choices], required=False
    )
    represents = forms.ModelChoiceField(
        Organisation.objects.order_by("sort_key"), label=_("Represents"), required=False
    )
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    act_kind = forms.ChoiceField(
        label=_("Kind of the act"), choices=LegalAct.Kind.choices, initial=LegalAct.Kind.ORDER
    )
    act_issuer = forms.CharField(label=_("Who issued it"), max_length=255, required=False)
    act_number = forms.CharField(
        label=_("Number of the act"), max_length=50, error_messages={"required": STATE_THE_ACT}
    )
    act_signed_on = forms.DateField(
        label=_("Date of the act"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": STATE_THE_ACT},
    )

    def clean_email(self) -> str:
        """As it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        """A new person has a family name; a representative an organisation (REQ-09)."""
        given = super().clean() or {}
        self.person = User.objects.filter(email=given.get("email", "")).first()
        if self.person is None and given.get("email") and not given.get("family_name_kk"):
            self.add_error("family_name_kk", _("Nobody has this e-mail yet: enter the name."))
        kinds = REPRESENTED_KINDS.get(given.get("category", ""))
        represented = given.get("represents")
        if kinds and (represented is None or represented.kind not in kinds):
            self.add_error("represents", _("Name the organisation this member represents."))
        return given

    def appointment(self) -> dict[str, Any]:
        """The keywords of `bodies.actions.appoint_and_invite`."""
        given = self.cleaned_data
        starts_on: date = given["starts_on"]
        return {
            "person": self.person
            or User(email=given["email"], **{name: given[name] for name in NAMES}),
            "act": LegalAct(
                kind=given["act_kind"], issuer_text=given["act_issuer"],
                number=given["act_number"], signed_on=given["act_signed_on"],
            ),
            "starts_on": starts_on,
            "office": given["office"],
            "category": given["category"],
            "represents": given["represents"],
        }  # fmt: skip
