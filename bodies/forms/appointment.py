"""Appointing a member: who, to what, by which act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.actions import Draft, Seat
from bodies.forms.act import ActFields, day_field
from bodies.forms.person import NAMES, PersonForm
from bodies.models import Body, Category, ChangeKind, Office, Organisation
from bodies.models.membership import REPRESENTED_KINDS


class AppointmentForm(PersonForm, ActFields):
    """Who is appointed, to what, by which act."""

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

    def clean(self) -> dict[str, Any]:
        """A representative names an organisation (REQ-09)."""
        given = super().clean()
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
