"""Appointing a member: who, to what, by which act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bodies.actions import Draft, Seat
from bodies.forms.act import ActFields, day_field
from bodies.models import Body, Category, ChangeKind, Office, Organisation
from bodies.models.membership import REPRESENTED_KINDS

NAMES = ("family_name_kk", "given_name_kk", "patronymic_kk", "family_name_ru", "given_name_ru",
         "patronymic_ru")  # fmt: skip


class AppointmentForm(ActFields):
    """Somebody known by e-mail is not entered twice: the names then stay as they are."""

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
    effective_on = day_field(_("First day"))
    ends_on = day_field(_("Last day of the term"), required=False)

    field_order = [
        "email", *NAMES, "office", "category", "represents", "effective_on", "ends_on",
    ]  # fmt: skip

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

    def draft(self, body: Body) -> Draft:
        """For `bodies.actions.propose` or `prepare`."""
        given = self.cleaned_data
        person = {name: given[name] for name in ("email", *NAMES)} if self.person is None else {}
        seat = Seat(
            user=self.person, person=person, office=given["office"], category=given["category"],
            represents=given["represents"], ends_on=given["ends_on"],
        )  # fmt: skip
        return Draft(
            body=body, kind=ChangeKind.APPOINTMENT, act=self.act(), upload=given["act_file"],
            effective_on=given["effective_on"], seats=[seat],
        )  # fmt: skip
