"""Appointing a member: who, to what, by which act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.forms.person import PersonForm
from bodies.models import Category, Office, Organisation
from bodies.models.membership import REPRESENTED_KINDS
from records.models import LegalAct

STATE_THE_ACT = _("State the act that approves this member.")


class AppointmentForm(PersonForm):
    """Who is appointed, to what, by which act."""

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

    def clean(self) -> dict[str, Any]:
        """A representative names an organisation (REQ-09)."""
        given = super().clean()
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
            "person": self.whom(),
            "act": LegalAct(
                kind=given["act_kind"], issuer_text=given["act_issuer"],
                number=given["act_number"], signed_on=given["act_signed_on"],
            ),
            "starts_on": starts_on,
            "office": given["office"],
            "category": given["category"],
            "represents": given["represents"],
        }  # fmt: skip
